import type { BulkJobRow } from '@verso/data'
import type { Json } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { BulkJobChange } from './bulk-change.ts'

/** Hands a change of many entries to the worker, which makes it in the name of the actor and with the rights that they have then. */
export async function startBulkJob(ctx: Context, change: BulkJobChange, entryIds: readonly string[]): Promise<string> {
  const { kind, id: createdById } = ctx.actor
  if (kind === 'public') throw new Refusal('not_allowed', 'You may not change entries')
  const row: BulkJobRow = {
    id: ctx.newId(),
    change: change as unknown as Json,
    entryIds: [...entryIds],
    state: 'pending',
    done: 0,
    failed: 0,
    seq: null,
    problem: null,
    createdAt: ctx.now(),
    createdByKind: kind,
    createdById,
    finishedAt: null,
  }
  await ctx.store.transaction(async (tx) => {
    await tx.bulkJobs.create(row)
    await tx.jobs.add({ task: 'changeEntries', payload: { jobId: row.id }, key: row.id })
  })
  return row.id
}
