import { adminApi } from '@verso/admin-api'
import { contentApi } from '@verso/content-api'
import { createEntry, createType, publishEntry } from '@verso/core'
import { createStore } from '@verso/data'
import { buildApp, healthRoutes } from '@verso/http'
import { createOutbound } from '@verso/outbound'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { aContext } from '../support/builders.ts'
import { asServer, testDatabase } from '../support/database.ts'

const most = 8

/** Both APIs and health on a port, over a database whose public tables somebody may hold. */
async function aServer(t: Test) {
  const url = await testDatabase(t)
  // Whatever is held here is held for as long as this machine needs.
  const patience = { statementTimeoutMs: 120_000, readTimeoutMs: 120_000, connectTimeoutMs: 20_000 }
  const store = await createStore({ connectionString: asServer(url), ...patience })
  t.teardown(() => store.close())
  const ctx = await aContext(store)
  await createType(ctx, { name: 'article', publicRead: true, slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const { row } = await createEntry(ctx, { type: 'article', fields: { title: 'One' } })
  await publishEntry(ctx, row.id, {})
  const { actor: _actor, address: _address, requestId: _requestId, ...base } = ctx
  const app = buildApp()
  await app.register(healthRoutes, { health: async () => base.store.ping().then(() => 'ready' as const), hasWorker: false })
  // Reads have connections of their own, as in a process.
  const reading = { ...base, store: base.store.readers() }
  await app.register(contentApi, { prefix: '/content/v1', base: reading, mediaBase: '', corsOrigins: ['*'], mostAtOnce: most })
  const admin = { secret: randomBytes(32), outbound: createOutbound({ allow: [] }), hasMail: false, linkOrigin: 'http://localhost:4000' }
  await app.register(adminApi, { base, ...admin })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  t.teardown(async () => {
    await holder.end()
    await app.close()
  })
  return {
    ask: (path: string) => fetch(address + path),
    /** Each address is another read. */
    read: (index: number) => fetch(`${address}/content/v1/entries/article?offset=${index}`),
    hold: () => holder.query('begin; lock table "Publication" in access exclusive mode'),
    letGo: () => holder.query('rollback'),
    /** How many statements wait for what is held. */
    waiting: async () => (await holder.query('select 1 from pg_locks where not granted')).rowCount ?? 0,
  }
}

t.test('more than can be answered is sent away at once, without a statement; health and administration are answered', async (t) => {
  const { ask, read, hold, letGo, waiting } = await aServer(t)
  t.equal((await read(0)).status, 200)
  await hold()
  const first = Array.from({ length: most }, (_, index) => read(index + 1))
  while ((await waiting()) < most) await sleep(20)

  const more = await Promise.all(Array.from({ length: 50 }, (_, index) => read(100 + index)))
  t.same([...new Set(more.map(({ status }) => status))], [503])
  for (const answer of more) {
    t.equal(answer.headers.get('retry-after'), '1')
    t.match(await answer.json(), { code: 'overloaded', status: 503 })
  }
  t.equal(await waiting(), most, 'none of them has asked the database anything')
  t.equal((await ask('/health/live')).status, 200)
  t.equal((await ask('/health/ready')).status, 200)
  t.equal((await ask('/admin/v1/setup')).status, 200)

  await letGo()
  t.same([...new Set((await Promise.all(first)).map(({ status }) => status))], [200], 'what was taken is answered')
  t.equal((await read(200)).status, 200)
})
