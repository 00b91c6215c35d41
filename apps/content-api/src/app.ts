import cors from '@fastify/cors'
import { type Context, createHitCounter, type ReaderContext } from '@verso/core'
import { readParameters } from '@verso/http'
import type { FastifyInstance } from 'fastify'
import { createAuthenticator } from './authenticate.ts'
import { entryRoutes } from './routes/entries.ts'
import { modelRoutes } from './routes/model.ts'
import { resolveRoutes } from './routes/resolve.ts'
import { syncRoutes } from './routes/sync.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who reads, and with what; set before any handler of the content API runs. */
    reader: ReaderContext
  }
}

export interface ContentApiOptions {
  /** Everything but who asks. */
  base: Omit<Context, 'actor' | 'address' | 'requestId'>
  /** Put before the path of a file: the public address, or nothing. */
  mediaBase: string
  /** Origins that browsers may read from; `*` for every one. */
  corsOrigins: string[]
}

/** The public side: published content, read-only. Registered under `/content/v1`; never listens by itself. */
export async function contentApi(app: FastifyInstance, { base, mediaBase, corsOrigins }: ContentApiOptions): Promise<void> {
  const authenticate = createAuthenticator(base.store, base.now)
  const hits = createHitCounter(base.store, (error) =>
    app.log.warn(error, 'hits of redirects could not be written; they are kept for later'),
  )
  app.addHook('onClose', hits.flush)

  await app.register(cors, {
    origin: corsOrigins.includes('*') ? '*' : corsOrigins,
    credentials: false,
    // Any OPTIONS gets the same answer; a refusal of the plugin's own would not be a problem+json.
    strictPreflight: false,
    methods: ['GET', 'HEAD', 'POST'],
    exposedHeaders: ['ETag', 'Verso-Seq', 'X-Request-Id', 'Retry-After', 'Idempotency-Replayed'],
  })
  app.decorateRequest('reader')
  app.addHook('onRequest', async (request) => {
    request.reader = { ...base, mediaBase, hits, actor: await authenticate(request), address: request.ip, requestId: request.id }
  })

  app.addHook('onRequest', readParameters)

  await app.register(entryRoutes)
  await app.register(modelRoutes)
  await app.register(resolveRoutes)
  await app.register(syncRoutes)
}
