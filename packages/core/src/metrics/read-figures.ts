import type { JobFigures, ScheduleFigures } from '@verso/data'
import type { Context } from '../context.ts'
import { listSites, type SiteDetail } from '../impact/sites.ts'
import { systemContext } from '../system-actor.ts'
import { listWebhooks, type WebhookDetail } from '../webhooks/webhook-detail.ts'

/** How what happens later is getting on. */
export interface Figures {
  seq: number
  /** By task. */
  jobs: JobFigures[]
  schedules: ScheduleFigures
  webhooks: WebhookDetail[]
  sites: SiteDetail[]
}

/** What whoever runs the server watches: how much waits, for how long, and what fails. Holds no content. */
export async function readFigures(base: Omit<Context, 'actor' | 'address' | 'requestId'>): Promise<Figures> {
  const ctx = systemContext(base)
  const [seq, jobs, schedules, webhooks, sites] = await Promise.all([
    base.store.log.seq(),
    base.store.jobs.figures(),
    base.store.schedules.figures(base.now()),
    listWebhooks(ctx),
    listSites(ctx),
  ])
  return { seq: Number(seq), jobs, schedules, webhooks, sites }
}
