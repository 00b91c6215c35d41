import { type Context, createLocale, createType, discardDraft, getEntry, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import { canonicalJson, type Content, type ContentType, type Json } from '@verso/model'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { aContext, anEntry } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'

const codes = ['en', 'de', 'fr'] as const
type Node = { [member: string]: Json }

async function aWorld(t: Test): Promise<{ ctx: Context; type: ContentType }> {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createLocale(ctx, { code: 'fr', label: 'Français' })
  const inner = [
    { name: 'words', kind: 'text', localized: true },
    { name: 'note', kind: 'text' },
  ]
  await createType(ctx, { name: 'part', kind: 'component', fields: inner })
  await createType(ctx, {
    name: 'page',
    fields: [...inner, { name: 'part', kind: 'component', components: ['part'] }, { name: 'sections', kind: 'blocks', blocks: ['part'] }],
  })
  const type = (await store.models.current()).types.find(({ name }) => name === 'page')
  if (type === undefined) throw new Error('The type was not made')
  return { ctx, type }
}

const word = fc.option(fc.constantFrom('a', 'b', 'c'), { freq: 4 })
const words = fc.record({ en: word, de: word, fr: word })
const inner = fc.record({ words, note: word })
const fields = fc.record(
  { words, note: word, part: fc.option(inner, { freq: 3 }), sections: fc.tuple(fc.shuffledSubarray(['x', 'y', 'z']), inner) },
  { requiredKeys: [] },
)
const act = fc.oneof(
  { arbitrary: fields.map((saved) => ({ saved })), weight: 3 },
  { arbitrary: fc.subarray([...codes], { minLength: 1 }).map((published) => ({ published })), weight: 2 },
  { arbitrary: fc.constantFrom(...codes).map((unpublished) => ({ unpublished })), weight: 1 },
  { arbitrary: fc.constant({ discarded: true }), weight: 1 },
)

type Act = { saved?: Partial<Record<string, unknown>>; published?: string[]; unpublished?: string; discarded?: boolean }

async function make({ ctx }: { ctx: Context }, id: string, { saved, published, unpublished, discarded }: Act): Promise<void> {
  const { row } = await getEntry(ctx, id)
  if (saved !== undefined) {
    const [keys, inside] = (saved['sections'] ?? [[], {}]) as [string[], object]
    const sections = saved['sections'] === undefined ? {} : { sections: keys.map((_key) => ({ _key, _block: 'part', ...inside })) }
    await saveEntry(ctx, id, { fields: { ...saved, ...sections }, baseRevision: row.revision })
  }
  if (published !== undefined) await publishEntry(ctx, id, { locales: published })
  if (unpublished !== undefined) await unpublishEntry(ctx, id, { locales: [unpublished] })
  if (discarded === true && row.publications.length > 0) await discardDraft(ctx, id)
}

/** What a discard has to give, by a plain loop over the locales: `states` are the contents that are published in each. */
function discarded(type: ContentType, draft: Content, { last, states }: { last: Content; states: Map<string, Content> }): Content {
  return membersOf(type.fields, { shared: last, of: (code) => states.get(code) ?? draft })
}

interface Wanted {
  shared: Node | undefined
  /** Where the values of a locale come from. */
  of: (code: string) => Node | undefined
}

function membersOf(fields: ContentType['fields'], { shared, of }: Wanted): Node {
  const result: Node = {}
  for (const field of fields) {
    const value =
      field.localized === true ? byLocale(field.id, of) : field.kind === 'text' ? shared?.[field.id] : nested(field, { shared, of })
    if (value !== undefined) result[field.id] = value
  }
  return result
}

function byLocale(id: string, of: Wanted['of']): Json | undefined {
  const own = codes.flatMap((code) => {
    const value = (of(code)?.[id] as Node | undefined)?.[code]
    return value === undefined ? [] : [[code, value] as const]
  })
  return own.length === 0 ? undefined : Object.fromEntries(own)
}

/** As last published: which items there are, and their order. */
function nested(field: ContentType['fields'][number], { shared, of }: Wanted): Json | undefined {
  const [inside] = Object.getOwnPropertySymbols(field).flatMap(
    (symbol) => (field as unknown as Record<symbol, ContentType[]>)[symbol] ?? [],
  )
  const value = shared?.[field.id]
  if (inside === undefined || value === undefined) return undefined
  if (!Array.isArray(value))
    return membersOf(inside.fields, { shared: value as Node, of: (code) => of(code)?.[field.id] as Node | undefined })
  return value.map((item) => {
    const { _key = '', _block = '' } = item as Node
    const same = (list: Json | undefined) => ((list ?? []) as Node[]).find((other) => other._key === _key)
    return { _key, _block, ...membersOf(inside.fields, { shared: item as Node, of: (code) => same(of(code)?.[field.id]) }) }
  })
}

t.test(
  'law: discarding gives back what is published, language by language, and keeps the draft of languages that never were',
  async (t) => {
    const world = await aWorld(t)
    const { ctx, type } = world
    const seed = Date.now() % 1_000_000
    t.comment(`seed ${seed}`)
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async (acts) => {
        const { row } = await anEntry(ctx, { words: { en: 'begin' } }, 'page')
        for (const one of acts) await make(world, row.id, one as Act)
        const { row: before } = await getEntry(ctx, row.id)
        const heads = before.publications.toSorted((one, other) => Number(one.seq - other.seq))
        const last = heads.at(-1)
        if (last === undefined) return
        const states = new Map<string, Content>()
        for (const { locale, revision } of heads) states.set(locale, (await ctx.store.revisions.find(row.id, revision))?.content ?? {})

        const { row: after } = await discardDraft(ctx, row.id)

        const expected = discarded(type, before.content, { last: states.get(last.locale) ?? {}, states })
        t.equal(canonicalJson(after.content), canonicalJson(expected))
        t.equal((await discardDraft(ctx, row.id)).row.revision, after.revision)
        // Where nothing of another language stands in, nothing is left to publish either.
        if (last.locale !== 'de') t.equal((await publishEntry(ctx, row.id, { locales: [last.locale] })).seq, null)
      }),
      { numRuns: 30, seed },
    )
  },
)
