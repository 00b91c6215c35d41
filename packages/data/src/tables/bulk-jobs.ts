import type { Json } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn, jsonOrNothing } from './json-in.ts'

export type BulkJobState = 'pending' | 'running' | 'done' | 'cancelled' | 'failed'

export interface BulkJobRow {
  id: string
  /** What is to be done, as it was asked for. */
  change: Json
  entryIds: string[]
  state: BulkJobState
  /** Entries that were dealt with, those that failed included. */
  done: number
  failed: number
  /** The number that the change of what readers see took. */
  seq: bigint | null
  /** Why nothing at all was done. */
  problem: Json
  createdAt: Date
  createdByKind: 'user' | 'token' | 'system'
  createdById: string | null
  finishedAt: Date | null
}

export interface BulkResultRow {
  /** Place among the entries of the job. */
  position: number
  entryId: string
  outcome: 'done' | 'unchanged' | 'failed'
  problem: Json
}

/** How far a job is, without what it is about. */
export interface BulkJobProgress extends Pick<BulkJobRow, 'id' | 'state' | 'done' | 'failed' | 'createdByKind' | 'createdById'> {
  action: string
  total: number
}

export interface BulkJobs {
  find: (id: string) => Promise<BulkJobRow | null>
  /** Those that aren't over, and those that ended after a time; the oldest first. */
  underWay: (endedAfter: Date) => Promise<BulkJobProgress[]>
  /** Removes those that were over before a time, with their results. */
  forget: (before: Date) => Promise<void>
  /** In the order of the entries, after a place. */
  results: (id: string, page: { after: number; limit: number }) => Promise<BulkResultRow[]>
}

export interface BulkJobsInTransaction extends BulkJobs {
  /** One at a time works on a job. The row itself stays free, so that it can be cancelled and looked at meanwhile. */
  take: (id: string) => Promise<BulkJobRow | null>
  create: (row: BulkJobRow) => Promise<void>
  /** Notes how far a job is. False when it was cancelled meanwhile: then what was done must not be committed. */
  proceed: (id: string, progress: BulkProgress) => Promise<boolean>
  /** Ends one that waits or runs. */
  cancel: (id: string, at: Date) => Promise<void>
}

interface BulkProgress {
  state: Exclude<BulkJobState, 'pending' | 'cancelled'>
  results: BulkResultRow[]
  seq?: bigint | null
  problem?: Json
  at: Date
}

/** Changes of many entries that go on while their callers do other things. Results are written with what they tell of. */
export function bulkJobsTable({ prisma, query }: Connection): BulkJobsInTransaction {
  return {
    async find(id) {
      return toRow(await prisma.bulkJob.findUnique({ where: { id } }))
    },
    underWay: (endedAfter) => query(underWay, [endedAfter]),
    async forget(before) {
      await prisma.bulkJob.deleteMany({ where: { finishedAt: { lt: before } } })
    },
    async results(id, { after, limit }) {
      const rows = await prisma.bulkResult.findMany({
        where: { jobId: id, position: { gt: after } },
        orderBy: { position: 'asc' },
        take: limit,
        omit: { jobId: true },
      })
      return rows.map((row) => ({ ...row, outcome: row.outcome as BulkResultRow['outcome'], problem: row.problem as Json }))
    },
    async take(id) {
      await query('select pg_advisory_xact_lock($1::int, hashtext($2))::text', [jobLockClass, id])
      return toRow(await prisma.bulkJob.findUnique({ where: { id } }))
    },
    async create({ change, problem, ...row }) {
      await prisma.bulkJob.create({ data: { ...row, change: jsonIn(change), problem: jsonOrNothing(problem) }, select: { id: true } })
    },
    async proceed(id, { state, results, seq, problem, at }) {
      const { count } = await prisma.bulkJob.updateMany({
        where: { id, state: { in: ['pending', 'running'] } },
        data: {
          state,
          done: { increment: results.length },
          failed: { increment: results.filter(({ outcome }) => outcome === 'failed').length },
          ...(seq === undefined ? {} : { seq }),
          ...(problem === undefined ? {} : { problem: jsonOrNothing(problem) }),
          ...(state === 'running' ? {} : { finishedAt: at }),
        },
      })
      if (count > 0 && results.length > 0) await query(addResults, [id, JSON.stringify(results)])
      return count > 0
    },
    async cancel(id, at) {
      await prisma.bulkJob.updateMany({
        where: { id, state: { in: ['pending', 'running'] } },
        data: { state: 'cancelled', finishedAt: at },
      })
    },
  }
}

/** First number of the advisory locks of jobs; the second is made from the job's id. */
const jobLockClass = 8_377_603

type Stored = Omit<BulkJobRow, 'state' | 'change' | 'problem' | 'createdByKind'> & {
  state: string
  change: unknown
  problem: unknown
  createdByKind: string
}

function toRow(row: Stored | null): BulkJobRow | null {
  if (row === null) return null
  const { state, change, problem, createdByKind } = row
  return {
    ...row,
    state: state as BulkJobState,
    change: change as Json,
    problem: problem as Json,
    createdByKind: createdByKind as BulkJobRow['createdByKind'],
  }
}

const underWay = `
  select id, change->>'action' as action, state, done, failed, cardinality("entryIds") as total, "createdByKind", "createdById" from "BulkJob"
  where "finishedAt" is null or "finishedAt" > $1::timestamptz order by "createdAt", id`

const addResults = `
  insert into "BulkResult" ("jobId", position, "entryId", outcome, problem)
  select $1::uuid, position, "entryId", outcome, problem
  from json_to_recordset($2::json) as r (position int, "entryId" text, outcome text, problem jsonb)`
