import { indexJob, type Post, runOverdueSchedules } from '@verso/core'
import { type JobLog, runDueJobs, startJobRunner } from '@verso/data'
import { tasks } from './tasks.ts'
import { startWebhooks, type WebhookOptions } from './send-webhooks.ts'
import type { WorkerBase } from './worker-base.ts'

export interface WorkerOptions {
  base: WorkerBase
  connectionString: string
  /** How mail leaves the house. */
  post: Post
  log: JobLog
  /** How webhooks are sent; without it none are. */
  sending?: Omit<WebhookOptions, 'base' | 'log'>
}

export interface Worker {
  /** Takes nothing more, and waits for what was begun. */
  stop: () => Promise<void>
}

/** A long job must not keep others from beginning; together they leave connections for requests. */
const jobsAtOnce = 4
const beatMs = 3_000

/** Does what has to happen later. Any number of workers may run beside each other. */
export function startWorker({ base, connectionString, post, log, sending }: WorkerOptions): Worker {
  const runner = startJobRunner({
    connectionString,
    handlers: tasks({ base, post, log }),
    times: { keepHouse: '23 * * * *' },
    concurrency: jobsAtOnce,
    log,
  })
  // What was there before there was a search is found by it soon, and an index that a worker was killed at is finished.
  const asking = base.store
    .transaction(async (tx) => {
      await tx.jobs.add({
        task: 'gatherWords',
        payload: {},
        key: 'gatherWords',
      })
      await tx.jobs.add(indexJob())
    })
    .catch((error: unknown) =>
      log('warn', `Search and indexes were not looked after: ${error instanceof Error ? error.message : String(error)}`),
    )
  const webhooks = sending === undefined ? null : startWebhooks({ ...sending, base, log })
  const beats = [startBeat(() => base.store.jobs.releaseAbandoned(), log), startBeat(() => runOverdueSchedules(base), log)]
  return {
    async stop() {
      await Promise.all([asking, ...beats.map((beat) => beat.stop()), runner.stop(), webhooks?.stop()])
    },
  }
}

/** For tests and commands: does every job that is due, and throws what the first of them threw. */
export function runJobs({ base, connectionString, post, log }: WorkerOptions): Promise<void> {
  return runDueJobs({ connectionString, handlers: tasks({ base, post, log }) })
}

/** Calls at once and then again and again, never twice at the same time. What fails is tried at the next beat. */
function startBeat(run: () => Promise<unknown>, log: JobLog): Worker {
  let isStopping = false
  let timer: NodeJS.Timeout | undefined

  async function beat(): Promise<void> {
    await run().catch((error: unknown) =>
      log('warn', `The worker's beat failed: ${error instanceof Error ? error.message : String(error)}`),
    )
    if (isStopping) return
    timer = setTimeout(() => {
      beating = beat()
    }, beatMs)
  }

  let beating = beat()
  return {
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await beating
    },
  }
}
