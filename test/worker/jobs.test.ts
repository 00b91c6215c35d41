import { setTimeout as sleep } from 'node:timers/promises'
import { startJobRunner, type JobHandlers, type Store } from '@verso/data'
import t, { type Test } from 'tap'
import { testDatabase } from '../support/database.ts'
import { storeOn } from '../support/test-store.ts'
import { runSql } from '../support/test-server.ts'

const twentySeconds = 20_000

/** A runner whose one task does what the test says. */
function aRunner(t: Test, connectionString: string, keepHouse: JobHandlers['keepHouse']) {
  const handlers = { keepHouse } as JobHandlers
  const runner = startJobRunner({ connectionString, handlers, times: {}, concurrency: 2, log: () => {} })
  let isStopped = false
  const stop = async () => {
    if (!isStopped) await runner.stop()
    isStopped = true
  }
  t.teardown(stop)
  return { stop }
}

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < twentySeconds; waitedMs += 50) {
    if (await isSo()) return
    await sleep(50)
  }
  throw new Error(`Waited in vain until ${what}`)
}

async function jobCount(connectionString: string): Promise<number | null> {
  return (await runSql(connectionString, 'select from graphile_worker.jobs')).rowCount
}

const addJob = (store: Store, more: { runAt?: Date; key?: string; maxAttempts?: number } = {}) =>
  store.transaction((tx) => tx.jobs.add({ task: 'keepHouse', payload: {}, ...more }))

t.test('a job exists exactly if its transaction commits, and runs at once', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await storeOn(t, connectionString)
  let runs = 0
  aRunner(t, connectionString, async () => {
    runs += 1
  })

  await t.rejects(
    store.transaction(async (tx) => {
      await tx.jobs.add({ task: 'keepHouse', payload: {} })
      throw new Error('changed my mind')
    }),
  )
  await addJob(store)
  await until(async () => (await jobCount(connectionString)) === 0, 'the job was done')
  t.equal(runs, 1)
})

t.test('a job waits for its time; of one key the newest stands, and it can be taken back', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await storeOn(t, connectionString)
  let runs = 0
  aRunner(t, connectionString, async () => {
    runs += 1
  })
  const inAnHour = new Date(Date.now() + 3_600_000)

  await addJob(store, { key: 'one', runAt: inAnHour })
  await addJob(store, { key: 'gone', runAt: inAnHour })
  await store.transaction((tx) => tx.jobs.remove('gone'))
  await store.transaction((tx) => tx.jobs.remove('never was'))
  await addJob(store, { key: 'one', runAt: new Date(Date.now() + 1_500) })
  t.equal(await jobCount(connectionString), 1)
  t.equal(runs, 0)
  await until(() => runs === 1, 'the job ran when it was due')
})

t.test('what fails is tried again', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await storeOn(t, connectionString)
  let runs = 0
  aRunner(t, connectionString, async () => {
    runs += 1
    if (runs === 1) throw new Error('not yet')
  })
  await addJob(store)
  await until(() => runs === 2, 'it was tried twice')
})

t.test('a runner whose connections are all cut goes on by itself', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await storeOn(t, connectionString)
  let runs = 0
  aRunner(t, connectionString, async () => {
    runs += 1
  })
  await addJob(store)
  await until(() => runs === 1, 'the first job ran')

  await runSql(
    connectionString,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'verso worker' and datname = current_database()`,
  )
  await addJob(store)
  await until(() => runs === 2, 'the second job ran')
})

t.test('jobs of a worker that is gone are given to others, those of a living one are not', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await storeOn(t, connectionString)
  let finish = () => {}
  let begun = 0
  aRunner(t, connectionString, () => {
    begun += 1
    return new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  await addJob(store)
  await until(() => begun === 1, 'the job began')
  const age = `update graphile_worker._private_jobs set locked_at = now() - interval '10 seconds'`
  await runSql(connectionString, age)
  t.equal(await store.jobs.releaseAbandoned(), 0, 'its worker lives')
  finish()
  await until(async () => (await jobCount(connectionString)) === 0, 'the job was done')

  await addJob(store, { runAt: new Date(Date.now() + 3_600_000) })
  await runSql(connectionString, `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-of-the-dead'`)
  t.equal(await store.jobs.releaseAbandoned(), 0, 'taken a moment ago')
  await runSql(connectionString, age)
  t.equal(await store.jobs.releaseAbandoned(), 1)
  t.equal((await runSql(connectionString, 'select locked_by from graphile_worker.jobs')).rows[0].locked_by, null)
})

t.test('stopping waits for what was begun', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await storeOn(t, connectionString)
  let begun = false
  let ended = false
  const runner = aRunner(t, connectionString, async () => {
    begun = true
    await sleep(700)
    ended = true
  })
  await addJob(store)
  await until(() => begun, 'the job began')
  await runner.stop()
  t.ok(ended)
  t.equal(await jobCount(connectionString), 0)
})
