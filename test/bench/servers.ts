import { contentApi } from '@verso/content-api'
import { createStore } from '@verso/data'
import { buildApp } from '@verso/http'
import { diskStore } from '@verso/media'
import Fastify from 'fastify'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { createByHand } from './by-hand.ts'
import { reads } from './workload.ts'

/** A process of its own, so that the load generator and the servers don't share a thread. Its three servers are loaded in turn. */
const [connectionString = '', articleCount = '0'] = process.argv.slice(2)

const store = await createStore({ connectionString, poolSize: 10 })
const verso = buildApp()
await verso.register(contentApi, {
  prefix: '/content/v1',
  base: {
    store,
    files: diskStore(join(tmpdir(), 'verso-bench')),
    now: () => new Date(),
    newId: uuidv7,
    model: () => store.models.current(),
  },
  mediaBase: '',
  corsOrigins: ['*'],
})
const versoUrl = await verso.listen({ host: '127.0.0.1', port: 0 })

const hand = await createByHand(connectionString, Number(articleCount))
const byHand = Fastify()
byHand.get<{ Params: { slug: string } }>('/articles/:slug', async (request) => ({ data: await hand.bySlug(request.params.slug) }))
byHand.get('/articles', async () => ({ data: await hand.newest() }))
const byHandUrl = await byHand.listen({ host: '127.0.0.1', port: 0 })

const bare = Fastify()
for (const read of reads) {
  const bytes = await (await fetch(versoUrl + read.verso(7))).text()
  bare.get(`/${read.name}`, async (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes))
}
const bareUrl = await bare.listen({ host: '127.0.0.1', port: 0 })

process.send?.({ verso: versoUrl, byHand: byHandUrl, bare: bareUrl })
process.on('disconnect', () => process.exit(0))
