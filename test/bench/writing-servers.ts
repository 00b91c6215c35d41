import { randomBytes, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adminApi } from '@verso/admin-api'
import { createType } from '@verso/core'
import { createStore } from '@verso/data'
import { buildApp } from '@verso/http'
import { diskStore } from '@verso/media'
import { createOutbound } from '@verso/outbound'
import Fastify from 'fastify'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { goodPassword, goodPasswordHash } from '../support/test-app.ts'
import type { Article } from './articles.ts'
import { types } from './articles.ts'
import { benchContext } from './seed-articles.ts'

/** A process of its own, so that the load generator and the servers don't share a thread. Its two servers are loaded in turn. */
const [connectionString = ''] = process.argv.slice(2)

const store = await createStore({ connectionString, poolSize: 10 })
for (const type of types) await createType(benchContext(store), type)
const base = {
  store,
  files: diskStore(join(tmpdir(), 'verso-bench')),
  now: () => new Date(),
  newId: uuidv7,
  model: () => store.models.current(),
}
const verso = buildApp()
await verso.register(adminApi, {
  base,
  secret: randomBytes(32),
  outbound: createOutbound({ allow: [] }),
  hasMail: false,
  linkOrigin: 'http://localhost',
})
const versoUrl = await verso.listen({ host: '127.0.0.1', port: 0 })

const pool = new pg.Pool({ connectionString, max: 10 })
await pool.query('create schema by_hand')
for (const table of ['draft', 'published']) {
  await pool.query(
    `create table by_hand.${table} (id uuid primary key, slug text, title text, summary text, body text, rating int, published_on date, at timestamptz)`,
  )
}
const byHand = Fastify()
byHand.post<{ Body: Article }>('/articles', async (request, reply) => {
  const { slug, title, summary, body, rating, publishedOn } = request.body
  const row = [uuidv7(), slug, title, summary, body, rating, publishedOn, new Date()]
  for (const table of ['draft', 'published']) {
    await pool.query({ name: table, text: `insert into by_hand.${table} values ($1, $2, $3, $4, $5, $6, $7, $8)`, values: row })
  }
  return reply.code(201).send({ id: row[0], slug })
})
const byHandUrl = await byHand.listen({ host: '127.0.0.1', port: 0 })

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.((user + system) / 1000)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ verso: versoUrl, byHand: byHandUrl, accessToken: await anEditor() })

async function anEditor(): Promise<string> {
  const email = 'editor@example.org'
  const person = { id: randomUUID(), email, name: 'Editor', passwordHash: goodPasswordHash, status: 'active', roles: ['editor'] } as const
  await store.users.create({ ...person, roles: ['editor'], preferences: {}, lastSeenAt: null, createdAt: new Date() })
  const reply = await verso.inject({ method: 'POST', url: '/admin/v1/sessions', payload: { email, password: goodPassword } })
  return reply.json().accessToken
}
