import pg from 'pg'
import t from 'tap'
import { testStore } from '../support/test-store.ts'
import { aLibrary, aPlan, article, type Doc, fieldIds as f, includePeople, person, publishNew, readableTypeIds } from './library.ts'

const idOf = (prefix: string, number: number) => `${prefix}000000-0000-7000-8000-${String(number).padStart(12, '0')}`

t.test('the number of statements is the same for one row and for a thousand', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const doc = (number: number): Doc => ({
    id: idOf('0e', number),
    type: article,
    fields: { [f.author]: { _ref: idOf('0d', number) }, [f.cover]: { _media: idOf('0f', number) } },
  })
  const writer = (number: number): Doc => ({ id: idOf('0d', number), type: person, fields: { [f.teacher]: { _ref: idOf('0d', 1) } } })
  const plan = aPlan(article, {
    limit: 1000,
    count: true,
    include: [includePeople(f.author)],
    sort: [
      {
        target: { kind: 'field', fieldId: f.name, comparison: 'text', localized: false, many: false },
        through: [{ fieldId: f.author, localized: false, typeIds: [person.id] }],
        descending: false,
      },
    ],
  })

  await publishNew(store, [writer(1), doc(1)])
  await store.reads.published(plan, { readableTypeIds })
  t.equal(await statementsOf(() => store.reads.published(plan, { readableTypeIds })), 2)

  await publishNew(store, Array.from({ length: 999 }, (_, index) => [writer(index + 2), doc(index + 2)]).flat())
  let rows = 0
  const statements = await statementsOf(async () => {
    const read = await store.reads.published(plan, { readableTypeIds })
    rows = read.rows.length + read.targets.size
  })
  t.same([rows, statements], [2000, 2])
  t.equal(await statementsOf(() => store.reads.drafts(aPlan(article, { limit: 1000, count: true }), { trashed: false })), 1)
})

/** Counts what is sent to PostgreSQL while something is done. */
async function statementsOf(run: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype
  let count = 0
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    count += 1
    return Reflect.apply(query, this, args)
  } as typeof query
  try {
    await run()
  } finally {
    pg.Client.prototype.query = query
  }
  return count
}
