import type { JobFigures, ScheduleFigures } from '@verso/data'
import type { Context } from '../context.ts'
import { type SiteFigures, siteFigures } from '../impact/sites.ts'
import { systemContext } from '../system-actor.ts'
import { listWebhooks, type WebhookDetail } from '../webhooks/webhook-detail.ts'

/** How what happens later is getting on. Null is what could not be read, or not in time. */
export interface Figures {
  /** Whether the database answers. */
  isUp: boolean
  seq: number | null
  /** By task. */
  jobs: JobFigures[] | null
  schedules: ScheduleFigures | null
  webhooks: WebhookDetail[] | null
  sites: SiteFigures[] | null
}

/** Whoever asks for figures waits ten seconds, if nothing else is set. */
const patienceMs = 5_000

/** What whoever runs the server watches: how much waits, for how long, and what fails. Holds no content. One that fails or is slow keeps no other back. */
export async function readFigures(base: Omit<Context, 'actor' | 'address' | 'requestId'>): Promise<Figures> {
  const ctx = systemContext(base)
  const { store } = base
  const [isUp, seq, jobs, schedules, webhooks, sites] = await Promise.all([
    inTime(async () => store.ping().then(() => true)),
    inTime(async () => Number(await store.log.seq())),
    inTime(async () => store.jobs.figures()),
    inTime(async () => store.schedules.figures(base.now())),
    inTime(async () => listWebhooks(ctx)),
    inTime(async () => siteFigures(ctx)),
  ])
  return { isUp: isUp === true, seq, jobs, schedules, webhooks, sites }
}

async function inTime<T>(read: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs)
  })
  try {
    return await Promise.race([read().catch(() => null), tooLate])
  } finally {
    clearTimeout(timer)
  }
}
