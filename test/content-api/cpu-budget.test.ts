import { contentApi } from '@verso/content-api'
import { buildApp } from '@verso/http'
import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import { createLogger } from '../../apps/cli/src/create-logger.ts'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'

/**
 * What an answer may cost, in that of a bare route with the same bytes: about twice what it costs now. Both are asked in one process, in turns, so that
 * a busy machine slows both.
 */
const most = { 'by slug, from memory': 4, 'unchanged, from memory': 4, 'a list asked for the first time': 40 } as const
const rounds = 9
const requests = 150

t.test('an answer costs so many times the processor time of a bare route, and no more', async (t) => {
  const { app, bare } = await twoServers(t)
  const slug = '/content/v1/entries/article/hello'
  const etag = String((await app.inject(slug)).headers.etag)
  let asked = 0
  const ways: Record<keyof typeof most, () => Promise<unknown>> = {
    'by slug, from memory': () => app.inject(slug),
    'unchanged, from memory': () => app.inject({ url: slug, headers: { 'if-none-match': etag } }),
    'a list asked for the first time': () => {
      asked += 1
      return app.inject(`/content/v1/entries/article?filter[title][ne]=${asked}`)
    },
  }
  const ratios = new Map(Object.keys(ways).map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round += 1) {
    const base = await cpuOf(() => bare.inject('/'))
    for (const [name, ask] of Object.entries(ways)) ratios.get(name)?.push((await cpuOf(ask)) / base)
  }
  for (const [name, bound] of Object.entries(most)) {
    const ratio = medianOf(ratios.get(name) ?? [])
    t.comment(`${name}: ${ratio.toFixed(2)} of a bare route`)
    t.ok(ratio <= bound, `${name}: ${ratio.toFixed(2)}, ${bound} at most`)
  }
})

async function twoServers(t: import('tap').Test): Promise<{ app: FastifyInstance; bare: FastifyInstance }> {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  await aPublishedEntry(ctx, { title: 'Hello', body: 'Some words that are worth a coding. '.repeat(50) })
  const { actor: _actor, address: _address, requestId: _requestId, ...base } = ctx
  const app = buildApp({ logger: createLogger('warn') })
  await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['*'] })
  const { body } = await app.inject('/content/v1/entries/article/hello')
  const bare = Fastify({ logger: false })
  bare.get('/', async (_request, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(body))
  t.teardown(async () => {
    await Promise.all([app.close(), bare.close()])
  })
  return { app, bare }
}

/** Processor time of so many requests, one after another, in microseconds. */
async function cpuOf(ask: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let count = 0; count < requests; count += 1) await ask()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
