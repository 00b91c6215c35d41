import {
  applyModel,
  type Context,
  getEntry,
  getRevision,
  listModelVersions,
  listRevisions,
  listTypes,
  planModel,
  publishEntry,
  saveEntry,
  undoModel,
  unpublishEntry,
} from '@verso/core'
import fc from 'fast-check'
import t from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { contentFingerprint } from '../support/content-fingerprint.ts'
import { testDatabase } from '../support/database.ts'
import { refusal } from '../support/refusal.ts'
import { storeOn } from '../support/test-store.ts'

// A law over random changes: applied and undone one after the other, each leaves model and content as they were before it. What a
// plan says of drafts is what then happens to them.

const values = ['', '7', '007', '3.50', 'true', 'red', 'a-slug', '2026-01-02', 'words and words']
const kinds = [
  'text',
  'longText',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'slug',
  'json',
  'enum',
  'decimal',
  'markdown',
] as const

interface Change {
  field: 'one' | 'two'
  act: 'kind' | 'many' | 'localized' | 'remove' | 'rename' | 'add' | 'locale' | 'unique'
  kind: (typeof kinds)[number]
}

const changes = fc.array(
  fc.record<Change>({
    field: fc.constantFrom('one', 'two'),
    act: fc.constantFrom('kind', 'kind', 'kind', 'many', 'localized', 'remove', 'rename', 'add', 'locale', 'unique'),
    kind: fc.constantFrom(...kinds),
  }),
  { minLength: 1, maxLength: 4 },
)

const entries = fc.array(
  fc.record({
    one: fc.constantFrom(...values),
    two: fc.dictionary(fc.constantFrom('en', 'de'), fc.constantFrom(...values.slice(1)), { minKeys: 1 }),
    publish: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
)

type FieldInput = Record<string, unknown>

async function wish(ctx: Context, { field: name, act, kind }: Change): Promise<unknown> {
  const { views, locales } = await listTypes(ctx)
  const languages = locales.map(({ isDefault, ...locale }) => ({ ...locale, default: isDefault }))
  const types = views.map((type) => ({ ...type, fields: fieldsAfter(type.fields as unknown as FieldInput[], { name, act, kind }) }))
  return { locales: act === 'locale' ? languages.map(renamedOrKept) : languages, types }
}

function renamedOrKept(locale: Record<string, unknown>) {
  return locale.code === 'de'
    ? { ...locale, code: 'de-AT', was: 'de' }
    : locale.code === 'de-AT'
      ? { ...locale, code: 'de', was: 'de-AT' }
      : locale
}

function fieldsAfter(fields: FieldInput[], { name, act, kind }: { name: string; act: Change['act']; kind: string }): FieldInput[] {
  if (act === 'remove') return fields.filter((field) => field.name !== name)
  if (act === 'add') return [...fields, { name: `new${fields.length}`, kind: 'text' }]
  return fields.map((field) => {
    if (field.name !== name) return field
    const { id, label, localized } = field
    if (act === 'kind') return { id, name, label, localized, kind, ...(kind === 'enum' ? { options: ['red', 'blue'] } : {}) }
    if (act === 'rename') return { ...field, name: name === 'one' ? 'uno' : 'dos' }
    if (act === 'localized') return { ...field, localized: localized !== true }
    if (act === 'many' && field.kind === 'enum') return { ...field, many: field.many !== true }
    return field
  })
}

async function aWorld(ctx: Context, made: { one: string; two: Record<string, string>; publish: boolean }[]): Promise<string[]> {
  await aType(ctx, {
    slugField: null,
    titleField: 'title',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'one', kind: 'text' },
      { name: 'two', kind: 'text', localized: true },
    ],
  })
  const { views: types } = await listTypes(ctx)
  const locales = [
    { code: 'en', label: 'English', default: true },
    { code: 'de', label: 'Deutsch', fallback: 'en' },
  ]
  await applyModel(ctx, { planHash: (await planModel(ctx, { locales, types })).planHash })
  const ids: string[] = []
  for (const { publish, ...fields } of made) {
    const { row } = await anEntry(ctx, { title: 'T', ...fields })
    if (publish) await publishEntry(ctx, row.id)
    ids.push(row.id)
  }
  return ids
}

t.test(
  'the law of undo: random changes, undone one after the other, leave model and content as they were',
  { timeout: 500_000 },
  async (t) => {
    const url = await testDatabase(t)
    const store = await storeOn(t, url)
    let round = 0
    const seed = Number(process.env.VERSO_SEED ?? Math.floor(Math.random() * 2 ** 31))
    t.comment(`VERSO_SEED=${seed}`)
    const ctx = await aContext(store)
    const property = fc.asyncProperty(entries, changes, async (made, wanted) => {
      round += 1
      for (const { number } of [...(await standing(ctx))]) await undoModel(ctx, { modelVersion: number, acceptLoss: true })
      await aWorld(ctx, made)
      const states: { version: number; hash: string; content: string }[] = []
      for (const change of wanted) {
        const before = { hash: (await ctx.model()).hash, content: await contentFingerprint(url) }
        const { planHash, steps } = await planModel(ctx, await wish(ctx, change))
        if (steps.length === 0) continue
        const { modelVersion } = await applyModel(ctx, { planHash, acceptLoss: true })
        states.push({ version: modelVersion, ...before })
      }
      for (const { version, hash, content } of states.reverse()) {
        await undoModel(ctx, { modelVersion: version, acceptLoss: true })
        if ((await ctx.model()).hash !== hash) throw new Error(`Undo of version ${version} left another model`)
        if ((await contentFingerprint(url)) !== content) throw new Error(`Undo of version ${version} left other content`)
      }
    })
    await fc.assert(property, { numRuns: 40, seed })
    t.equal(round, 40)
  },
)

/** The changes that the present model is made of, newest first. */
async function standing(ctx: Context): Promise<{ number: number }[]> {
  return (await listModelVersions(ctx)).flatMap(({ version, undo }) => (undo === null ? [] : [{ number: version }]))
}

t.test('values in a removed language come back with it', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  const [id = ''] = await aWorld(ctx, [{ one: 'x', two: { en: 'red', de: 'rot' }, publish: true }])
  const before = await contentFingerprint(url)
  const { views: types } = await listTypes(ctx)

  const { planHash, steps } = await planModel(ctx, { locales: [{ code: 'en', label: 'English', default: true }], types })
  t.match(steps, [{ kind: 'removeLocale', locale: 'de', effect: 'loss', counts: { lost: 1 }, places: { published: { lost: 1 } } }])
  t.equal((await refusal(applyModel(ctx, { planHash }))).code, 'loss_not_accepted')
  const { modelVersion } = await applyModel(ctx, { planHash, acceptLoss: true })
  t.match(await getEntry(ctx, id), { fields: { two: { en: 'red' } }, status: 'published' })
  t.notOk('de' in ((await getEntry(ctx, id)).fields.two as object))

  await undoModel(ctx, { modelVersion })
  t.equal(await contentFingerprint(url), before)
  t.match(await getEntry(ctx, id), { fields: { two: { en: 'red', de: 'rot' } }, status: 'published' })
})

t.test('revisions of every model open under every later one, whatever was done and undone', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  const [id = ''] = await aWorld(ctx, [{ one: '7', two: { en: 'red' }, publish: true }])
  const toInteger = await applyModel(ctx, {
    planHash: (await planModel(ctx, await wish(ctx, { field: 'one', act: 'kind', kind: 'integer' }))).planHash,
    acceptLoss: true,
  })
  await saveEntry(ctx, id, { fields: { one: 8 }, baseRevision: 1 })
  await undoModel(ctx, { modelVersion: toInteger.modelVersion })
  await saveEntry(ctx, id, { fields: { one: 'nine' }, baseRevision: 2 })
  await unpublishEntry(ctx, id)
  const toNumber = await planModel(ctx, await wish(ctx, { field: 'one', act: 'kind', kind: 'number' }))
  await applyModel(ctx, { planHash: toNumber.planHash, acceptLoss: true })

  const { revisions } = await listRevisions(ctx, id, { limit: 10 })
  const read = await Promise.all(revisions.map(({ row }) => getRevision(ctx, id, row.number)))

  t.same(
    read.map((revision) => revision.fields.one),
    [null, 8, 7],
  )
})
