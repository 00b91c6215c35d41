import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adminApi, type AdminApiOptions } from '@verso/admin-api'
import { contentApi } from '@verso/content-api'
import { type Context, deriveKey, type ImageSizes, systemContext } from '@verso/core'
import type { Store } from '@verso/data'
import { buildApp, fileRoutes, type Rate } from '@verso/http'
import { diskStore, type FileStore } from '@verso/media'
import { createOutbound } from '@verso/outbound'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { createLogger } from '../../apps/cli/src/create-logger.ts'
import { holdToDescription } from './described-answers.ts'
import { holdSecrets } from './hold-secrets.ts'
import { plantedMaster } from './planted-secrets.ts'
import { testStore } from './test-store.ts'

/** A password that every rule accepts, and its hash, so that making people costs no time. */
export const goodPassword = 'otters juggle lanterns'
export const goodPasswordHash = '$argon2id$v=19$m=65536,t=3,p=1$ppTnnhOfGoGKPbOv6yCdzA$0/NN/OltFGqJdw4p9Wi1psIDXdXkEiiW9LE+Hr77QZ4'

/** Someone who is signed in, and asks in their own name. */
export interface Person {
  id: string
  email: string
  accessToken: string
  /** The `Cookie` header that a browser would send to the routes of sessions. */
  cookie: string
  ask: (method: Method, path: string, body?: object, headers?: Record<string, string>) => Promise<LightMyRequestResponse>
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS'

export interface TestApp {
  app: FastifyInstance
  store: Store
  secret: Buffer
  base: Omit<Context, 'actor' | 'address' | 'requestId'>
  /** A context in which everything is allowed. */
  system: Context
  /** Moves the clock of the verbs, or stops it at a time; the access tokens' own clock is the real one. */
  clock: TestClock
  /** All that was registered, as it was, with its parameters (`/admin/v1/entries/:id`): what a test of every route goes by. */
  routes: { method: string; url: string }[]
  /** Without a credential; paths of the admin API are written without `/admin/v1`, files are asked for with `app.inject`. */
  ask: Person['ask']
  signInAs: (...roles: string[]) => Promise<Person>
  /** Something that no answer and no line of the log may hold from then on; what is planted in the database, none ever may. */
  plant: (what: string, text: string) => void
}

/** Both APIs over a database of the test's own, asked through `inject`. */
export async function testApp(t: Test, options: AppOptions = {}): Promise<TestApp> {
  const { close, ...made } = await appOver(await testStore(t, options), options)
  t.teardown(close)
  return made
}

export interface TestClock {
  offsetMs: number
  stoppedAtMs?: number
}

interface AppOptions {
  publicUrl?: string
  uiDir?: string
  /** The master secret, to stand for the same installation started again. */
  secret?: Buffer
  /** Networks that files may be fetched from though they aren't public. */
  outboundAllow?: string[]
  limits?: AdminApiOptions['limits']
  imageSizes?: ImageSizes
  imageRate?: Rate
  /** Where files lie; in a folder of its own where it isn't said. */
  files?: FileStore
  /** Whether it is told that mail can be sent. */
  hasMail?: boolean
  /** Whether not even secrets are planted in its database, for what compares all that is there. */
  isBare?: boolean
  /** Origins whose pages may read content. */
  corsOrigins?: string[]
  /** Networks of proxies that are believed. */
  trustedProxies?: string[]
  /** Where ids come from; by chance where it isn't said. */
  newId?: () => string
}

/** The same over any store, for proofs; its store stays open when it is closed. */
export async function appOver(
  store: Store,
  {
    publicUrl,
    uiDir,
    secret = plantedMaster,
    outboundAllow = [],
    limits,
    hasMail = false,
    newId = randomUUID,
    imageSizes = 'any',
    imageRate,
    files,
    corsOrigins = ['*'],
    trustedProxies = [],
  }: AppOptions = {},
): Promise<TestApp & { close: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'verso-test-app-'))
  const clock: TestClock = { offsetMs: 0 }
  const base = {
    store,
    files: files ?? diskStore(dir),
    now: () => new Date((clock.stoppedAtMs ?? Date.now()) + clock.offsetMs),
    newId,
    model: () => store.models.current(),
  }
  let takeLine = (_line: string) => {}
  const app = buildApp({ logger: createLogger('trace', { write: (line) => takeLine(line) }), trustedProxies })
  const routes: TestApp['routes'] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url })
  })
  holdToDescription(app, base)
  const holding = holdSecrets(app, secret)
  takeLine = holding.takeLine
  const addressKey = deriveKey(secret, 'file-addresses')
  const partKey = imageSizes === 'signed' ? addressKey : undefined
  app.register(contentApi, {
    prefix: '/content/v1',
    base,
    mediaBase: '',
    partKey,
    corsOrigins,
    previewKey: deriveKey(secret, 'preview-links'),
  })
  app.register(fileRoutes, { serving: { ...base, addressKey, imageSizes }, rate: imageRate ?? null })
  const outbound = createOutbound({ allow: outboundAllow })
  app.register(adminApi, {
    ...{ base, secret, outbound, hasMail, partKey, linkOrigin: publicUrl ?? 'http://localhost:4000' },
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(uiDir === undefined ? {} : { uiDir }),
    ...(limits === undefined ? {} : { limits }),
  })
  await app.ready()
  const close = async () => {
    await app.close()
    rmSync(dir, { recursive: true, force: true })
    holding.settle()
  }
  const ask = asker(app, {})
  const system = systemContext(base)
  return {
    app,
    store,
    secret,
    base,
    system,
    clock,
    routes,
    ask,
    signInAs: (...roles) => signInAs({ app, store, ask }, roles),
    plant: holding.plant,
    close,
  }
}

function asker(app: FastifyInstance, given: Record<string, string>): Person['ask'] {
  return (method, path, body, headers = {}) => {
    const url = path.startsWith('/content/') || path.startsWith('/admin') ? path : `/admin/v1${path}`
    const options: InjectOptions = { method, url, headers: { ...given, ...headers }, ...(body === undefined ? {} : { payload: body }) }
    return app.inject(options)
  }
}

async function signInAs({ app, store, ask }: Pick<TestApp, 'app' | 'store' | 'ask'>, roles: string[]): Promise<Person> {
  const id = randomUUID()
  const email = `${roles.join('-') || 'nobody'}-${id}@example.org`
  await store.users.create({
    id,
    email,
    name: `The ${roles[0] ?? 'nobody'}`,
    passwordHash: goodPasswordHash,
    status: 'active',
    roles,
    preferences: {},
    lastSeenAt: null,
    createdAt: new Date(),
  })
  const reply = await ask('POST', '/sessions', { email, password: goodPassword })
  const { accessToken } = reply.json()
  return { id, email, accessToken, cookie: cookieOf(reply), ask: asker(app, { authorization: `Bearer ${accessToken}` }) }
}

/** The cookie of an answer as a browser would send it back. */
export function cookieOf(reply: LightMyRequestResponse): string {
  return reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
