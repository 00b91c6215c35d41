import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import fastifyMultipart from '@fastify/multipart'
import { adminApi } from '@verso/admin-api'
import { contentApi } from '@verso/content-api'
import { createStore } from '@verso/data'
import { buildApp, fileRoutes } from '@verso/http'
import { diskStore } from '@verso/media'
import { createOutbound } from '@verso/outbound'
import Fastify from 'fastify'
import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import { goodPassword, goodPasswordHash } from '../support/test-app.ts'

/** A process of its own: Verso, and beside it a bare server that does the least that one could for the same. They are loaded in turn. */
const [connectionString = '', folder = ''] = process.argv.slice(2)

const store = await createStore({ connectionString, poolSize: 10 })
const base = {
  store,
  files: diskStore(join(folder, 'media')),
  now: () => new Date(),
  newId: uuidv7,
  model: () => store.models.current(),
}
const verso = buildApp()
await verso.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['*'] })
await verso.register(adminApi, {
  base,
  secret: randomBytes(32),
  outbound: createOutbound({ allow: [] }),
  hasMail: false,
  linkOrigin: 'http://localhost',
  limits: { requests: null, signIn: null },
})
await verso.register(fileRoutes, { serving: { ...base, addressKey: randomBytes(32), imageSizes: 'any' } })

const bare = Fastify({ bodyLimit: 4 * 2 ** 30 })
await bare.register(fastifyMultipart, { limits: { fileSize: Number.POSITIVE_INFINITY } })
let kept = Buffer.alloc(0)
bare.get('/kept', (_request, reply) => reply.type('image/webp').send(kept))
/** The same bytes as somebody got from Verso. */
bare.post<{ Querystring: { url: string } }>('/keep', async (request) => {
  kept = Buffer.from(await (await fetch(request.query.url)).arrayBuffer())
  return { bytes: kept.length }
})
bare.post('/upload', async (request) => {
  const path = join(tmpdir(), `verso-bench-${uuidv7()}`)
  for await (const part of request.parts()) if (part.type === 'file') await pipeline(part.file, createWriteStream(path))
  await rm(path)
  return {}
})
bare.get<{ Querystring: { path: string } }>('/sharp', async (request, reply) =>
  reply.type('image/webp').send(await sharp(request.query.path).resize(800).webp({ quality: 75 }).toBuffer()),
)

const id = uuidv7()
const user = { id, email: 'bench@example.org', name: 'Bench', passwordHash: goodPasswordHash, status: 'active', preferences: {} } as const
await store.users.create({ ...user, roles: ['owner'], lastSeenAt: null, createdAt: new Date() })
const urls = {
  verso: await verso.listen({ host: '127.0.0.1', port: 0 }),
  bare: await bare.listen({ host: '127.0.0.1', port: 0 }),
  email: user.email,
  password: goodPassword,
}
process.on('disconnect', () => process.exit(0))
process.send?.(urls)
