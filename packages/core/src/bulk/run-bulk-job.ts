import type { BulkJobRow, BulkResultRow, Transaction } from '@verso/data'
import type { Json } from '@verso/model'
import type { Context } from '../context.ts'
import { refusingTaken } from '../entries/refuse-publication.ts'
import { analyzeLater } from '../indexes/analyze-tables.ts'
import { Refusal } from '../refusal.ts'
import { actingStore, actingTransaction } from '../rights/acting-store.ts'
import { actorOfSchedule } from '../schedules/actor-of-schedule.ts'
import { systemContext } from '../system-actor.ts'
import { storeForTrial, storeWithin } from './bound-store.ts'
import type { BulkJobChange, BulkResult } from './bulk-change.ts'
import { isTogether, runBulk } from './run-bulk.ts'

/** Entries that are changed in one transaction where each is changed for itself: seldom enough to be quick, often enough to be seen. */
const pageSize = 50
const timeoutMs = 600_000

type Base = Omit<Context, 'actor' | 'address' | 'requestId'>

/**
 * Goes on with a change of many entries until it is done, cancelled or interrupted. Each page commits with its results, so that
 * whoever takes it up again begins where it ended, and nothing is done twice.
 */
export async function runBulkJob(base: Base, jobId: string, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const isOver = await runPage(base, jobId)
    if (isOver) return
    if (signal?.aborted === true) {
      await base.store.transaction((tx) => tx.jobs.add({ task: 'changeEntries', payload: { jobId }, key: jobId }))
      return
    }
  }
}

/** True when there is nothing left to do. */
async function runPage(base: Base, jobId: string): Promise<boolean> {
  const system = systemContext(base)
  try {
    return await refusingTaken(system, () =>
      base.store.transaction(
        async (tx) => {
          const job = await tx.bulkJobs.take(jobId)
          if (job === null || job.finishedAt !== null) return true
          return changePage(system, tx, job)
        },
        { timeoutMs },
      ),
    )
  } catch (error) {
    if (error instanceof Cancelled) return true
    if (!(error instanceof Refusal)) throw error
    await base.store.transaction((tx) =>
      tx.bulkJobs.proceed(jobId, { state: 'failed', results: [], problem: problemOf(error), at: base.now() }),
    )
    return true
  }
}

class Cancelled extends Error {}

async function changePage(system: Context, tx: Transaction, job: BulkJobRow): Promise<boolean> {
  const { dryRun, ...change } = job.change as unknown as BulkJobChange
  const actor = await actorOfSchedule(system.store, job, system.now())
  const acting = actingTransaction(tx, actor, system.now)
  const within: Context = { ...system, actor, store: storeWithin(system.store, acting) }
  const size = isTogether(change) ? job.entryIds.length : pageSize
  const entryIds = job.entryIds.slice(job.done, job.done + size)
  const ctx = dryRun === true ? { ...within, store: storeForTrial(actingStore(system.store, actor, system.now)) } : within
  const { results, seq } = await runBulk(ctx, change, entryIds)
  const isOver = job.done + entryIds.length >= job.entryIds.length
  if (isOver && dryRun !== true) await analyzeLater(system, tx, job.entryIds.length)
  const goesOn = await tx.bulkJobs.proceed(job.id, {
    state: isOver ? 'done' : 'running',
    results: results.map((result, index) => rowOf(result, job.done + index)),
    seq,
    at: system.now(),
  })
  if (!goesOn) throw new Cancelled()
  return isOver
}

function rowOf({ entryId, outcome, refusal }: BulkResult, position: number): BulkResultRow {
  return { position, entryId, outcome, problem: refusal === null ? null : problemOf(refusal) }
}

function problemOf({ code, message, issues, facts }: Refusal): Json {
  return JSON.parse(JSON.stringify({ code, message, issues, facts })) as Json
}
