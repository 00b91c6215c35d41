import {
  addReleaseItems,
  changeRelease,
  createRelease,
  deleteRelease,
  getEntry,
  getRelease,
  preflightRelease,
  publishEntry,
  publishRelease,
  purgeEntry,
  removeReleaseItem,
  restoreEntry,
  revertRelease,
  saveEntry,
  trashEntry,
} from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

async function withRelease(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await createRelease(ctx, { name: 'Spring' })
  return { store, ctx, releaseId: row.id }
}

t.test('a release publishes, unpublishes and trashes under one seq, as one event', async (t) => {
  const { store, ctx, releaseId } = await withRelease(t)
  const fresh = (await anEntry(ctx, { title: 'Fresh' })).row.id
  const leaving = (await aPublishedEntry(ctx, { title: 'Leaving' })).entry.row.id
  const trashed = (await aPublishedEntry(ctx, { title: 'Trashed' })).entry.row.id
  await addReleaseItems(ctx, releaseId, [
    { entryId: fresh, action: 'publish' },
    { entryId: leaving, action: 'unpublish' },
    { entryId: trashed, action: 'trash' },
  ])
  const before = await store.log.seq()

  const { seq } = await publishRelease(ctx, releaseId)

  t.equal(seq, before + 1n)
  const events = await store.log.list({ after: before, limit: 10 })
  t.match(events, [{ kind: 'release.published', releaseId, items: [{ op: 'publish' }, { op: 'unpublish' }, { op: 'delete' }] }])
  t.equal(events.length, 1)
  t.same(
    [(await getEntry(ctx, fresh)).status, (await getEntry(ctx, leaving)).status, (await getEntry(ctx, trashed)).status],
    ['published', 'unpublished', 'trashed'],
  )
  t.match(await getRelease(ctx, releaseId), { row: { state: 'published', seq }, itemCount: 3 })
})

t.test('one entry that is not ready keeps all of it back, and every fault is told', async (t) => {
  const { store, ctx, releaseId } = await withRelease(t)
  const fine = (await anEntry(ctx, { title: 'Fine' })).row.id
  const broken = (await anEntry(ctx, { rating: 9 })).row.id
  await addReleaseItems(ctx, releaseId, [
    { entryId: fine, action: 'publish' },
    { entryId: broken, action: 'publish' },
  ])
  const before = await store.log.seq()

  const refused = await refusal(publishRelease(ctx, releaseId))

  t.equal(refused.code, 'invalid_entry')
  t.match(refused.issues, [{ path: '/items/1', entryId: broken, issues: [{ path: '/fields/title' }, { path: '/fields/rating' }] }])
  t.equal(await store.log.seq(), before)
  t.match(await getRelease(ctx, releaseId), { row: { state: 'open' } })
  t.same(await store.publications.heads([fine]), [])
})

t.test(
  'an entry that was removed for good is named with its item; without that the rest goes out, and ending what is gone is done already',
  async (t) => {
    const { store, ctx, releaseId } = await withRelease(t)
    const [fine, gone] = [(await anEntry(ctx, { title: 'Fine' })).row.id, (await anEntry(ctx, { title: 'Gone' })).row.id]
    const ended = (await aPublishedEntry(ctx, { title: 'Ended' })).entry.row.id
    const { items } = await addReleaseItems(ctx, releaseId, [
      { entryId: ended, action: 'trash' },
      { entryId: fine, action: 'publish' },
      { entryId: gone, action: 'publish' },
    ])
    for (const id of [ended, gone]) {
      await trashEntry(ctx, id)
      await purgeEntry(ctx, id)
    }
    const before = await store.log.seq()

    const refused = await refusal(publishRelease(ctx, releaseId))
    const preflight = await preflightRelease(ctx, releaseId)

    t.equal(refused.code, 'invalid_entry')
    t.match(refused.issues, [{ path: '/items/2', code: 'gone', entryId: gone, message: new RegExp(String(items[2]?.id)) }])
    t.match(preflight, { verdict: 'refused', issues: [{ path: '/items/2', code: 'gone' }] })
    t.equal(await store.log.seq(), before)

    await removeReleaseItem(ctx, releaseId, gone)
    t.match(await preflightRelease(ctx, releaseId), { verdict: 'ok' })
    t.equal((await publishRelease(ctx, releaseId)).seq, before + 1n)
    t.equal((await getEntry(ctx, fine)).status, 'published')
  },
)

t.test('a release of nothing but what is gone says so', async (t) => {
  const { ctx, releaseId } = await withRelease(t)
  const gone = (await anEntry(ctx, { title: 'Gone' })).row.id
  await addReleaseItems(ctx, releaseId, [{ entryId: gone, action: 'publish' }])
  await trashEntry(ctx, gone)
  await purgeEntry(ctx, gone)
  t.match(await refusal(publishRelease(ctx, releaseId)), { code: 'invalid_entry', issues: [{ path: '/items/0', code: 'gone' }] })
})

t.test('a revision that was named is what readers get, however the draft has moved on', async (t) => {
  const { ctx, store, releaseId } = await withRelease(t)
  const { row } = await anEntry(ctx, { title: 'One' })
  await saveEntry(ctx, row.id, { fields: { title: 'Two' }, baseRevision: 1 })
  await addReleaseItems(ctx, releaseId, [{ entryId: row.id, action: 'publish', revision: 1 }])

  await publishRelease(ctx, releaseId)

  t.match(await store.publications.heads([row.id]), [{ revision: 1 }])
  t.equal((await getEntry(ctx, row.id)).status, 'changed')
})

t.test('who may not do one of the acts publishes nothing', async (t) => {
  const { store, ctx, releaseId } = await withRelease(t)
  const entryId = (await anEntry(ctx, { title: 'Fresh' })).row.id
  await addReleaseItems(ctx, releaseId, [{ entryId, action: 'publish' }])
  const reader = aContextWith(store, [{ actions: ['read', 'publish'], types: ['*'], own: true }])
  const [role] = reader.actor.roles
  const manager = { ...reader, actor: { ...reader.actor, roles: role === undefined ? [] : [{ ...role, manage: ['releases'] }] } }

  t.equal((await refusal(publishRelease(reader, releaseId))).code, 'not_allowed')
  t.match(await refusal(publishRelease(manager, releaseId)), { code: 'not_found' })
  t.equal((await getRelease(ctx, releaseId)).row.state, 'open')
})

t.test('going back gives readers what they had, in one step', async (t) => {
  const { store, ctx, releaseId } = await withRelease(t)
  const changed = (await aPublishedEntry(ctx, { title: 'Before', body: 'old' })).entry.row.id
  await saveEntry(ctx, changed, { fields: { title: 'After', slug: 'after', body: 'new' }, baseRevision: 1 })
  const fresh = (await anEntry(ctx, { title: 'Fresh' })).row.id
  const ended = (await aPublishedEntry(ctx, { title: 'Ended' })).entry.row.id
  const trashed = (await aPublishedEntry(ctx, { title: 'Trashed' })).entry.row.id
  const heads = () => store.publications.heads([changed, fresh, ended, trashed])
  const before = (await heads()).map(({ entryId, locale, revision, slug, hash }) => ({ entryId, locale, revision, slug, hash }))
  await addReleaseItems(ctx, releaseId, [
    { entryId: changed, action: 'publish' },
    { entryId: fresh, action: 'publish' },
    { entryId: ended, action: 'unpublish' },
    { entryId: trashed, action: 'trash' },
  ])
  const { seq } = await publishRelease(ctx, releaseId)

  const reverted = await revertRelease(ctx, releaseId)

  t.same(reverted, { seq: (seq ?? 0n) + 1n, conflicts: [] })
  t.same(
    (await heads()).map(({ entryId, locale, revision, slug, hash }) => ({ entryId, locale, revision, slug, hash })),
    before,
  )
  t.match(await getEntry(ctx, changed), { status: 'changed', fields: { title: 'After' } })
  t.equal((await getRelease(ctx, releaseId)).row.state, 'reverted')
  const events = await store.log.list({ after: seq ?? 0n, limit: 10 })
  t.match(events, [{ kind: 'release.published', releaseId }])
})

t.test('what was changed since stays as it is when a release is taken back, and is listed', async (t) => {
  const { store, ctx, releaseId } = await withRelease(t)
  const moved = (await aPublishedEntry(ctx, { title: 'Moved' })).entry.row.id
  const calm = (await aPublishedEntry(ctx, { title: 'Calm' })).entry.row.id
  const back = (await aPublishedEntry(ctx, { title: 'Back' })).entry.row.id
  for (const id of [moved, calm]) await saveEntry(ctx, id, { fields: { body: 'released' }, baseRevision: 1 })
  await addReleaseItems(ctx, releaseId, [
    { entryId: moved, action: 'publish' },
    { entryId: calm, action: 'publish' },
    { entryId: back, action: 'trash' },
  ])
  await publishRelease(ctx, releaseId)
  await saveEntry(ctx, moved, { fields: { body: 'later' }, baseRevision: 2 })
  await publishEntry(ctx, moved)
  await restoreEntry(ctx, back)

  const { conflicts } = await revertRelease(ctx, releaseId)

  t.same(
    conflicts.map(({ entryId, refusal: why }) => [entryId, why.code]).toSorted(),
    [
      [moved, 'conflict'],
      [back, 'conflict'],
    ].toSorted(),
  )
  t.same(
    (await store.publications.heads([moved, calm])).map(({ entryId, revision }) => [entryId, revision]).toSorted(),
    [
      [moved, 3],
      [calm, 1],
    ].toSorted(),
  )
})

t.test('an entry is in a release once for each language; adding it again replaces what it was to do', async (t) => {
  const { ctx, releaseId } = await withRelease(t)
  const entryId = (await anEntry(ctx)).row.id
  await addReleaseItems(ctx, releaseId, [{ entryId, action: 'publish' }])

  const { items } = await addReleaseItems(ctx, releaseId, [{ entryId, action: 'unpublish' }])

  t.match(items, [{ action: 'unpublish' }])
  t.equal(items.length, 1)
  const twice = addReleaseItems(ctx, releaseId, [
    { entryId, action: 'publish' },
    { entryId, action: 'trash' },
  ])
  t.match((await refusal(twice)).issues, [{ path: '/items/1', code: 'duplicate' }])
  await removeReleaseItem(ctx, releaseId, entryId)
  t.match(await getRelease(ctx, releaseId), { itemCount: 0 })
  t.equal((await refusal(publishRelease(ctx, releaseId))).code, 'invalid_value')
})

t.test('what can not be in a release is refused with its place', async (t) => {
  const { ctx, releaseId } = await withRelease(t)
  const entryId = (await anEntry(ctx)).row.id

  const refused = await refusal(
    addReleaseItems(ctx, releaseId, [
      { entryId: 'nothing', action: 'publish' },
      { entryId, action: 'publish', locales: ['xx'], revision: 7 },
    ]),
  )

  t.same(
    refused.issues.map(({ path, code }) => [path, code]),
    [
      ['/items/0/entryId', 'not_found'],
      ['/items/1/locales', 'unknown_locale'],
      ['/items/1/revision', 'not_found'],
    ],
  )
})

t.test('a release is published once, however many press the button, and is closed then', async (t) => {
  const { store, ctx, releaseId } = await withRelease(t)
  const entryId = (await anEntry(ctx)).row.id
  await addReleaseItems(ctx, releaseId, [{ entryId, action: 'publish' }])
  const before = await store.log.seq()

  const results = await Promise.allSettled(Array.from({ length: 4 }, () => publishRelease(ctx, releaseId)))

  t.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  t.equal(await store.log.seq(), before + 1n)
  t.equal((await refusal(addReleaseItems(ctx, releaseId, [{ entryId, action: 'trash' }]))).code, 'already_done')
  t.equal((await refusal(changeRelease(ctx, releaseId, { publishAt: '2030-01-01T00:00:00Z' }))).code, 'already_done')
  await changeRelease(ctx, releaseId, { name: 'Renamed' })
  await deleteRelease(ctx, releaseId)
  t.equal((await refusal(getRelease(ctx, releaseId))).code, 'not_found')
  t.equal((await getEntry(ctx, entryId)).status, 'published')
})

t.test('an entry that went to the trash meanwhile keeps the release back until it is taken out', async (t) => {
  const { ctx, releaseId } = await withRelease(t)
  const entryId = (await anEntry(ctx, { title: 'Gone' })).row.id
  const other = (await anEntry(ctx, { title: 'Other' })).row.id
  await addReleaseItems(ctx, releaseId, [
    { entryId, action: 'publish' },
    { entryId: other, action: 'publish' },
  ])
  await trashEntry(ctx, entryId)

  t.match((await refusal(publishRelease(ctx, releaseId))).issues, [{ path: '/items/0', code: 'trashed' }])

  await removeReleaseItem(ctx, releaseId, entryId)
  t.type((await publishRelease(ctx, releaseId)).seq, 'bigint')
})
