import { randomInt, randomUUID } from 'node:crypto'
import {
  changeType,
  type Context,
  createEntry,
  createLocale,
  listEntryUsages,
  listMediaUsages,
  publishEntry,
  Refusal,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import fc from 'fast-check'
import t from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runSql } from '../support/test-server.ts'
import { nothingSaid } from '../support/nothing-said.ts'
import { storeOn } from '../support/test-store.ts'

const size = 4
const who = fc.nat({ max: size - 1 })
const wish = fc.record(
  {
    one: fc.option(who, { nil: null }),
    many: fc.uniqueArray(who, { maxLength: 3 }),
    en: fc.option(who, { nil: null }),
    de: fc.option(who, { nil: null }),
    cards: fc.array(who, { maxLength: 2 }),
    body: fc.option(who, { nil: null }),
    hasFile: fc.boolean(),
  },
  { requiredKeys: [] },
)
const step = fc.record({ act: fc.constantFrom('save', 'save', 'publish', 'publish', 'unpublish', 'trash'), at: who, wish })

t.test('who uses an entry or a file is what a search through all content for its id finds, whatever was done', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  const seed = Number(process.env.VERSO_SEED ?? randomInt(2 ** 31))
  t.comment(`VERSO_SEED=${seed}`)
  await someTypes(ctx)
  const file = await aFile(ctx)
  const places = new Set<string | undefined>()

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 20 }), async (steps) => {
      const ids: string[] = []
      for (let index = 0; index < size; index += 1) ids.push((await createEntry(ctx, { type: 'node', fields: {} })).row.id)
      for (const { act, at, wish: wanted } of steps) {
        const id = ids[at] ?? ''
        await orRefused(async () => {
          if (act === 'publish') return publishEntry(ctx, id, { locales: ['en', 'de'] })
          if (act === 'unpublish') return unpublishEntry(ctx, id)
          if (act === 'trash') return trashEntry(ctx, id)
          const entry = await ctx.store.entries.find(id)
          return saveEntry(ctx, id, { fields: fieldsOf(wanted, { ids, file }), baseRevision: entry?.revision ?? 1 })
        })
      }
      for (const id of ids) {
        const { usages } = await listEntryUsages(ctx, id)
        t.same(counted(usages), await searched(url, id), id)
        for (const { path } of usages) places.add(path.split('/')[2])
      }
      const ofFile = (await listMediaUsages(ctx, file)).usages
      t.same(counted(ofFile), await searched(url, file), 'the file')
      for (const { path } of ofFile) places.add(path.split('/')[2])
      return t.passing()
    }),
    { seed, numRuns: 6, endOnFailure: true },
  )
  t.same([...places].sort(), ['body', 'cards', 'file', 'many', 'one', 'own'], 'links of every sort were looked for')
})

async function someTypes(ctx: Context): Promise<void> {
  await createLocale(ctx, { code: 'de', label: 'Deutsch' })
  const link = (name: string, more = {}) => ({ name, kind: 'reference', to: ['node'], ...more })
  await aType(ctx, { name: 'node', slugField: null, titleField: null, fields: [{ name: 'plain', kind: 'text' }] })
  await aType(ctx, {
    name: 'card',
    kind: 'component',
    slugField: null,
    titleField: null,
    fields: [link('inside'), { name: 'file', kind: 'media' }],
  })

  const input = {
    fields: [
      link('one'),
      link('many', { many: true }),
      link('own', { localized: true }),
      { name: 'cards', kind: 'blocks', blocks: ['card'] },
      { name: 'body', kind: 'richText', localized: true },
      { name: 'file', kind: 'media' },
    ],
  }
  await changeType(ctx, 'node', { input })
}

async function aFile({ store, now }: Context): Promise<string> {
  const id = randomUUID()
  const at = now()
  const file = {
    id,
    revision: 1,
    filename: 'a.png',
    mimeType: 'image/png',
    bytes: 1n,
    sha256: null,
    width: 1,
    height: 1,
    alt: {},
    caption: {},
  }
  await store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at }, async (seq) => {
      await tx.media.create({ ...file, ...nothingSaid, sourceUrl: null, createdAt: at, createdById: null, updatedAt: at }, seq)
      return []
    }),
  )
  return id
}

async function orRefused(act: () => Promise<unknown>): Promise<void> {
  await act().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never

function fieldsOf(
  { one, many, en, de, cards, body, hasFile }: Wish,
  { ids, file }: { ids: string[]; file: string },
): Record<string, unknown> {
  const to = (index: number | null) => (index === null ? null : { _ref: ids[index] })
  const media = hasFile === true ? { _media: file } : null
  return {
    ...(one === undefined ? {} : { one: to(one) }),
    ...(many === undefined ? {} : { many: many.map(to) }),
    own: { ...(en === undefined ? {} : { en: to(en) }), ...(de === undefined ? {} : { de: to(de) }) },
    ...(cards === undefined
      ? {}
      : { cards: cards.map((index) => ({ _block: 'card', inside: to(index), ...(media === null ? {} : { file: media }) })) }),
    ...(body === undefined || body === null ? {} : { body: { en: linking(ids[body] ?? '') } }),
    ...(hasFile === undefined ? {} : { file: media }),
  }
}

/** A paragraph of which one word leads to an entry. */
function linking(id: string) {
  return [
    {
      _type: 'block',
      _key: 'a',
      style: 'normal',
      markDefs: [{ _type: 'entryLink', _key: 'm', entry: { _ref: id } }],
      children: [{ _type: 'span', _key: 's', text: 'word', marks: ['m'] }],
    },
  ]
}

function counted(usages: readonly { origin: string; id: string; locale: string | null }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { origin, id, locale } of usages) {
    const key = origin === 'draft' ? `draft ${id}` : `published ${id} ${locale}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return sorted(counts)
}

/** How often an id stands in each draft and in each document that readers have, as text. */
async function searched(url: string, id: string): Promise<Record<string, number>> {
  const { rows } = await runSql(
    url,
    `select key, (length(content) - length(replace(content, '${id}', ''))) / 36 as times from (
      select 'draft ' || "entryId" as key, content::text as content from "Draft"
      union all
      select 'published ' || "entryId" || ' ' || locale, body from "Publication" where "validTo" is null
    ) found where strpos(content, '${id}') > 0`,
  )
  return sorted(Object.fromEntries(rows.map(({ key, times }) => [key, Number(times)])))
}

function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)))
}
