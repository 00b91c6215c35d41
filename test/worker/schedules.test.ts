import { setTimeout as sleep } from 'node:timers/promises'
import { type Context, createSchedule } from '@verso/core'
import pg from 'pg'
import t, { type Test } from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runVerso, type RunningVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeOn } from '../support/test-store.ts'

/** Real workers, in processes of their own, over one database. */
async function workshop(t: Test) {
  const connectionString = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, connectionString))
  await aType(ctx)
  const dataDir = tempFolder(t)
  const secret = Buffer.from('5f1b7c3a9d2e4860b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061799', 'hex').toString('base64url')
  const startWorker = async (): Promise<RunningVerso> => {
    const worker = runVerso(t, ['start', 'worker'], {
      DATABASE_URL: connectionString,
      VERSO_DATA_DIR: dataDir,
      VERSO_SECRET: secret,
      VERSO_PORT: '0',
      VERSO_DRAIN_MS: '0',
    })
    await worker.ready()
    return worker
  }
  return { ctx, connectionString, startWorker }
}

async function scheduled(ctx: Context, count: number, at: Date): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const entry = await anEntry(ctx, { title: `Entry ${index}` })
    ids.push((await createSchedule(ctx, entry.row.id, { action: 'publish', at: at.toISOString() })).row.id)
  }
  return ids
}

async function allSettled(ctx: Context, ids: string[]): Promise<void> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
    const rows = await Promise.all(ids.map((id) => ctx.store.schedules.find(id)))
    if (rows.every((row) => row?.state !== 'pending')) return
    await sleep(100)
  }
  throw new Error('Some schedules were never done')
}

/** Each was done, and the log has one event for each and nothing else. */
async function onceEach(t: Test, ctx: Context, ids: string[]): Promise<void> {
  const rows = await Promise.all(ids.map((id) => ctx.store.schedules.find(id)))
  t.ok(rows.every((row) => row?.state === 'done'))
  t.equal(new Set(rows.map((row) => row?.seq)).size, ids.length)
  const events = await ctx.store.log.list({ after: 0n, limit: 200 })
  t.equal(events.filter((event) => event.kind === 'entry.published').length, ids.length)
}

t.test('two workers do everything that comes due, each thing once and in time', async (t) => {
  const { ctx, startWorker } = await workshop(t)
  const workers = await Promise.all([startWorker(), startWorker()])
  const at = new Date(Date.now() + 4_000)
  const ids = await scheduled(ctx, 20, at)

  await allSettled(ctx, ids)

  await onceEach(t, ctx, ids)
  const first = Math.min(...(await Promise.all(ids.map(async (id) => Number((await ctx.store.schedules.find(id))?.ranAt)))))
  t.ok(first >= at.getTime(), 'not before its time')
  t.ok(first <= at.getTime() + 10_000, 'begun within 10 s')
  for (const worker of workers) worker.child.kill('SIGTERM')
  for (const worker of workers) t.equal((await worker.ended).code, 0)
})

t.test('what came due while no worker ran is done at the next start, once, and says how late', async (t) => {
  const { ctx, startWorker } = await workshop(t)
  const ids = await scheduled(ctx, 5, new Date(Date.now() - 30_000))

  await Promise.all([startWorker(), startWorker()])
  await allSettled(ctx, ids)

  await onceEach(t, ctx, ids)
  for (const id of ids) {
    const row = await ctx.store.schedules.find(id)
    t.ok(Number(row?.ranAt) - Number(row?.at) >= 30_000)
  }
})

t.test('a worker that is killed in the middle of it has done nothing; another one does it', async (t) => {
  const { ctx, connectionString, startWorker } = await workshop(t)
  const victim = await startWorker()
  const before = await ctx.store.log.seq()
  // Whoever publishes waits for the log's number: the worker gets stuck within its transaction.
  const holder = new pg.Client({ connectionString })
  await holder.connect()
  await holder.query('begin')
  await holder.query('select seq from "PublicationCounter" for update')
  const ids = await scheduled(ctx, 1, new Date(Date.now() - 1_000))
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%PublicationCounter%'`
  const watcher = new pg.Client({ connectionString })
  await watcher.connect()
  while ((await watcher.query(waiting)).rowCount === 0) await sleep(50)

  victim.child.kill('SIGKILL')
  await victim.ended
  await holder.query('rollback')
  await Promise.all([holder.end(), watcher.end()])
  t.equal(await ctx.store.log.seq(), before)
  const killedAt = Date.now()
  await startWorker()
  await allSettled(ctx, ids)

  await onceEach(t, ctx, ids)
  t.comment(`done ${((Date.now() - killedAt) / 1000).toFixed(1)} s after the kill, with the start of the other worker`)
})

t.test('a worker that hangs keeps nothing from being done', async (t) => {
  const { ctx, startWorker } = await workshop(t)
  const [hanging] = await Promise.all([startWorker(), startWorker()])
  hanging.child.kill('SIGSTOP')
  const ids = await scheduled(ctx, 6, new Date(Date.now() - 1_000))
  await allSettled(ctx, ids)
  await onceEach(t, ctx, ids)
  hanging.child.kill('SIGKILL')
})
