import type { FastifyInstance } from 'fastify'

export type Health = 'ready' | 'starting' | 'draining' | 'no_database'

const maxAgeMs = 1000

export interface HealthOptions {
  /** Asks whatever readiness depends on; never for `/health/live`. */
  health: () => Promise<Health>
  hasWorker: boolean
}

/** Liveness without touching the database; readiness at most a second old. */
export async function healthRoutes(app: FastifyInstance, { health, hasWorker }: HealthOptions): Promise<void> {
  let known: { at: number; value: Promise<Health> } | null = null

  async function current(): Promise<Health> {
    if (known === null || performance.now() - known.at > maxAgeMs) known = { at: performance.now(), value: health() }
    return known.value
  }

  app.get('/health/live', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' }))

  app.get('/health/ready', async (_request, reply) => {
    const status = await current()
    reply.header('cache-control', 'no-store')
    if (status === 'ready') return reply.send({ status, worker: hasWorker })
    return reply.code(503).header('retry-after', '1').send({ status })
  })
}
