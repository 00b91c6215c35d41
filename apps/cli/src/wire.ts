import { existsSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import path from 'node:path'
import { contentApi } from '@verso/content-api'
import { deriveKey, type MediaPlace, type Post } from '@verso/core'
import { buildApp, fileRoutes, type Health, healthRoutes } from '@verso/http'
import type { Worker } from '@verso/worker'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { adminUiDir } from './locations.ts'
import { type Metrics, metricsRoute } from './metrics.ts'
import type { House } from './open-house.ts'
import type { Server } from './server.ts'
import type { Services } from './services.ts'

interface Wiring {
  house: House
  services: Services
  server: Server
  logger: Logger
  metrics: Metrics | null
}

/** Whichever of the APIs are served, with the files and the admin UI, as one app on a server that listens already. */
export async function buildApps(config: Config, { house, services: { names }, server, logger, metrics }: Wiring): Promise<FastifyInstance> {
  const { base } = house
  let handle: RequestListener | null = null
  const app = buildApp({
    logger,
    trustedProxies: config.trustedProxies,
    serverFactory: (route) => {
      handle = route
      return server.handOver()
    },
  })
  await app.register(healthRoutes, { health: () => healthOf(house, server), hasWorker: names.has('worker') })
  if (metrics !== null && config.metrics.token !== null) await app.register(metricsRoute(metrics, config.metrics.token))
  if (names.has('content-api'))
    await app.register(contentApi, {
      prefix: '/content/v1',
      base: { ...base, store: base.store.readers() },
      ...mediaPlace(config, house.secret),
      corsOrigins: config.corsOrigins,
      previewKey: deriveKey(house.secret, 'preview-links'),
      rate: config.limits.content,
      listening: { ending: server.ending },
      ...config.caching,
      pinWindowMs: config.pinWindowMs,
    })
  if (names.has('admin-api')) await registerAdmin(app, config, { house, server })
  if (names.has('content-api') || names.has('admin-api'))
    await app.register(fileRoutes, {
      serving: { ...base, addressKey: deriveKey(house.secret, 'file-addresses'), imageSizes: config.imageSizes },
      rate: config.limits.images,
    })
  await app.ready()
  if (handle !== null) server.open(handle)
  return app
}

/** What a server doesn't serve it doesn't load either: that takes as long as all else of its start. */
async function registerAdmin(
  app: FastifyInstance,
  { publicUrl, imageSizes, outboundAllow, mail, limits: { admin: requests, signIn } }: Config,
  { house: { base, secret }, server }: { house: House; server: Server },
): Promise<void> {
  const [{ adminApi }, { createOutbound }] = await Promise.all([import('@verso/admin-api'), import('@verso/outbound')])
  await app.register(adminApi, {
    base,
    secret,
    outbound: createOutbound({ allow: outboundAllow }),
    ending: server.ending,
    limits: { requests, signIn },
    linkOrigin: publicUrl ?? server.url,
    hasMail: mail !== null,
    partKey: mediaPlace({ publicUrl, imageSizes }, secret).partKey,
    ...(publicUrl === null ? {} : { publicUrl }),
    ...(existsSync(path.join(adminUiDir, 'index.html')) ? { uiDir: adminUiDir } : {}),
  })
}

/** How readers are told where files are: where only signed sizes are made, a part of a picture is signed for them. */
function mediaPlace({ publicUrl, imageSizes }: Pick<Config, 'publicUrl' | 'imageSizes'>, secret: Buffer): MediaPlace {
  return { mediaBase: publicUrl ?? '', ...(imageSizes === 'signed' ? { partKey: deriveKey(secret, 'file-addresses') } : {}) }
}

interface Workplace {
  house: House
  post: Post
  logger: Logger
  config: Pick<Config, 'outboundAllow' | 'webhookDelaysMs' | 'publicUrl' | 'imageSizes'>
  metrics: Metrics | null
}

/** The worker of this process. */
export async function openWorker({ house: { base, connectionString, secret }, post, logger, config, metrics }: Workplace): Promise<Worker> {
  const [{ startWorker }, { createOutbound }] = await Promise.all([import('@verso/worker'), import('@verso/outbound')])
  const outbound = createOutbound({ allow: config.outboundAllow })
  const sending = {
    send: metrics === null ? outbound.post : metrics.counting(outbound.post),
    key: deriveKey(secret, 'webhooks'),
    delaysMs: config.webhookDelaysMs,
    ...mediaPlace(config, secret),
  }
  const worker = startWorker({ base, connectionString, post, log: (level, message) => logger[level](message), sending })
  return {
    async stop() {
      await worker.stop()
      await outbound.close()
    },
  }
}

async function healthOf({ base }: House, server: Server): Promise<Health> {
  if (server.isDraining()) return 'draining'
  return base.store.ping().then(
    () => 'ready',
    () => 'no_database',
  )
}
