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
