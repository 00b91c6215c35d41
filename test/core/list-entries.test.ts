import { getEntry, listEntries, listEntryCards, listEntryUsages, publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

t.test('drafts are filtered, sorted, counted and paged by the language of queries', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  for (const [title, rating] of [
    ['Cherry', 3],
    ['Apple', 1],
    ['Banana', 2],
  ] as const)
    await anEntry(ctx, { title, rating })

  const first = await listEntries(ctx, 'type=article&filter[rating][gte]=1&sort=title&limit=2&count=true')
  const second = await listEntries(ctx, `type=article&filter[rating][gte]=1&sort=title&limit=2&after=${first.page.next}`)

  t.same(
    first.entries.map((entry) => entry.title),
    ['Apple', 'Banana'],
  )
  t.equal(first.page.total, 3)
  t.same(
    second.entries.map((entry) => entry.title),
    ['Cherry'],
  )
  t.equal(second.page.next, null)
})

t.test('every status is a filter', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  await anEntry(ctx, { title: 'Draft' })
  await aPublishedEntry(ctx, { title: 'Published' })
  const changed = await aPublishedEntry(ctx, { title: 'Before' })
  await saveEntry(ctx, changed.entry.row.id, { fields: { title: 'Changed' }, baseRevision: 1 })

  for (const status of ['draft', 'published', 'changed'] as const) {
    const { entries } = await listEntries(ctx, `type=article&filter[_status]=${status}`)
    t.same(
      entries.map((entry) => [entry.title.toLowerCase(), entry.status]),
      [[status, status]],
    )
  }
})

t.test('a search finds part of a title, whatever its case', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  await anEntry(ctx, { title: 'Hello World' })
  await anEntry(ctx, { title: '100% other' })

  t.same(
    (await listEntries(ctx, 'type=article&search=WORLD')).entries.map((entry) => entry.title),
    ['Hello World'],
  )
  t.same(
    (await listEntries(ctx, 'type=article&search=0%25')).entries.map((entry) => entry.title),
    ['100% other'],
  )
})

t.test('whoever may read only its own is shown and told no more', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  const type = await aType(owner)
  const other = await anEntry(owner, { title: 'Theirs' })
  const own = aContextWith(store, [{ actions: ['read', 'create'], types: [type.id], own: true }])
  await anEntry(own, { title: 'Mine' })

  const { entries, page } = await listEntries(own, 'type=article&count=true')

  t.same(
    entries.map((entry) => entry.title),
    ['Mine'],
  )
  t.equal(page.total, 1)
  t.equal((await refusal(getEntry(own, other.row.id))).code, 'not_found')
  t.same(
    (await listEntryCards(own, [other.row.id])).map(({ card }) => card),
    [null],
  )
})

t.test('a type that one may not read answers as one that is not there, and no right at all is not allowed', async (t) => {
  const store = await testStore(t)
  await aType(await aContext(store))
  const elsewhere = aContextWith(store, [{ actions: ['read'], types: ['00000000-0000-7000-8000-000000000000'] }])

  const unreadable = await refusal(listEntries(elsewhere, 'type=article'))
  const unknown = await refusal(listEntries(elsewhere, 'type=nothing'))

  t.same([unreadable.code, unreadable.issues[0]?.code], [unknown.code, unknown.issues[0]?.code])
  t.equal((await refusal(listEntries(aContextWith(store, []), 'type=article'))).code, 'not_allowed')
  t.equal((await refusal(listEntries(elsewhere, ''))).code, 'invalid_query')
})

t.test('private fields are neither shown to nor asked about by those who may not edit', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  await aType(owner, {
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'salary', kind: 'integer', private: true },
    ],
    slugField: null,
  })
  const { row } = await anEntry(owner, { title: 'Ada', salary: 7 })
  const viewer = await aContext(store, { roles: ['viewer'] })

  t.notOk('salary' in (await getEntry(viewer, row.id)).fields)
  t.equal((await getEntry(owner, row.id)).fields.salary, 7)
  const asked = await refusal(listEntries(viewer, 'type=article&filter[salary][gte]=1'))
  const unknown = await refusal(listEntries(viewer, 'type=article&filter[nonsense][gte]=1'))
  t.equal(asked.issues[0]?.code, unknown.issues[0]?.code)
  t.match((await store.audit.list({ limit: 1 }))[0]?.after, { fields: { salary: '(private)' } })
})

t.test('usages name drafts and publications that refer to an entry, and count those that one may not read', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  const person = await aType(owner, { name: 'person', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  await aType(owner, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'author', kind: 'reference', to: ['person'] },
    ],
  })
  const target = await anEntry(owner, { title: 'Ada' }, 'person')
  const { row } = await anEntry(owner, { title: 'Post', author: { _ref: target.row.id } })
  await publishEntry(owner, row.id)
  const narrow = aContextWith(store, [{ actions: ['read'], types: [person.id] }])

  const all = await listEntryUsages(owner, target.row.id)
  const some = await listEntryUsages(narrow, target.row.id)

  t.same(all.usages.map(({ origin, id, path }) => [origin, id, path]).sort(), [
    ['draft', row.id, '/fields/author'],
    ['published', row.id, '/fields/author'],
  ])
  t.same(some, { usages: [], hidden: 1 })
})
