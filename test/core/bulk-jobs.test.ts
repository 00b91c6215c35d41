import { cancelBulkJob, type Context, changeEntries, type EntriesChange, getBulkJob, runBulkJob } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { runJobs } from '../support/run-jobs.ts'
import { testStore } from '../support/test-store.ts'

const many = 120

async function withMany(t: Test) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'body', kind: 'longText' },
    ],
  })
  const ids: string[] = []
  for (let index = 0; index < many; index += 1) ids.push((await anEntry(ctx, index === 7 ? {} : { title: `Entry ${index}` })).row.id)
  return { store, ctx, ids }
}

async function startJob(ctx: Context, change: EntriesChange): Promise<string> {
  const outcome = await changeEntries(ctx, change)
  if (!('jobId' in outcome)) throw new Error('It became no job')
  return outcome.jobId
}

const page = { after: -1, limit: 250 }

t.test('more than a hundred are a job: published under one seq, with a result for each', async (t) => {
  const { store, ctx, ids } = await withMany(t)
  const before = await store.log.seq()
  const jobId = await startJob(ctx, { action: 'publish', ids })
  t.match(await getBulkJob(ctx, jobId, page), { row: { state: 'pending', done: 0 }, results: [] })

  await runJobs(ctx)

  const { row, results, next } = await getBulkJob(ctx, jobId, page)
  t.match(row, { state: 'done', done: many, failed: 1, seq: before + 1n })
  t.equal(await store.log.seq(), before + 1n)
  t.same(
    results.map(({ entryId }) => entryId),
    ids,
  )
  t.match(results[7], { outcome: 'failed', problem: { code: 'invalid_entry', issues: [{ path: '/fields/title' }] } })
  t.equal(next, null)
  const first = await getBulkJob(ctx, jobId, { after: -1, limit: 100 })
  t.equal((await getBulkJob(ctx, jobId, { after: first.next ?? 0, limit: 100 })).results.length, many - 100)
})

t.test('edits go page by page; an interrupted job goes on where it was, and nothing is done twice', async (t) => {
  const { ctx, ids } = await withMany(t)
  const jobId = await startJob(ctx, { action: 'edit', ids, fields: { body: 'Set' } })
  const stop = new AbortController()
  stop.abort()

  await runBulkJob(ctx, jobId, stop.signal)
  const halfway = await getBulkJob(ctx, jobId, page)
  await runJobs(ctx)

  t.match(halfway, { row: { state: 'running', done: 50 } })
  t.type(halfway.next, 'number')
  t.match(await getBulkJob(ctx, jobId, page), { row: { state: 'done', done: many, failed: 0 }, next: null })
  const rows = await ctx.store.entries.findMany(ids)
  t.ok(rows.every(({ revision }) => revision === 2))
})

t.test('a cancelled job does nothing more; what it has done stays', async (t) => {
  const { ctx, ids } = await withMany(t)
  const jobId = await startJob(ctx, { action: 'trash', ids })

  t.match(await cancelBulkJob(ctx, jobId), { row: { state: 'cancelled' } })
  await runJobs(ctx)
  await runBulkJob(ctx, jobId)

  t.match(await getBulkJob(ctx, jobId, page), { row: { state: 'cancelled', done: 0 }, next: null })
  t.ok((await ctx.store.entries.findMany(ids)).every(({ trashedAt }) => trashedAt === null))
})

t.test('all or nothing that cannot be fails as a whole, with every fault', async (t) => {
  const { store, ctx, ids } = await withMany(t)
  const before = await store.log.seq()
  const jobId = await startJob(ctx, { action: 'publish', ids, allOrNothing: true })

  await runJobs(ctx)

  t.match(await getBulkJob(ctx, jobId, page), {
    row: { state: 'failed', done: 0, problem: { code: 'invalid_entry', issues: [{ path: '/items/7' }] } },
  })
  t.equal(await store.log.seq(), before)
})

t.test('a trial of many changes nothing; two workers at one job do it once', async (t) => {
  const { store, ctx, ids } = await withMany(t)
  const trial = await startJob(ctx, { action: 'trash', ids, dryRun: true })
  await runJobs(ctx)
  t.match(await getBulkJob(ctx, trial, page), { row: { state: 'done', done: many, failed: 0 } })
  t.ok((await store.entries.findMany(ids)).every(({ trashedAt }) => trashedAt === null))

  const jobId = await startJob(ctx, { action: 'edit', ids, fields: { body: 'Once' } })
  await Promise.all([runBulkJob(ctx, jobId), runBulkJob(ctx, jobId)])

  t.match(await getBulkJob(ctx, jobId, page), { row: { state: 'done', done: many } })
  t.ok((await store.entries.findMany(ids)).every(({ revision }) => revision === 2))
})

t.test('a job is shown to whoever asked for it', async (t) => {
  const { store, ctx, ids } = await withMany(t)
  const jobId = await startJob(ctx, { action: 'trash', ids })
  const other = await aContext(store)

  t.equal((await refusal(getBulkJob(other, jobId, page))).code, 'not_found')
  t.equal((await refusal(cancelBulkJob(other, jobId))).code, 'not_found')
})
