import {
  applyModel,
  autosaveEntry,
  clearRemovedValues,
  type Context,
  createEntry,
  createType,
  getEntry,
  getRevision,
  planModel,
  publishEntry,
  saveEntry,
  undoModel,
} from '@verso/core'
import pg from 'pg'
import t, { type Test } from 'tap'
import { aContext, aContextWith, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { modelDocument } from '../support/model-wishes.ts'
import { refusal } from '../support/refusal.ts'
import { storeOn } from '../support/test-store.ts'

type Members = Record<string, unknown>
const day = 24 * 60 * 60 * 1_000
const secret = 'what-nobody-shall-find'

/** Articles and notes that hold a secret in a field, in a card, in a conversion's past and in their history, on a clock of the test's own. */
async function aHouse(t: Test) {
  const url = await testDatabase(t)
  let now = Date.parse('2026-01-01T00:00:00Z')
  const ctx = await aContext(await storeOn(t, url), { now: () => new Date(now) })
  await createType(ctx, {
    name: 'card',
    kind: 'component',
    fields: [
      { name: 'heading', kind: 'text' },
      { name: 'code', kind: 'text' },
    ],
  })
  const fields = [
    { name: 'title', kind: 'text' },
    { name: 'code', kind: 'text' },
    { name: 'amount', kind: 'text' },
    { name: 'cards', kind: 'component', components: ['card'], many: true },
  ]
  await aType(ctx, { slugField: null, fields })
  await aType(ctx, { name: 'note', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const values = { title: 'A', code: secret, amount: secret, cards: [{ _key: 'a', heading: 'H', code: secret }] }
  const { row } = await createEntry(ctx, { type: 'article', fields: values })
  await saveEntry(ctx, row.id, { baseRevision: 1, fields: { title: 'A long title that makes the next revision a delta to this one' } })
  await publishEntry(ctx, row.id)
  const note = await createEntry(ctx, { type: 'note', fields: { title: secret } })
  await publishEntry(ctx, note.row.id)
  const other = await aContext(ctx.store, { name: 'Bob' })
  await autosaveEntry(other, row.id, { fields: { code: secret, amount: '1', title: 'Not saved yet' }, baseRevision: 2 })
  return { url, ctx, id: row.id, later: (days: number) => (now += days * day), found: () => findSecret(t, url) }
}

/** In which tables the secret still stands. */
async function findSecret(t: Test, url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  const tables = ['Draft', 'WorkingCopy', 'Revision', 'Publication', 'ModelVersion', 'UniqueValue']
  const found = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await client.query(`select count(*)::int as n from "${table}" row where row::text like $1`, [`%${secret}%`])
      return rows[0].n > 0 ? [table] : []
    }),
  )
  return found.flat()
}

async function change(ctx: Context, wish: (types: Members[]) => Members[]): Promise<number> {
  const { types, ...rest } = await modelDocument(ctx)
  const { planHash } = await planModel(ctx, { ...rest, types: wish(types) })
  return (await applyModel(ctx, { planHash, acceptLoss: true })).modelVersion
}

/** Code goes from articles and cards, the amount becomes a number, notes go altogether. */
function removed(types: Members[]): Members[] {
  return types
    .filter(({ name }) => name !== 'note')
    .map((type) => ({
      ...type,
      fields: (type.fields as Members[])
        .filter(({ name }) => name !== 'code')
        .map((field) => (field.name === 'amount' ? { ...field, kind: 'integer' } : field)),
    }))
}

t.test(
  'what was removed stays for 90 days, and is gone from drafts and all history after them; everything else is as it was',
  async (t) => {
    const { ctx, id, later, found } = await aHouse(t)
    await change(ctx, removed)
    await saveEntry(ctx, id, { baseRevision: 2, fields: { title: 'B' } })
    later(89)
    t.same(await clearRemovedValues(ctx), { types: 0, fields: 0, entries: 0, stripped: 0 })
    t.same(await found(), ['Draft', 'WorkingCopy', 'Revision', 'Publication', 'ModelVersion'])
    const before = await Promise.all([1, 2, 3].map(async (number) => (await getRevision(ctx, id, number)).fields))

    later(2)
    t.same(await clearRemovedValues(ctx), { types: 1, fields: 3, entries: 1, stripped: 1 })

    t.same(await found(), ['Revision'], 'the amount is what older revisions say, under the field that is still there')
    t.same(await Promise.all([1, 2, 3].map(async (number) => (await getRevision(ctx, id, number)).fields)), before)
    t.match(await getEntry(ctx, id), { fields: { title: 'B', cards: [{ _key: 'a', heading: 'H' }] } })
    await saveEntry(ctx, id, { baseRevision: 3, fields: { title: 'C' } })
    t.match(await getRevision(ctx, id, 4), { fields: { title: 'C' } }, 'the history goes on')
    t.same(await clearRemovedValues(ctx), { types: 0, fields: 0, entries: 0, stripped: 0 }, 'nothing is left to do')
  },
)

t.test('what an undo brought back in time is no longer removed', async (t) => {
  const { ctx, id, later } = await aHouse(t)
  const version = await change(ctx, removed)
  later(80)
  await undoModel(ctx, { modelVersion: version })
  later(80)
  t.match(await clearRemovedValues(ctx), { types: 0, fields: 0, entries: 0 })
  t.match(await getEntry(ctx, id), { fields: { code: secret, amount: secret, cards: [{ code: secret }] } })
})

t.test('only who manages types may clear', async (t) => {
  const { ctx, later, found } = await aHouse(t)
  await change(ctx, removed)
  later(100)
  const reader = aContextWith(ctx.store, [{ actions: ['read'], types: ['*'] }])
  t.equal((await refusal(clearRemovedValues(reader))).code, 'not_allowed')
  t.same(await found(), ['Draft', 'WorkingCopy', 'Revision', 'Publication', 'ModelVersion'])
})
