import { createEntry, getEntry, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { changeAtOnce } from '../support/change-at-once.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

t.test('a filter picks what is changed; fields are set in each as it is then', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const low = (await anEntry(ctx, { title: 'Low', rating: 1 })).row.id
  const high = (await anEntry(ctx, { title: 'High', rating: 5 })).row.id

  const { results } = await changeAtOnce(ctx, {
    action: 'edit',
    type: 'article',
    filter: { rating: { gte: 3 } },
    fields: { body: 'Set' },
  })

  t.match(results, [{ entryId: high, outcome: 'done' }])
  t.match(await getEntry(ctx, high), { fields: { title: 'High', body: 'Set' }, row: { revision: 2 } })
  t.match(await getEntry(ctx, low), { row: { revision: 1 } })
})

t.test('setting what is there already is no change, and a wrong value fails for each entry', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const ids = [(await anEntry(ctx, { title: 'Same' })).row.id, (await anEntry(ctx, { title: 'Other' })).row.id]

  const same = await changeAtOnce(ctx, { action: 'edit', ids, fields: { title: 'Same' } })
  const wrong = await changeAtOnce(ctx, { action: 'edit', ids, fields: { rating: 'many' } })

  t.same(
    same.results.map(({ outcome }) => outcome),
    ['unchanged', 'done'],
  )
  t.same(
    wrong.results.map(({ refusal: why }) => why?.issues[0]?.path),
    ['/fields/rating', '/fields/rating'],
  )
})

t.test('trash, restore and purge go over a selection, also by the status in the trash', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const published = (await aPublishedEntry(ctx, { title: 'Published' })).entry.row.id
  const draft = (await anEntry(ctx, { title: 'Draft' })).row.id
  const before = await store.log.seq()

  t.equal((await changeAtOnce(ctx, { action: 'trash', ids: [published, draft] })).seq, before + 1n)
  await changeAtOnce(ctx, { action: 'restore', ids: [draft] })
  const purged = await changeAtOnce(ctx, { action: 'purge', type: 'article', filter: { _status: 'trashed' } })

  t.match(await getEntry(ctx, draft), { status: 'draft' })
  t.match(purged.results, [{ entryId: published, outcome: 'done' }])
  t.equal(await store.entries.find(published), null)
})

t.test('all or nothing holds for what is done entry by entry as well', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const there = (await anEntry(ctx, { title: 'There' })).row.id
  const trashed = (await anEntry(ctx, { title: 'Trashed' })).row.id
  await trashEntry(ctx, trashed)

  const refused = await refusal(changeAtOnce(ctx, { action: 'edit', ids: [there, trashed], fields: { body: 'x' }, allOrNothing: true }))

  t.match(refused.issues, [{ path: '/items/1', code: 'trashed' }])
  t.match(await getEntry(ctx, there), { row: { revision: 1 } })
})

t.test('many move below one parent under one seq; what is in the way fails alone', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { tree: true })
  const ids: string[] = []
  for (const title of ['Parent', 'One', 'Two']) ids.push((await aPublishedEntry(ctx, { title })).entry.row.id)
  const [parent = '', one = '', two = ''] = ids
  const before = await store.log.seq()

  t.equal((await changeAtOnce(ctx, { action: 'move', ids: [one, two], parent })).seq, before + 1n)
  const cycle = await changeAtOnce(ctx, { action: 'move', ids: [parent, two], parent: one })

  t.same(
    (await store.publications.heads([one])).map(({ path }) => path),
    ['/parent/one'],
  )
  t.same(
    cycle.results.map(({ outcome }) => outcome),
    ['failed', 'done'],
  )
})

t.test('an empty or unclear selection is refused, and so is what does not go with the action', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx)

  for (const [selection, code] of [
    [{ ids: [] }, 'empty_operand'],
    [{ type: 'article', filter: {} }, 'empty_operand'],
    [{ type: 'article' }, 'invalid_request'],
    [{ filter: { title: 'x' } }, 'invalid_request'],
    [{ ids: [row.id], type: 'article', filter: { title: 'x' } }, 'invalid_request'],
    [{}, 'invalid_request'],
  ] as const)
    t.equal((await refusal(changeAtOnce(ctx, { action: 'trash', ...selection }))).code, code)
  t.equal((await refusal(changeAtOnce(ctx, { action: 'edit', ids: [row.id] }))).issues[0]?.path, '/fields')
  t.equal((await refusal(changeAtOnce(ctx, { action: 'trash', ids: [row.id], locales: ['en'] }))).issues[0]?.path, '/locales')
  t.match(await getEntry(ctx, row.id), { status: 'draft' })
})

t.test('no right to an action at all is told before anything is looked at', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  await aType(owner)
  await createEntry(owner, { type: 'article', fields: { title: 'Hello' } })
  const viewer = aContextWith(store, [{ actions: ['read'], types: ['*'] }])

  t.equal((await refusal(changeAtOnce(viewer, { action: 'purge', ids: ['no-id'] }))).code, 'not_allowed')
})
