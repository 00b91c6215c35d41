import { addReleaseItems, changeRelease, createRelease, getRelease } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { runJobs } from '../support/run-jobs.ts'
import { testStore } from '../support/test-store.ts'

async function withDueRelease(t: Test, fields: Record<string, unknown> = { title: 'Fresh' }) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const entryId = (await anEntry(ctx, fields)).row.id
  const at = new Date(Date.now() - 5_000).toISOString()
  const { row } = await createRelease(ctx, { name: 'Spring' })
  await addReleaseItems(ctx, row.id, [{ entryId, action: 'publish' }])
  await changeRelease(ctx, row.id, { publishAt: at })
  return { store, ctx, entryId, releaseId: row.id }
}

t.test('a release that is due is published once, in the name of who scheduled it', async (t) => {
  const { store, ctx, entryId, releaseId } = await withDueRelease(t)
  const before = await store.log.seq()

  await Promise.all([runJobs(ctx), runJobs(ctx)])
  await runJobs(ctx)

  t.equal(await store.log.seq(), before + 1n)
  t.match(await store.log.list({ after: before, limit: 5 }), [{ kind: 'release.published', releaseId, byId: ctx.actor.id }])
  t.match(await store.publications.heads([entryId]), [{ revision: 1 }])
  t.match(await getRelease(ctx, releaseId), { row: { state: 'published' } })
})

t.test('one that cannot be published changes nothing and says why; a new time lets it wait again', async (t) => {
  const { store, ctx, releaseId } = await withDueRelease(t, { rating: 9 })
  const before = await store.log.seq()

  await runJobs(ctx)

  t.equal(await store.log.seq(), before)
  const failed = await getRelease(ctx, releaseId)
  t.equal(failed.row.state, 'failed')
  t.match(failed.row.reason, /ready/)
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'release.publish', outcome: 'refused' }])
  t.match(await changeRelease(ctx, releaseId, { publishAt: '2100-01-01T09:00', timeZone: 'Europe/Berlin' }), {
    row: { state: 'open', reason: null, publishAt: new Date('2100-01-01T08:00:00Z') },
  })
})

t.test('whoever lost the right by then publishes nothing', async (t) => {
  const { store, ctx, releaseId } = await withDueRelease(t)
  if (ctx.actor.id !== null) await store.transaction((tx) => tx.users.update(ctx.actor.id ?? '', { roles: ['viewer'] }))

  await runJobs(ctx)

  t.match(await getRelease(ctx, releaseId), { row: { state: 'failed' } })
})

t.test('a time that is over, is nonsense or is taken away', async (t) => {
  const { ctx, releaseId } = await withDueRelease(t)

  t.match((await refusal(changeRelease(ctx, releaseId, { publishAt: '2020-01-01T00:00:00Z' }))).issues, [
    { path: '/publishAt', code: 'past' },
  ])
  t.match((await refusal(createRelease(ctx, { name: 'x', publishAt: '2100-01-01T09:00' }))).issues, [{ path: '/timeZone' }])
  t.match((await refusal(createRelease(ctx, { name: 'x', timeZone: 'Europe/Berlin' }))).issues, [{ path: '/publishAt' }])
  await changeRelease(ctx, releaseId, { publishAt: null })
  await runJobs(ctx)
  t.match(await getRelease(ctx, releaseId), { row: { state: 'open', publishAt: null } })
})
