import { setTimeout as sleep } from 'node:timers/promises'
import { type Context, changeType, getType } from '@verso/core'
import pg from 'pg'
import t, { type Test } from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { copiesOf } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { type RunningVerso, runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { runSql } from '../support/test-server.ts'
import { storeOn } from '../support/test-store.ts'

const secret = Buffer.from('5f1b7c3a9d2e4860b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061799', 'hex').toString('base64url')

/** A type with a few hundred published entries, and real workers beside it. */
async function aPlace(t: Test) {
  const connectionString = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, connectionString))
  const type = await aType(ctx, { publicRead: true })
  const one = await aPublishedEntry(ctx, { title: 'One', rating: 3 })
  const rating = type.fields.find(({ name }) => name === 'rating')?.id ?? ''
  await copiesOf(
    ctx.store,
    one.entry.row.id,
    Array.from({ length: 300 }, (_, n) => ({ [rating]: 1 + (n % 5) })),
  )
  const dataDir = tempFolder(t)
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
  const client = new pg.Client({ connectionString })
  await client.connect()
  t.teardown(() => client.end())
  return { ctx, client, connectionString, startWorker }
}

async function setIndexed(ctx: Context, isIndexed: boolean): Promise<void> {
  const { view } = await getType(ctx, 'article')
  const fields = view.fields.map((field) => (field.name === 'rating' ? { ...field, indexed: isIndexed } : field))
  await changeType(ctx, 'article', { input: { fields } })
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 120_000; waitedMs += 100) {
    if (await isSo()) return
    await sleep(100)
  }
  throw new Error(`Waited in vain until ${what}`)
}

const states = async (ctx: Context) => [...new Set((await ctx.store.indexes.states()).map(({ state }) => state))].join()
const indexCount = async (client: pg.Client) =>
  Number((await client.query("select count(*) from pg_class where relname like 'field\\_%'")).rows[0].count)

t.test('an index is built while others publish, built anew after a kill, and dropped when it is no longer asked for', async (t) => {
  const { ctx, client, connectionString, startWorker } = await aPlace(t)
  const first = await startWorker()

  // A change that isn't committed keeps the index from being finished, for as long as the test wants.
  await client.query('begin')
  await client.query('update "Publication" set hash = hash where "validTo" is null')
  await setIndexed(ctx, true)
  await until(async () => (await states(ctx)).includes('building'), 'an index is being built')
  const meanwhile = await aPublishedEntry(ctx, {
    title: 'Meanwhile',
    rating: 4,
  })
  t.match(await states(ctx), 'building', 'publishing waited for no index')

  first.child.kill('SIGKILL')
  await first.ended
  // What the worker had begun goes on in the database; this stands for the machine that it was on being gone too.
  await ctx.store.ping()
  await until(async () => {
    // A transaction looks at one picture of who is there.
    const { rows } = await runSql(
      connectionString,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'verso indexes' and datname = current_database()",
    )
    return rows.length === 0
  }, 'nobody builds any more')
  t.match(await states(ctx), 'building', 'it was left half-built')
  await client.query('commit')

  const second = await startWorker()
  await until(async () => (await states(ctx)) === 'ready', 'all is built')
  const rating = (await ctx.store.models.current()).types.flatMap(({ fields }) => fields).find(({ name }) => name === 'rating')?.id ?? ''
  await client.query('set enable_seqscan = off')
  const found = await client.query('select 1 from "Publication" where "validTo" is null and "values" ->> $1 = $2', [rating, '4'])
  t.equal(found.rowCount, 61)
  t.ok(meanwhile.seq !== null)

  await setIndexed(ctx, false)
  await until(async () => (await indexCount(client)) === 0, 'the index is gone')
  const statistics = async () => (await client.query("select from pg_statistic_ext where stxname like 'field\\_%'")).rowCount
  await until(async () => (await statistics()) === 0, 'and what was counted for it')
  t.same(await ctx.store.indexes.states(), [])
  second.child.kill('SIGTERM')
  await second.ended
})
