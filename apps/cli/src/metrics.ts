import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { type Figures, Refusal, readFigures } from '@verso/core'
import { bearerToken } from '@verso/http'
import type { createOutbound } from '@verso/outbound'
import type { FastifyInstance } from 'fastify'
import type { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { House } from './open-house.ts'
import { StartError } from './start-error.ts'

type Post = ReturnType<typeof createOutbound>['post']

/** What Prometheus reads: of this process, and of all that happens later in this installation. */
export interface Metrics {
  contentType: string
  /** The present figures. Without a database those of the process, and that it is away. */
  read: () => Promise<string>
  /** Counts what is sent to webhooks. */
  counting: (post: Post) => Post
}

export async function createMetrics(base: House['base']): Promise<Metrics> {
  // One program made of all has what such a module exports as its default alone.
  const { Registry, collectDefaultMetrics, Counter, Gauge, Histogram } = (await import('prom-client')).default
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauges = gaugesOf((options) => new Gauge({ ...options, registers: [registry] }))
  const sent = sentOf(registry, { Counter, Histogram })
  return {
    contentType: registry.contentType,
    async read() {
      const figures = await readFigures(base)
      for (const gauge of Object.values(gauges)) gauge.reset()
      // Set back, a figure without labels is 0: what isn't known is left out.
      for (const gauge of [gauges.seq, ...schedulesOf(gauges)]) gauge.remove()
      setAll(gauges, figures)
      return registry.metrics()
    },
    counting: (post) => async (url, message) => {
      const began = performance.now()
      const outcome = await post(url, message)
      const { status } = outcome
      sent.attempts.inc({ outcome: status !== null && status >= 200 && status < 300 ? 'delivered' : 'failed' })
      sent.seconds.observe((performance.now() - began) / 1000)
      return outcome
    },
  }
}

type MakeGauge = (options: { name: string; help: string; labelNames?: string[] }) => Gauge

function gaugesOf(gauge: MakeGauge) {
  const [task, webhook, site] = [['task'], ['id', 'name'], ['site']]
  return {
    up: gauge({ name: 'verso_database_up', help: 'Whether the database answers' }),
    seq: gauge({ name: 'verso_seq', help: 'The newest number of the publication log' }),
    jobsWaiting: gauge({ name: 'verso_jobs_waiting', help: 'Jobs that are due and not begun', labelNames: task }),
    jobsRunning: gauge({ name: 'verso_jobs_running', help: 'Jobs that are being done', labelNames: task }),
    jobsRetrying: gauge({ name: 'verso_jobs_retrying', help: 'Jobs that failed and are tried again', labelNames: task }),
    jobsFailed: gauge({ name: 'verso_jobs_failed', help: 'Jobs that failed for good', labelNames: task }),
    jobsLag: gauge({ name: 'verso_jobs_lag_seconds', help: 'How long the oldest job that waits is due', labelNames: task }),
    schedulesPending: gauge({ name: 'verso_schedules_pending', help: 'Schedules that are still to be done' }),
    schedulesOverdue: gauge({ name: 'verso_schedules_overdue', help: 'Schedules that are due and not done' }),
    schedulesFailed: gauge({ name: 'verso_schedules_failed', help: 'Schedules that could not be done' }),
    schedulesLag: gauge({ name: 'verso_schedules_lag_seconds', help: 'How long the oldest schedule that waits is due' }),
    hookState: gauge({ name: 'verso_webhook_state', help: 'The state that a webhook is in is 1', labelNames: [...webhook, 'state'] }),
    hookFailures: gauge({ name: 'verso_webhook_failures', help: 'Failures since the last success', labelNames: webhook }),
    hookLagEvents: gauge({ name: 'verso_webhook_lag_events', help: 'Events of the log that it has not been told of', labelNames: webhook }),
    hookLag: gauge({
      name: 'verso_webhook_lag_seconds',
      help: 'Age of the oldest event that it has not been told of',
      labelNames: webhook,
    }),
    siteLagEvents: gauge({ name: 'verso_site_lag_events', help: 'Events of the log that a site is not built of', labelNames: site }),
    siteLag: gauge({ name: 'verso_site_lag_seconds', help: 'Age of the oldest event that a site is not built of', labelNames: site }),
  }
}

type Gauges = ReturnType<typeof gaugesOf>

function schedulesOf({ schedulesPending, schedulesOverdue, schedulesFailed, schedulesLag }: Gauges): Gauge[] {
  return [schedulesPending, schedulesOverdue, schedulesFailed, schedulesLag]
}

function setAll(gauges: Gauges, { isUp, seq, jobs, schedules, webhooks, sites }: Figures): void {
  gauges.up.set(isUp ? 1 : 0)
  if (seq !== null) gauges.seq.set(seq)
  for (const { task, waiting, running, retrying, failed, lagSeconds } of jobs ?? []) {
    gauges.jobsWaiting.set({ task }, waiting)
    gauges.jobsRunning.set({ task }, running)
    gauges.jobsRetrying.set({ task }, retrying)
    gauges.jobsFailed.set({ task }, failed)
    gauges.jobsLag.set({ task }, lagSeconds)
  }
  if (schedules !== null) {
    gauges.schedulesPending.set(schedules.pending)
    gauges.schedulesOverdue.set(schedules.overdue)
    gauges.schedulesFailed.set(schedules.failed)
    gauges.schedulesLag.set(schedules.lagSeconds)
  }
  for (const { row, status, lag } of webhooks ?? []) {
    const { id, name, failures } = row
    gauges.hookState.set({ id, name, state: status }, 1)
    gauges.hookFailures.set({ id, name }, failures)
    gauges.hookLagEvents.set({ id, name }, lag.seq)
    gauges.hookLag.set({ id, name }, lag.seconds)
  }
  for (const { name, lag } of sites ?? []) {
    if (lag === null) continue
    gauges.siteLagEvents.set({ site: name }, lag.seq)
    gauges.siteLag.set({ site: name }, lag.seconds)
  }
}

interface Kinds {
  Counter: typeof Counter
  Histogram: typeof Histogram
}

function sentOf(registry: Registry, kinds: Kinds) {
  const registers = [registry]
  return {
    attempts: new kinds.Counter({
      ...{ name: 'verso_webhook_attempts_total', help: 'Messages that this process has sent to webhooks', registers },
      labelNames: ['outcome'],
    }),
    seconds: new kinds.Histogram({
      ...{ name: 'verso_webhook_attempt_seconds', help: 'How long webhooks took to answer this process', registers },
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 20],
    }),
  }
}

/** On the main port figures are for whoever has the token. */
export function metricsRoute(metrics: Metrics, token: string): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get('/metrics', async (request, reply) => {
      const given = bearerToken(request)
      if (given === null || !isSame(given, token)) throw new Refusal('unauthenticated', 'Figures are for whoever has VERSO_METRICS_TOKEN')
      return reply
        .header('cache-control', 'no-store')
        .type(metrics.contentType)
        .send(await metrics.read())
    })
  }
}

/** On a port of their own figures are for whoever is on this machine. */
export async function listenForMetrics(metrics: Metrics, port: number): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end()
    const text = await metrics.read()
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text)
  })
  await startListening(server, port)
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function startListening(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening').catch((cause: unknown) => {
    throw new StartError(`Verso can't listen for metrics on 127.0.0.1:${port}. Choose another one with VERSO_METRICS_PORT.`, { cause })
  })
}

/** By their hashes, so that the time tells nothing of how much was right. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}
