import type { Connection } from '../connection.ts'

/** What can be asked to happen later, and what each needs to know. The worker has a handler for every one. */
export interface TaskPayloads {
  /** Everything that is tidied up from time to time. */
  keepHouse: Record<string, never>
  /** What is due of an entry, in the order of its times. */
  runSchedules: { entryId: string }
  /** A release that is to be published by itself. */
  publishRelease: { releaseId: string }
  /** A change of more entries than somebody waits for. */
  changeEntries: { jobId: string }
  /** Bytes of files that were erased, by their hashes, where no other file has the same. */
  removeFiles: { hashes: string[] }
  /** A link to a new password, or an invitation, for whoever has this address; nothing for an address that nobody has. */
  sendLink: { email: string }
  /** A link to a new address of a person, by which they confirm it. */
  sendEmailLink: { userId: string; email: string }
  /** That an endpoint is sent nothing any more, for who answers for it. */
  tellWebhookOwner: { webhookId: string }
  /** To whoever had an address before: somebody signs in with another one now. */
  tellOldAddress: { userId: string; email: string }
  /** What documents are found by that nobody has gathered yet. */
  gatherWords: Record<string, never>
  /** Indexes of fields, after the model or what it asks for has changed. */
  buildIndexes: Record<string, never>
  /** How values are spread, after much has come at once. */
  analyzeTables: Record<string, never>
  /** What no point shows that is kept. */
  compactHistory: Record<string, never>
}

export type TaskName = keyof TaskPayloads

export interface JobToAdd<Name extends TaskName> {
  task: Name
  payload: TaskPayloads[Name]
  /** Absent: as soon as the transaction has committed. The database's clock judges. */
  runAt?: Date
  /** Of jobs with the same key only the newest is kept, as long as none of them is running. */
  key?: string
  /** After that many failures it isn't tried again. */
  maxAttempts?: number
}

/** How the jobs of a task are getting on. */
export interface JobFigures {
  task: string
  /** Due, and begun by nobody. */
  waiting: number
  running: number
  /** Failed, and to be tried again. */
  retrying: number
  /** Failed as often as they may. */
  failed: number
  /** How long the one that has waited longest is due. */
  lagSeconds: number
}

export interface Jobs {
  figures: () => Promise<JobFigures[]>
  /** Gives back what workers held that are gone, so that another one takes it. Returns how many jobs that were. */
  releaseAbandoned: () => Promise<number>
}

export interface JobsInTransaction extends Jobs {
  /** The job exists exactly if the change that asks for it is committed. It runs at least once: a worker may be killed at its end. */
  add: <Name extends TaskName>(job: JobToAdd<Name>) => Promise<void>
  /** Takes a job back that isn't running. */
  remove: (key: string) => Promise<void>
}

/** First number of the advisory locks that say which workers are alive; the second is made from the worker's name. */
export const workerLockClass = 8_377_602

/** Background work, carried by graphile-worker: a job commits with the change that asked for it. */
export function jobsTable({ query }: Connection): JobsInTransaction {
  return {
    async add({ task, payload, runAt, key, maxAttempts }) {
      await query(addJob, [task, JSON.stringify(payload), runAt ?? null, maxAttempts ?? null, key ?? null])
    },
    async remove(key) {
      await query('select id from graphile_worker.remove_job($1::text)', [key])
    },
    figures: () => query(figures, []),
    async releaseAbandoned() {
      const [row] = await query<{ count: number }>(releaseAbandoned, [workerLockClass])
      return row?.count ?? 0
    },
  }
}

const figures = `
  select task_identifier as task, count(*) filter (where is_due)::int as waiting, count(*) filter (where locked_at is not null)::int as running,
    count(*) filter (where locked_at is null and attempts > 0 and attempts < max_attempts)::int as retrying,
    count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
    coalesce(extract(epoch from clock_timestamp() - min(run_at) filter (where is_due)), 0)::float8 as "lagSeconds"
  from (select *, locked_at is null and attempts < max_attempts and run_at <= clock_timestamp() as is_due from graphile_worker.jobs) j
  group by task_identifier order by task_identifier`

const addJob = `
  select id from graphile_worker.add_job($1::text, payload := $2::json, run_at := $3::timestamptz,
    max_attempts := $4::integer, job_key := $5::text)`

/**
 * A worker holds a lock that bears its name for as long as its connection lives, and PostgreSQL knows at once when that is gone.
 * Jobs that were taken a moment ago are left alone: a worker that has just started may not have its lock yet.
 */
const releaseAbandoned = `
  with abandoned as (
    select locked_by, count(*) as jobs from graphile_worker.jobs
    where locked_at < now() - interval '5 seconds' and not exists (
      select from pg_locks
      where locktype = 'advisory' and granted and classid = $1::int::oid and objid = hashtext(locked_by)::oid and objsubid = 2
        and database = (select oid from pg_database where datname = current_database()))
    group by locked_by
  ), released as materialized (
    select graphile_worker.force_unlock_workers(array(select locked_by from abandoned))::text
  )
  select coalesce(sum(jobs), 0)::int as count from abandoned, released`
