import type { DraftOptions } from '@verso/data'
import { type Condition, parseSearch, type ReadPlan, type SystemColumn } from '@verso/query'
import t from 'tap'
import { testStore } from '../support/test-store.ts'
import { aLibrary, aPlan, article, draftOf, fieldIds as f, noon, person, publish, publishNew, systemActor, unpublish } from './library.ts'

const ids = Array.from({ length: 5 }, (_, index) => `0e000000-0000-7000-8000-00000000000${index}`)
const [neverPublic, isPublic, isChanged, wasPublic, isTrashed] = ids as [string, string, string, string, string]
const ada = '0d000000-0000-7000-8000-000000000001'

function system(column: SystemColumn, operator: 'eq' | 'in' | 'gt', operand: string | string[]): Condition {
  return { kind: 'compare', target: { kind: 'system', column, comparison: column.endsWith('At') ? 'datetime' : 'text' }, operator, operand }
}

async function aHouse(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  await aLibrary(store)
  await store.transaction((tx) =>
    tx.entries.createMany(
      ids.map((id, index) => ({
        entry: { id, typeId: article.id, at: new Date(noon.getTime() + index), byId: index === 0 ? ada : null },
        draft: draftOf({ id, type: article, fields: { [f.title]: `Entry ${index}` } }),
        kind: 'save' as const,
      })),
    ),
  )
  await publish(
    store,
    [isPublic, isChanged, wasPublic].map((id) => ({ id, type: article, fields: { [f.title]: `Entry ${ids.indexOf(id)}` } })),
  )
  await unpublish(store, wasPublic)
  await store.transaction(async (tx) => {
    await tx.entries.save(isChanged, draftOf({ id: isChanged, type: article, fields: { [f.title]: 'New words' } }), {
      before: null,
      number: 2,
      kind: 'save',
      changed: [],
      note: null,
      byId: null,
      at: noon,
    })
    await tx.entries.trash(isTrashed, noon, ada)
  })
  const read = async (plan: Partial<ReadPlan>, options: Partial<DraftOptions> = {}) =>
    (await store.reads.drafts(aPlan(article, plan), { trashed: false, ...options })).rows.map((row) => row.id)
  const list = async (where: Condition | null, options: Partial<DraftOptions> = {}) => read({ where }, options)
  const search = async (text: string) =>
    read({ where: { kind: 'search' }, search: { ...parseSearch(text, ['en']), text, locales: ['en'], highlight: false } })
  return { store, list, search }
}

t.test('an entry has the status that follows from its draft and its publications', async (t) => {
  const { list } = await aHouse(t)
  t.same(await list(system('status', 'eq', 'draft')), [neverPublic])
  t.same(await list(system('status', 'eq', 'published')), [isPublic])
  t.same(await list(system('status', 'eq', 'changed')), [isChanged])
  t.same(await list(system('status', 'eq', 'unpublished')), [wasPublic])
  t.same(await list(system('status', 'in', ['draft', 'changed'])), [neverPublic, isChanged])
  t.same(await list(null, { trashed: true }), [isTrashed])
  t.same(await list(system('status', 'eq', 'trashed'), { trashed: true }), [isTrashed])
})

t.test('drafts are narrowed by who made them and by words in their titles', async (t) => {
  const { list, search } = await aHouse(t)
  const madeBy = (...ownerIds: string[]) => ({
    rights: {
      ofType: { [article.id]: { grants: [{ where: null, ownerIds, locales: null }], fields: {}, searched: null } },
      typeIds: [article.id],
      locales: ['en'],
    },
  })
  t.same(await list(null, madeBy(ada)), [neverPublic])
  t.same(await list(null, madeBy()), [])
  t.same(await search('new WORDS'), [isChanged])
  t.same(await search('%'), [])
  t.same(await list(system('createdBy', 'eq', ada)), [neverPublic])
  t.same(await list(system('publishedAt', 'gt', '2020-01-01T00:00:00.000Z')), [isPublic, isChanged, wasPublic])
})

t.test('a condition through a reference looks at the target’s draft, and at none in the trash', async (t) => {
  const { store, list } = await aHouse(t)
  await publishNew(store, [{ id: ada, type: person, fields: { [f.name]: 'Ada' } }])
  await store.transaction((tx) =>
    tx.entries.save(neverPublic, draftOf({ id: neverPublic, type: article, fields: { [f.author]: { _ref: ada } } }), {
      before: null,
      number: 2,
      kind: 'save',
      changed: [],
      note: null,
      byId: null,
      at: noon,
    }),
  )
  const byAda: Condition = {
    kind: 'related',
    fieldId: f.author,
    localized: false,
    typeIds: [person.id],
    where: {
      kind: 'compare',
      target: { kind: 'field', fieldId: f.name, comparison: 'text', localized: false, many: false },
      operator: 'eq',
      operand: 'Ada',
    },
  }
  t.same(await list(byAda), [neverPublic])
  await store.transaction(async (tx) => {
    await tx.log.append({ kind: 'entry.deleted', ...systemActor, at: noon }, async () => tx.publications.end(ada, null).then(() => []))
    await tx.entries.trash(ada, noon, null)
  })
  t.same(await list(byAda), [])
})
