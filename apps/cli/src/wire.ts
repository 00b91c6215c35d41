import { existsSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import path from 'node:path'
import { adminApi } from '@verso/admin-api'
import { contentApi } from '@verso/content-api'
import { buildApp, type Health, healthRoutes } from '@verso/http'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { adminUiDir } from './locations.ts'
import type { House } from './open-house.ts'
import type { Server } from './server.ts'

/** Both APIs, the files and the admin UI as one app on a server that listens already. */
export async function buildApps(
  config: Config,
  { house, server, logger }: { house: House; server: Server; logger: Logger },
): Promise<FastifyInstance> {
  const { base, secret } = house
  let handle: RequestListener | null = null
  const app = buildApp({
    logger,
    trustedProxies: config.trustedProxies,
    serverFactory: (route) => {
      handle = route
      return server.handOver()
    },
  })
  await app.register(healthRoutes, { health: () => healthOf(house, server), hasWorker: false })
  await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: config.publicUrl ?? '', corsOrigins: config.corsOrigins })
  await app.register(adminApi, {
    base,
    secret,
    ...(config.publicUrl === null ? {} : { publicUrl: config.publicUrl }),
    ...(existsSync(path.join(adminUiDir, 'index.html')) ? { uiDir: adminUiDir } : {}),
  })
  await app.ready()
  if (handle !== null) server.open(handle)
  return app
}

async function healthOf({ base }: House, server: Server): Promise<Health> {
  if (server.isDraining()) return 'draining'
  return base.store.ping().then(
    () => 'ready',
    () => 'no_database',
  )
}
