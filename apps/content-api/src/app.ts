import {
  type Context,
  createFragments,
  createHitCounter,
  createLogFollower,
  createPageRecorder,
  createTotals,
  type MediaPlace,
  type ReaderContext,
  type PageRecorder,
} from '@verso/core'
import { type Rate, readParameters, shedOverload } from '@verso/http'
import type { FastifyInstance } from 'fastify'
import { type Answers, createAnswers } from './answers.ts'
import { createAuthenticator } from './authenticate.ts'
import { type CacheControlOptions, createCacheControl } from './cache-control.ts'
import { corsRoutes, createCors } from './cors.ts'
import { createReadLimits } from './read-limits.ts'
import { buildRoutes } from './routes/builds.ts'
import { entryRoutes } from './routes/entries.ts'
import { type LiveOptions, liveRoutes } from './routes/live.ts'
import { graphRoutes } from './routes/graphql.ts'
import { mediaRoutes } from './routes/media.ts'
import { modelRoutes } from './routes/model.ts'
import { resolveRoutes } from './routes/resolve.ts'
import { syncRoutes } from './routes/sync.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who reads, and with what; set before any handler of the content API runs. */
    reader: ReaderContext
  }
}

export interface ContentApiOptions extends CacheControlOptions, MediaPlace {
  /** Everything but who asks. */
  base: Omit<Context, 'actor' | 'address' | 'requestId'>
  /** Origins that browsers may read from; `*` for every one. */
  corsOrigins: string[]
  /** What the credentials of links to previews are signed with; without it there are none. */
  previewKey?: Buffer
  /** How many bytes of finished answers a process may keep; none with 0. */
  cacheBytes?: number
  /** How often somebody may read; absent: as often as they like. */
  rate?: Rate | null
  /** When whoever listens is to be let go, and how many may. */
  listening?: Omit<LiveOptions, 'base'>
  /** How many requests may be under way before more of them are sent away; a thousand when absent. */
  mostAtOnce?: number
  /** How far back whoever may read may look, in milliseconds; to the beginning when absent. */
  pinWindowMs?: number
  /** How many bytes of publications and what was rendered of them; half as many when absent. */
  fragmentBytes?: number
}

const usualCacheBytes = 64 * 1024 * 1024

/** The public side: published content, read-only. Registered under `/content/v1`; never listens by itself. */
export async function contentApi(
  app: FastifyInstance,
  {
    base,
    mediaBase,
    partKey,
    corsOrigins,
    previewKey,
    cacheBytes = usualCacheBytes,
    fragmentBytes = cacheBytes / 2,
    rate = null,
    listening = {},
    mostAtOnce,
    pinWindowMs,
    ...caching
  }: ContentApiOptions,
): Promise<void> {
  const { authenticate, known } = createAuthenticator(base.store, base.now)
  const hits = createHitCounter(base.store, (error) =>
    app.log.warn(error, 'hits of redirects could not be written; they are kept for later'),
  )
  app.addHook('onClose', hits.flush)
  const cors = createCors(corsOrigins)
  const limits = createReadLimits(rate)
  const follower = createLogFollower(base.store)
  app.addHook('onClose', follower.stop)
  const fragments = fragmentBytes === 0 ? null : createFragments({ follower, maxBytes: fragmentBytes, now: base.now })
  const kept = fragments === null ? {} : { fragments, totals: createTotals({ follower, now: base.now }) }
  const reach = pinWindowMs === undefined ? {} : { pinWindowMs }
  const recorder = openRecorder(app, base)
  const answers = createAnswers({
    recorder,
    store: base.store,
    follower,
    now: base.now,
    maxBytes: cacheBytes,
    knownActor: known,
    cacheControl: createCacheControl(caching),
    cors,
    limits,
    keepAliveMs: () => app.server.keepAliveTimeout,
  })
  app.front.answerBy(answers.sendKept)

  corsRoutes(app, cors)
  shedOverload(app, { mostAtOnce, except: [`${app.prefix}/live`] })
  app.decorateRequest('reader')
  app.decorateRequest('counted', null)
  app.addHook('onRequest', async (request, reply) => {
    limits.count(request, reply)
    const actor = await limits.identify(request, () => authenticate(request))
    request.reader = { ...base, ...kept, ...reach, mediaBase, partKey, hits, actor, address: request.ip, requestId: request.id }
  })
  app.addHook('onRequest', readParameters)

  await app.register((routes) => readRoutes(routes, { answers, recorder, base, listening, previewKey }))
}

interface Reading extends Pick<ContentApiOptions, 'base'> {
  answers: Answers
  recorder: PageRecorder
  listening: Omit<LiveOptions, 'base'>
  previewKey: Buffer | undefined
}

async function readRoutes(app: FastifyInstance, { answers, recorder, base, listening, previewKey }: Reading): Promise<void> {
  await app.register(entryRoutes, { answers, ...(previewKey === undefined ? {} : { previewKey }) })
  await app.register(buildRoutes, { recorder })
  await app.register(mediaRoutes, { answers })
  await app.register(modelRoutes, { answers })
  await app.register(resolveRoutes, { answers })
  await app.register(syncRoutes, { answers })
  await app.register(liveRoutes, { ...listening, base })
  await app.register(graphRoutes, { answers })
}

function openRecorder(app: FastifyInstance, { store }: ContentApiOptions['base']): PageRecorder {
  const recorder = createPageRecorder(store, (error) =>
    app.log.warn(error, 'what pages were read from could not be written; it is kept for later'),
  )
  app.addHook('onClose', () => recorder.flush().catch(() => {}))
  return recorder
}
