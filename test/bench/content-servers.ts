import { contentApi } from '@verso/content-api'
import { publishEntry, saveEntry } from '@verso/core'
import { createStore } from '@verso/data'
import { buildApp } from '@verso/http'
import Fastify from 'fastify'
import pg from 'pg'
import { createByHand } from './by-hand.ts'
import { type ReadName, reads, type ServerName } from './content-cells.ts'
import { benchContext } from './seed-articles.ts'

/** A process of its own, so that the load generator and the servers don't share a thread. Its servers are loaded in turn. */
const [connectionString = ''] = process.argv.slice(2)

/** Each question carries a number, and so does its answer: several may be asked at once. */
export interface Question {
  id: number
  /** The slug of an article to change and publish; without one the question is what was used so far. */
  publish?: string
}

export interface Usage {
  cpuMs: number
  statements: number
  megabytes: number
}

let statements = 0
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  statements += 1
  return Reflect.apply(query, this, args)
} as typeof query

const store = await createStore({ connectionString, poolSize: 10 })
const ctx = benchContext(store)
const hand = createByHand(connectionString)
const kept = await versoServer({})
const urls: Record<ServerName, string> = {
  bare: await bareServer(kept),
  byHand: await handServer(),
  kept,
  warm: await versoServer({ cacheBytes: 0, fragmentBytes: 64 * 1024 * 1024 }),
  plain: await versoServer({ cacheBytes: 0 }),
}

process.on('message', async ({ id, publish }: Question) => {
  process.send?.({ id, ...(publish === undefined ? usage() : await publishAnew(publish)) })
})
process.on('disconnect', () => process.exit(0))
process.send?.(urls)

function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, statements, megabytes: process.memoryUsage().rss / 1e6 }
}

async function publishAnew(slug: string): Promise<{ title: string }> {
  const { row } = await findArticle(slug)
  const title = `${row.id} changed ${row.revision} times`
  await saveEntry(ctx, row.id, { fields: { title }, baseRevision: row.revision })
  await publishEntry(ctx, row.id)
  return { title }
}

async function findArticle(slug: string) {
  const { types } = await store.models.current()
  const typeId = types.find(({ name }) => name === 'article')?.id ?? ''
  const row = await store.entries.find((await store.publications.slugHolder(typeId, 'en', slug)) ?? '')
  if (row === null) throw new Error(`There is no ${slug}`)
  return { row }
}

async function versoServer(options: { cacheBytes?: number; fragmentBytes?: number }): Promise<string> {
  const { actor: _, address: __, requestId: ___, ...base } = ctx
  const app = buildApp()
  await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['*'], ...options })
  return app.listen({ host: '127.0.0.1', port: 0 })
}

async function handServer(): Promise<string> {
  const app = Fastify()
  app.get<{ Params: { slug: string } }>('/articles/:slug', async (request) => ({ data: await hand.bySlug(request.params.slug) }))
  app.get('/articles', async () => hand.newest())
  app.get<{ Params: { slug: string } }>('/categories/:slug/articles', async (request) => hand.inCategory(request.params.slug))
  app.get<{ Params: { slug: string } }>('/categories/:slug/total', async (request) => ({
    total: await hand.totalInCategory(request.params.slug),
  }))
  return app.listen({ host: '127.0.0.1', port: 0 })
}

async function bareServer(verso: string): Promise<string> {
  const app = Fastify()
  for (const [index, name] of (Object.keys(reads) as ReadName[]).entries()) {
    const bytes = await (await fetch(verso + reads[name].verso(7))).text()
    app.get(`/${index}`, async (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes))
  }
  return app.listen({ host: '127.0.0.1', port: 0 })
}
