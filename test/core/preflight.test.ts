import { type Context, createSchedule, preflightBulk, preflightEntry, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

const text = (name: string, more = {}) => ({ name, kind: 'text', ...more })
const link = (name: string, more = {}) => ({ name, kind: 'reference', to: ['article'], ...more })

async function linkedTypes(ctx: Context): Promise<void> {
  await aType(ctx, { name: 'article', slugField: null, titleField: 'title', fields: [text('title', { required: true })] })
}

t.test('a draft that may be published: what would change, what it leads to that is not public, and nothing is done', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await linkedTypes(ctx)
  const fields = [text('title', { required: true }), link('along', { onMissingTarget: 'publish' }), link('absent'), link('known')]
  await aType(ctx, { name: 'post', slugField: null, titleField: 'title', fields })
  const along = await anEntry(ctx, { title: 'Along' })
  const absent = await anEntry(ctx, { title: 'Absent' })
  const known = await aPublishedEntry(ctx, { title: 'Known' })
  const refs = { along: { _ref: along.row.id }, absent: { _ref: absent.row.id }, known: { _ref: known.entry.row.id } }
  const post = await anEntry(ctx, { title: 'Post', ...refs }, 'post')
  const before = [await store.log.seq(), (await store.audit.list({ limit: 100 })).length]

  const asked = await preflightEntry(ctx, post.row.id, { action: 'publish' })

  t.match(asked, {
    revision: 1,
    verdict: 'ok',
    changes: { en: ['/fields/title', '/fields/along', '/fields/absent', '/fields/known'] },
    hidden: 0,
  })
  t.same(
    asked.targets.map(({ id, path, policy, status }) => [id, path, policy, status]),
    [
      [along.row.id, '/fields/along', 'publish', 'draft'],
      [absent.row.id, '/fields/absent', 'absent', 'draft'],
    ],
  )
  t.match(asked.issues, [{ severity: 'warning', path: '/fields/absent', code: 'target_unpublished' }])
  t.same([await store.log.seq(), (await store.audit.list({ limit: 100 })).length], before)
})

t.test('whom it concerns: published entries that lead to it, over others too, as far as the asker may read them', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await linkedTypes(ctx)
  await aType(ctx, { name: 'post', slugField: null, titleField: 'title', fields: [text('title'), link('friend')] })
  const list = { name: 'posts', kind: 'reference', to: ['post'], many: true }
  await aType(ctx, { name: 'index', slugField: null, titleField: 'title', fields: [text('title'), list] })
  const { entry } = await aPublishedEntry(ctx, { title: 'Target' })
  const { id, typeId } = entry.row
  const post = await aPublishedEntry(ctx, { title: 'Post', friend: { _ref: id } }, 'post')
  await anEntry(ctx, { title: 'A draft', friend: { _ref: id } }, 'post')
  const index = await aPublishedEntry(ctx, { title: 'Index', posts: [{ _ref: post.entry.row.id }] }, 'index')
  const some = aContextWith(store, [{ actions: ['read', 'unpublish'], types: [typeId, index.entry.row.typeId] }])

  const asked = await preflightEntry(ctx, id, { action: 'unpublish' })
  const partly = await preflightEntry(some, id, { action: 'unpublish' })
  const same = await preflightEntry(ctx, id, { action: 'publish' })

  t.match(asked.impact, {
    count: 2,
    complete: true,
    sample: [
      { id: post.entry.row.id, typeName: 'post', title: 'Post', via: ['/fields/friend'] },
      { id: index.entry.row.id, typeName: 'index', via: ['/fields/posts/0'] },
    ],
  })
  t.same(asked.changes, { en: [] })
  t.match(asked.targets, [{ id: post.entry.row.id, path: '/fields/friend', policy: 'leave' }])
  t.same([partly.impact.count, partly.hidden, partly.targets.length], [1, 1, 0])
  t.same([same.verdict, same.changes, same.impact.count], ['ok', {}, 0], 'publishing what readers have already concerns nobody')
})

t.test('in the trash, not in the trash, an unknown language, no right', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const type = await aType(ctx)
  const { row } = await anEntry(ctx)
  const reader = aContextWith(store, [{ actions: ['read'], types: [type.id] }])
  const publisher = aContextWith(store, [{ actions: ['publish'], types: ['00000000-0000-4000-8000-000000000000'] }])

  t.match(await preflightEntry(ctx, row.id, { action: 'purge' }), { verdict: 'refused', issues: [{ path: '', code: 'not_trashed' }] })
  t.equal((await refusal(preflightEntry(ctx, row.id, { action: 'publish', locales: ['xx'] }))).code, 'invalid_value')
  t.equal((await refusal(preflightEntry(reader, row.id, { action: 'publish' }))).code, 'not_allowed')
  t.equal((await refusal(preflightEntry(publisher, row.id, { action: 'publish' }))).code, 'not_found')
  await trashEntry(ctx, row.id)
  t.match(await preflightEntry(ctx, row.id, { action: 'publish' }), { verdict: 'refused', issues: [{ path: '', code: 'trashed' }] })
  t.match(await preflightEntry(ctx, row.id, { action: 'purge' }), { verdict: 'ok', issues: [] })
})

t.test('for a later time, what is scheduled to be public by then is no fault', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await linkedTypes(ctx)
  const fields = [text('title'), link('needed', { onMissingTarget: 'refuse' })]
  await aType(ctx, { name: 'post', slugField: null, titleField: 'title', fields })
  const [coming, leaving] = [await anEntry(ctx, { title: 'Coming' }), await anEntry(ctx, { title: 'Leaving' })]
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  await createSchedule(ctx, coming.row.id, { action: 'publish', at: inDays(2) })
  await createSchedule(ctx, leaving.row.id, { action: 'publish', at: inDays(2) })
  await createSchedule(ctx, leaving.row.id, { action: 'unpublish', at: inDays(3) })
  const posts = await Promise.all([coming, leaving].map(({ row }) => anEntry(ctx, { title: 'Post', needed: { _ref: row.id } }, 'post')))
  const verdicts = (at?: string) =>
    Promise.all(posts.map(async ({ row }) => (await preflightEntry(ctx, row.id, { action: 'publish', at })).verdict))

  t.same(await verdicts(), ['refused', 'refused'])
  t.same(await verdicts(inDays(1)), ['refused', 'refused'])
  t.same(await verdicts(inDays(2.5)), ['ok', 'ok'])
  t.same(await verdicts(inDays(4)), ['ok', 'refused'])
  const many = await preflightBulk(ctx, { action: 'publish', ids: posts.map(({ row }) => row.id), at: inDays(4) })
  t.match([many.verdict, many.issues.map(({ path }) => path)], ['refused', ['/items/1/fields/needed']])
})

t.test('many that are to be deleted for good: each by itself, and who else links to them', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await linkedTypes(ctx)
  await aType(ctx, { name: 'post', slugField: null, titleField: 'title', fields: [text('title'), link('friend')] })
  const [gone, linked, present] = [
    await anEntry(ctx, { title: 'A' }),
    await anEntry(ctx, { title: 'B' }),
    await anEntry(ctx, { title: 'C' }),
  ]
  const among = await anEntry(ctx, { title: 'Among', friend: { _ref: gone.row.id } }, 'post')
  const other = await anEntry(ctx, { title: 'Other', friend: { _ref: linked.row.id } }, 'post')
  for (const { row } of [among, gone, linked]) await trashEntry(ctx, row.id)
  const ids = [gone.row.id, linked.row.id, among.row.id]

  const fine = await preflightBulk(ctx, { action: 'purge', ids })
  const mixed = await preflightBulk(ctx, { action: 'purge', ids: [...ids, present.row.id, 'nothing'] })

  t.match(fine, { revision: null, verdict: 'ok', issues: [] })
  t.same(
    fine.targets.map(({ id, path }) => [id, path]),
    [[other.row.id, '/fields/friend']],
  )
  t.same(
    [mixed.verdict, mixed.issues.map(({ path, code }) => [path, code])],
    [
      'refused',
      [
        ['/items/3', 'not_trashed'],
        ['/items/4', 'not_found'],
      ],
    ],
  )
  t.equal((await refusal(preflightBulk(aContextWith(store, []), { action: 'purge', ids }))).code, 'not_allowed')
})
