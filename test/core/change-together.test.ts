import { getEntry, publishEntry, saveEntry, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { changeAtOnce } from '../support/change-at-once.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

const withCode = [
  { name: 'title', kind: 'text', required: true },
  { name: 'slug', kind: 'slug', from: ['title'] },
  { name: 'code', kind: 'text', unique: true },
  { name: 'related', kind: 'reference', to: ['article'], onMissingTarget: 'refuse' },
]

t.test('many are published under one seq, with one event and an audit row each', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const ids = await Promise.all(['One', 'Two', 'Three'].map(async (title) => (await anEntry(ctx, { title })).row.id))
  const before = await store.log.seq()

  const { seq, results } = await changeAtOnce(ctx, { action: 'publish', ids })

  t.equal(seq, before + 1n)
  t.same(
    results.map(({ entryId, outcome }) => [entryId, outcome]),
    ids.map((id) => [id, 'done']),
  )
  const events = await store.log.list({ after: before, limit: 10 })
  t.equal(events.length, 1)
  t.same(
    events[0]?.items.map((item) => item.id),
    ids,
  )
  t.same(
    (await store.audit.list({ limit: 3 })).map(({ action }) => action),
    ['entry.publish', 'entry.publish', 'entry.publish'],
  )
})

t.test('what one gives up another takes: slugs and unique values change hands in one act', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { fields: withCode })
  const one = await aPublishedEntry(ctx, { title: 'One', slug: 'here', code: 'A' })
  const two = await aPublishedEntry(ctx, { title: 'Two', slug: 'there', code: 'B' })
  await saveEntry(ctx, one.entry.row.id, { fields: { slug: 'there', code: 'B' }, baseRevision: 1 })
  await saveEntry(ctx, two.entry.row.id, { fields: { slug: 'here', code: 'A' }, baseRevision: 1 })
  t.equal((await refusal(publishEntry(ctx, one.entry.row.id))).code, 'unique_taken')

  const { results } = await changeAtOnce(ctx, { action: 'publish', ids: [one.entry.row.id, two.entry.row.id], allOrNothing: true })

  t.same(
    results.map(({ outcome }) => outcome),
    ['done', 'done'],
  )
  t.equal(await store.publications.slugHolder(one.entry.row.typeId, 'en', 'here'), two.entry.row.id)
  t.equal(await store.publications.slugHolder(one.entry.row.typeId, 'en', 'there'), one.entry.row.id)
})

t.test('two that need one another are published together, though neither can be alone', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { fields: withCode })
  const one = (await anEntry(ctx, { title: 'One' })).row.id
  const two = (await anEntry(ctx, { title: 'Two', related: { _ref: one } })).row.id
  await saveEntry(ctx, one, { fields: { related: { _ref: two } }, baseRevision: 1 })
  t.equal((await refusal(publishEntry(ctx, one))).issues[0]?.code, 'target_unpublished')

  const { seq } = await changeAtOnce(ctx, { action: 'publish', ids: [one, two] })

  t.same(
    (await store.publications.heads([one, two])).map((head) => head.seq),
    [seq, seq],
  )
})

t.test('what cannot be published is left out with what relied on it, and the rest is done', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { fields: withCode })
  const broken = (await anEntry(ctx, { code: 'no title' })).row.id
  const relying = (await anEntry(ctx, { title: 'Relies', related: { _ref: broken } })).row.id
  const fine = (await anEntry(ctx, { title: 'Fine' })).row.id

  const { results, seq } = await changeAtOnce(ctx, { action: 'publish', ids: [relying, broken, fine] })

  t.same(
    results.map(({ outcome, refusal: why }) => [outcome, why?.issues[0]?.code]),
    [
      ['failed', 'target_unpublished'],
      ['failed', 'required'],
      ['done', undefined],
    ],
  )
  t.same(await store.publications.heads([broken, relying]), [])
  t.match(await store.publications.heads([fine]), [{ seq }])
})

t.test('all or nothing: every fault of every entry is told, and nothing leaves a trace', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const fine = (await anEntry(ctx, { title: 'Fine' })).row.id
  const broken = (await anEntry(ctx, { rating: 9 })).row.id
  const trashed = (await anEntry(ctx)).row.id
  await trashEntry(ctx, trashed)
  const before = { seq: await store.log.seq(), audit: (await store.audit.list({ limit: 100 })).length }

  const refused = await refusal(changeAtOnce(ctx, { action: 'publish', ids: [fine, broken, trashed], allOrNothing: true }))

  t.equal(refused.code, 'invalid_entry')
  t.match(refused.issues, [
    { path: '/items/1', code: 'invalid_entry', entryId: broken, issues: [{ path: '/fields/title' }, { path: '/fields/rating' }] },
    { path: '/items/2', code: 'trashed', entryId: trashed },
  ])
  t.same({ seq: await store.log.seq(), audit: (await store.audit.list({ limit: 100 })).length }, before)
})

t.test('whoever may publish only own entries publishes those, and hears of the others', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  await aType(owner)
  const other = (await anEntry(owner)).row.id
  const author = aContextWith(store, [
    { actions: ['read', 'create'], types: ['*'] },
    { actions: ['publish'], types: ['*'], own: true },
  ])
  const mine = (await anEntry(author, { title: 'Mine' })).row.id

  const { results } = await changeAtOnce(author, { action: 'publish', ids: [other, mine] })

  t.same(
    results.map(({ outcome, refusal: why }) => [outcome, why?.code]),
    [
      ['failed', 'not_allowed'],
      ['done', undefined],
    ],
  )
})

t.test('two batches over the same entries at once, in opposite orders: both are told the truth, nothing hangs', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const ids: string[] = []
  for (let index = 0; index < 10; index += 1) ids.push((await anEntry(ctx, { title: `Entry ${index}` })).row.id)
  const before = await store.log.seq()

  const [one, other] = await Promise.all([
    changeAtOnce(ctx, { action: 'publish', ids }),
    changeAtOnce(ctx, { action: 'publish', ids: ids.toReversed() }),
  ])

  t.same(new Set([...one.results, ...other.results].map(({ outcome }) => outcome)), new Set(['done', 'unchanged']))
  t.equal(await store.log.seq(), before + 1n)
})

t.test('a trial says what would become of each entry and changes nothing', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx)
  const before = { seq: await store.log.seq(), audit: (await store.audit.list({ limit: 100 })).length }

  for (const change of [{ action: 'publish' }, { action: 'trash' }, { action: 'edit', fields: { title: 'New' } }] as const)
    t.match(await changeAtOnce(ctx, { ...change, ids: [row.id], dryRun: true }), { results: [{ outcome: 'done' }] })

  t.match(await getEntry(ctx, row.id), { status: 'draft', row: { revision: 1 } })
  t.same({ seq: await store.log.seq(), audit: (await store.audit.list({ limit: 100 })).length }, before)
})
