import { createStore } from '@verso/data'
import pg from 'pg'
import t from 'tap'
import { testDatabase } from '../support/database.ts'
import { aLibrary, noon, systemActor } from './library.ts'

t.test('a database that is not there is unavailable, for tables, transactions and listeners', async (t) => {
  const store = await createStore({ connectionString: 'postgresql://nobody@127.0.0.1:1/nothing' })
  const unavailable = { name: 'UnavailableError', reason: 'database_unavailable' }
  await t.rejects(store.ping(), unavailable)
  await t.rejects(store.users.list(), unavailable)
  await t.rejects(store.log.seq(), unavailable)
  await t.rejects(
    store.transaction((tx) => tx.log.seq()),
    unavailable,
  )
  await t.rejects(
    store.onSeq(() => {}),
    unavailable,
  )
  await store.close()
})

t.test('a statement that takes too long is a timeout', async (t) => {
  const connectionString = await testDatabase(t)
  const slow = await createStore({ connectionString })
  const store = await createStore({ connectionString, poolSize: 1, statementTimeoutMs: 100 })
  const append = (tx: Parameters<Parameters<typeof store.transaction>[0]>[0]) =>
    tx.log.append({ kind: 'media.changed', ...systemActor, at: noon }, async () => [])
  await slow.transaction(async (tx) => {
    await append(tx)
    await t.rejects(store.transaction(append), { name: 'UnavailableError', reason: 'timeout' })
  })
  await slow.close()
  await store.close()
})

t.test('readers have less time, and connections of their own', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await createStore({ connectionString, poolSize: 1, readTimeoutMs: 1_000, connectTimeoutMs: 20_000 })
  const readers = store.readers()
  await store.transaction(async () => {
    t.equal(await readers.log.seq(), 0n, 'though the only other connection is held')
  })
  const holder = await holdTable(connectionString, 'PublicationCounter')
  await t.rejects(readers.log.seq(), { name: 'UnavailableError', reason: 'timeout' })
  await holder.end()
  t.equal(await readers.log.seq(), 0n)
  await store.close()
})

t.test('a change of the model takes as long as it must, once it has its lock', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await createStore({ connectionString, statementTimeoutMs: 2_000, connectTimeoutMs: 20_000 })
  const holder = await holdTable(connectionString, 'Setting')
  await store.transaction(async (tx) => {
    await tx.models.lock()
    const waiting = tx.settings.lock('a setting', 1)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await holder.end()
    await waiting
  })
  t.equal(await store.settings.find('a setting'), 1)
  await store.close()
})

async function holdTable(connectionString: string, name: string): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString })
  await holder.connect()
  await holder.query(`begin; lock table "${name}" in access exclusive mode`)
  return holder
}

t.test('a pool without a free connection is busy', async (t) => {
  const store = await createStore({ connectionString: await testDatabase(t), poolSize: 1 })
  await store.transaction(async () => {
    await t.rejects(store.log.seq(), { name: 'UnavailableError', reason: 'busy' })
    await t.rejects(
      store.transaction(async () => {}),
      { name: 'UnavailableError', reason: 'busy' },
    )
  })
  await store.close()
})

t.test('after the server ended all connections the store works on, and listeners are told where the log stands', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await createStore({ connectionString })
  await aLibrary(store)
  const heard: bigint[] = []
  const stop = await store.onSeq((seq) => heard.push(seq))
  const admin = new pg.Client({ connectionString })
  await admin.connect()
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await admin.end()

  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  t.same(heard, [1n])
  t.match(await store.models.current(), { version: 1 })
  await stop()
  await store.close()
})
