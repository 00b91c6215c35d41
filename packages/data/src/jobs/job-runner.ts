import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseCronItem, type Runner, type RunnerOptions, run, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { type TaskName, type TaskPayloads, workerLockClass } from '../tables/jobs.ts'
import { graphileLogger, type JobLog } from './graphile-logger.ts'

/** What is done for each task. A handler may be called again for the same job; it is told when it had better come to an end. */
export type JobHandlers = { [Name in TaskName]: (payload: TaskPayloads[Name], signal: AbortSignal | undefined) => Promise<void> }

export interface JobRunnerOptions {
  connectionString: string
  handlers: JobHandlers
  /** Tasks that begin by the clock, as `minute hour day month weekday` in UTC; each time once, however many runners there are. */
  times: Partial<Record<TaskName, string>>
  /** Jobs at once. */
  concurrency: number
  log: JobLog
}

export interface JobRunner {
  /** Takes no more jobs, and waits for those that it has; what takes too long is given back. */
  stop: () => Promise<void>
}

/** Notifications tell of new jobs at once; this finds those that became due, and those whose notification was lost. */
const pollIntervalMs = 1_000
const restartDelayMs = 1_000
/** Of the 15 s that a process may take to end. */
const abortAfterMs = 4_000
const giveUpAfterMs = 8_000
const lastWordsMs = 2_000

/** Runs jobs until it is stopped. Whatever happens to the database, it begins again by itself. */
export function startJobRunner(options: JobRunnerOptions): JobRunner {
  const stopping = new AbortController()

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await runUntil(stopping.signal, options)
      } catch (error) {
        options.log('error', `The job runner ended: ${error instanceof Error ? error.message : String(error)}`)
      }
      await sleep(restartDelayMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const running = keepRunning()
  return {
    stop() {
      stopping.abort()
      return Promise.race([running, sleep(giveUpAfterMs + lastWordsMs, undefined, { ref: false })])
    },
  }
}

async function runUntil(signal: AbortSignal, options: JobRunnerOptions): Promise<void> {
  const pool = jobPool(options)
  try {
    const runner = await run(runnerOptions(options, pool))
    const stop = () => void stopRunner(runner)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    await runner.promise
    signal.removeEventListener('abort', stop)
  } finally {
    await pool.end()
  }
}

/** Its own work needs few connections: one listens, the others fetch and settle jobs. */
function jobPool({ connectionString, concurrency }: JobRunnerOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: concurrency + 2, keepAlive: true, application_name: 'verso worker' })
  // A connection that breaks fails what runs on it; unheard, the event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

async function stopRunner(runner: Runner): Promise<void> {
  const late = setTimeout(() => void runner.kill().catch(() => {}), giveUpAfterMs)
  await runner.stop().catch(() => {})
  clearTimeout(late)
}

/** Does every job that is due, one after the other, and comes back when there is none. */
export async function runDueJobs({ connectionString, handlers }: Pick<JobRunnerOptions, 'connectionString' | 'handlers'>): Promise<void> {
  const failures: unknown[] = []
  const events: WorkerEvents = new EventEmitter()
  events.on('job:error', ({ error }) => failures.push(error))
  await runOnce({
    connectionString,
    taskList: taskListOf(handlers),
    maxPoolSize: 2,
    noHandleSignals: true,
    logger: graphileLogger(() => {}),
    events,
  })
  if (failures.length > 0) throw failures[0]
}

function runnerOptions({ handlers, times, concurrency, log }: JobRunnerOptions, pgPool: pg.Pool): RunnerOptions {
  const parsedCronItems = Object.entries(times).map(([task, match]) =>
    parseCronItem({ task, match, options: { backfillPeriod: 0, maxAttempts: 3 } }),
  )
  return {
    pgPool,
    taskList: taskListOf(handlers),
    parsedCronItems,
    concurrency,
    pollInterval: pollIntervalMs,
    gracefulShutdownAbortTimeout: abortAfterMs,
    // Otherwise nobody waits for a job to be taken off the list, neither when it fails nor at the end.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    // Whoever started the process decides how it ends.
    noHandleSignals: true,
    logger: graphileLogger(log),
    events: livingEvents(log),
  }
}

/** The connection on which a pool of workers listens is the one that lives as long as the pool: it holds the lock that says so. */
function livingEvents(log: JobLog): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:listen:success', ({ workerPool, client }) => {
    // When it listens, and a connection takes the next statement.
    client.once('drain', () => {
      client
        .query('select pg_advisory_lock_shared($1::int, hashtext($2))', [workerLockClass, workerPool.id])
        .catch((error: Error) => log('warn', `The worker could not say that it lives: ${error.message}`))
    })
  })
  return events
}

function taskListOf(handlers: JobHandlers): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      // The table of payloads says what was put in; nothing else adds jobs of these names.
      (payload: unknown, { abortSignal }: { abortSignal?: AbortSignal }) => handle(payload as never, abortSignal),
    ]),
  )
}
