import type { BulkJobRow, BulkResultRow } from '@verso/data'
import { isUuid } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

export interface BulkJobDetail {
  row: BulkJobRow
  results: BulkResultRow[]
  /** The place to go on from; null when the job is over and this was all of it. */
  next: number | null
}

/** How far a change of many entries is, with a page of what became of them. Whoever asked for it sees it. */
export async function getBulkJob(ctx: Context, jobId: string, { after, limit }: { after: number; limit: number }): Promise<BulkJobDetail> {
  const row = await ownJob(ctx, jobId)
  const results = await ctx.store.bulkJobs.results(row.id, { after, limit })
  const last = results.at(-1)?.position ?? after
  const isOver = row.finishedAt !== null && last + 1 >= row.done
  return { row, results, next: isOver ? null : last }
}

/** Ends a change that isn't finished. What it has done stays; what it was doing is undone. */
export async function cancelBulkJob(ctx: Context, jobId: string): Promise<BulkJobDetail> {
  const { id } = await ownJob(ctx, jobId)
  await ctx.store.transaction(async (tx) => {
    await tx.bulkJobs.cancel(id, ctx.now())
    await tx.jobs.remove(id)
  })
  return getBulkJob(ctx, id, { after: -1, limit: 100 })
}

async function ownJob({ store, actor }: Context, jobId: string): Promise<BulkJobRow> {
  const row = isUuid(jobId) ? await store.bulkJobs.find(jobId) : null
  const isOwn = actor.kind === 'system' || (row?.createdByKind === actor.kind && row.createdById === actor.id)
  if (row === null || !isOwn) throw new Refusal('not_found', 'There is no such job')
  return row
}
