import type { IncludePlan, TargetPick } from '@verso/query'
import t from 'tap'
import { statementsOf } from '../support/statements-of.ts'
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

t.test('options of included paths take as many statements for one row as for a thousand, at every level', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const doc = (number: number): Doc => ({
    id: idOf('0e', number),
    type: article,
    fields: { [f.editors]: [1, 2, 3].map((part) => ({ _ref: idOf('0d', number * 3 + part) })) },
  })
  const writers = (number: number) =>
    [1, 2, 3].map(
      (part): Doc => ({ id: idOf('0d', number * 3 + part), type: person, fields: { [f.age]: part, [f.teacher]: { _ref: idOf('0d', 4) } } }),
    )
  const age = { kind: 'field', fieldId: f.age, comparison: 'integer', localized: false, many: false } as const
  const pick: TargetPick = {
    where: { [person.id]: { kind: 'compare', target: age, operator: 'gte', operand: 2 } },
    sort: [{ descending: true, keys: { [person.id]: { target: age, through: [] } } }],
  }
  const teachers: IncludePlan = { ...includePeople(f.teacher), many: false, pick: { where: {}, sort: pick.sort } }
  const plan = aPlan(article, { limit: 1000, include: [{ ...includePeople(f.editors, [teachers]), limit: 1, pick }] })

  await publishNew(store, [...writers(1), doc(1)])
  await store.reads.published(plan, { readableTypeIds })
  const forOne = await statementsOf(() => store.reads.published(plan, { readableTypeIds }))
  t.equal(forOne, 5, 'rows; at each of two levels what is chosen, and its bodies')

  await publishNew(store, Array.from({ length: 999 }, (_, index) => [...writers(index + 2), doc(index + 2)]).flat())
  let bodies = 0
  const forMany = await statementsOf(async () => {
    const { targets } = await store.reads.published(plan, { readableTypeIds })
    bodies = [...targets.values()].filter(({ pieces }) => pieces.length > 0).length
  })
  t.equal(forMany, forOne)
  t.equal(bodies, 1001, 'only what is loaded is fetched whole: one editor of each article, and their teacher')
})
