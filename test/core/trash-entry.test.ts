import { createEntry, getEntry, listEntries, publishEntry, purgeEntry, restoreEntry, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

t.test('trashing a draft takes no seq; trashing what is published ends it for readers with one', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const draft = await anEntry(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'Public' })
  const before = await store.log.seq()

  const one = await trashEntry(ctx, draft.row.id)
  const other = await trashEntry(ctx, entry.row.id)

  t.equal(one.seq, null)
  t.equal(other.seq, before + 1n)
  t.equal(other.entry.status, 'trashed')
  const [event] = await store.log.list({ after: before, limit: 10 })
  t.match(event, { kind: 'entry.deleted', items: [{ op: 'delete', id: entry.row.id, slug: 'public' }] })
  t.equal((await refusal(trashEntry(ctx, draft.row.id))).code, 'trashed')
})

t.test('restoring brings the draft back unpublished, or published when asked', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const one = await aPublishedEntry(ctx, { title: 'One' })
  const two = await aPublishedEntry(ctx, { title: 'Two' })
  await trashEntry(ctx, one.entry.row.id)
  await trashEntry(ctx, two.entry.row.id)

  const quiet = await restoreEntry(ctx, one.entry.row.id)
  const loud = await restoreEntry(ctx, two.entry.row.id, { publish: true })

  t.same([quiet.entry.status, quiet.seq], ['unpublished', null])
  t.same([loud.entry.status, loud.seq], ['published', await store.log.seq()])
  t.equal((await refusal(restoreEntry(ctx, one.entry.row.id))).code, 'not_trashed')
})

t.test('restoring to the public finds its slug taken: refused with a free one, and it stays in the trash', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'Same' })
  await trashEntry(ctx, entry.row.id)
  const rival = await createEntry(ctx, { type: 'article', fields: { title: 'Rival', slug: 'same' } })
  await publishEntry(ctx, rival.row.id)

  const refused = await refusal(restoreEntry(ctx, entry.row.id, { publish: true }))

  t.equal(refused.code, 'slug_taken')
  t.match(refused.facts, { proposal: 'same-2' })
  t.equal((await getEntry(ctx, entry.row.id)).status, 'trashed')
})

t.test('only what is in the trash is purged, and then it is gone', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const editor = await aContext(store, { roles: ['editor'] })
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'Gone' })
  const { id } = entry.row

  t.equal((await refusal(purgeEntry(ctx, id))).code, 'not_trashed')
  await trashEntry(ctx, id)
  t.equal((await refusal(purgeEntry(editor, id))).code, 'not_allowed')
  await purgeEntry(ctx, id)

  t.equal((await refusal(getEntry(ctx, id))).code, 'not_found')
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'entry.purge', targetId: id }])
})

t.test('lists leave the trash out unless it is asked for', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const kept = await anEntry(ctx, { title: 'Kept' })
  const trashed = await anEntry(ctx, { title: 'Trashed' })
  await trashEntry(ctx, trashed.row.id)

  const usual = await listEntries(ctx, 'type=article')
  const trash = await listEntries(ctx, 'type=article&filter[_status]=trashed')

  t.same(
    usual.entries.map((entry) => entry.row.id),
    [kept.row.id],
  )
  t.same(
    trash.entries.map((entry) => entry.row.id),
    [trashed.row.id],
  )
})
