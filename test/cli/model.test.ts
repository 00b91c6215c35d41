import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Context, importEntries, reserveImportIds } from '@verso/core'
import pg from 'pg'
import t, { type Test } from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { contentFingerprint } from '../support/content-fingerprint.ts'
import { testDatabase } from '../support/database.ts'
import { untilWaiting } from '../data/waiting.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeOn } from '../support/test-store.ts'

/** Articles with a title and a code, and their model as files. */
async function aFolder(t: Test) {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'code', kind: 'text' },
    ],
  })
  const [dataDir, folder] = [tempFolder(t), path.join(tempFolder(t), 'model')]
  const start = (...args: string[]) => runVerso(t, ['model', ...args], { DATABASE_URL: url, VERSO_DATA_DIR: dataDir })
  const verso = async (...args: string[]) => (await start(...args).ended).code
  await verso('pull', folder)
  const file = path.join(folder, 'types', 'article.json')
  const edit = (kind: string) => {
    const type = JSON.parse(readFileSync(file, 'utf8'))
    for (const field of type.fields) if (field.name === 'code') field.kind = kind
    writeFileSync(file, JSON.stringify(type))
  }
  return { url, ctx, folder, start, verso, edit }
}

async function articles(ctx: Context, count: number): Promise<string[]> {
  const records = Array.from({ length: count }, (_, index) => ({
    ...{ key: String(index), type: 'article', publish: true },
    fields: { title: `No. ${index}`, code: String(index) },
  }))
  const entries = await reserveImportIds(ctx, { source: 'crowd', keys: records.map(({ key }) => key), kind: 'entry' })
  await importEntries(ctx, { source: 'crowd', records, ids: { entries, media: new Map() } })
  return [...entries.values()]
}

t.test(
  'the exit code tells nothing to do, changed, and needs consent; a second apply and pull change nothing',
  { timeout: 200_000 },
  async (t) => {
    const { ctx, folder, verso, edit } = await aFolder(t)
    await articles(ctx, 2)
    t.equal(await verso('plan', folder), 0)
    t.equal(await verso('apply', folder), 0)

    edit('integer')
    t.equal(await verso('plan', folder), 3)
    t.equal(await verso('apply', folder), 3)
    t.equal(await verso('apply', folder), 0)
    const written = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    const texts = () => written().map((name) => readFileSync(path.join(folder, name), 'utf8'))
    await verso('pull', folder)
    const before = texts()
    t.equal(await verso('pull', folder), 0)
    t.same(texts(), before)

    edit('boolean')
    t.equal(await verso('apply', folder), 4)
    t.equal((await ctx.model()).version, 2)
    t.equal(await verso('apply', '--accept-loss', '--exit-zero', folder), 0)
    edit('nonsense')
    t.equal(await verso('plan', folder), 1)
  },
)

t.test(
  'a process that is killed midway leaves everything as before; the next one does the whole change at once',
  { timeout: 200_000 },
  async (t) => {
    const { url, ctx, folder, start, verso, edit } = await aFolder(t)
    // Several pages of what apply rewrites at a time.
    const ids = await articles(ctx, 1_000)
    edit('integer')
    const before = await contentFingerprint(url, { withMarks: true })
    const other = new pg.Client({ connectionString: url })
    await other.connect()
    t.teardown(() => other.end())

    // Someone holds the last draft: the process has rewritten pages before it, and waits when it is killed.
    await other.query('begin')
    await other.query('select 1 from "Draft" where "entryId" = $1 for update', [ids.toSorted().at(-1)])
    const running = start('apply', folder)
    await untilWaiting(url, running.ended)
    running.child.kill('SIGKILL')
    await running.ended
    await other.query('rollback')
    const open = `select from pg_stat_activity where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()`
    while (((await other.query(open)).rowCount ?? 0) > 0) await new Promise((next) => setTimeout(next, 50))

    t.equal(await contentFingerprint(url, { withMarks: true }), before)
    t.equal((await ctx.model()).version, 1)
    const seq = await ctx.store.log.seq()
    t.equal(await verso('apply', folder), 3)
    t.equal(await ctx.store.log.seq(), seq + 1n)
    const { rows } = await other.query(
      `select count(*)::int as rows, count(distinct xmin::text)::int as transactions from (
      select xmin from "Draft" union all select xmin from "Publication" union all select xmin from "ModelVersion" where number = 2
    ) written`,
    )
    t.same(rows, [{ rows: 2_001, transactions: 1 }])
  },
)

t.test('verso model indexes says how far they are, and with --build builds them', { timeout: 200_000 }, async (t) => {
  const { ctx, start } = await aFolder(t)
  await aType(ctx, {
    name: 'page',
    slugField: null,
    fields: [{ name: 'title', kind: 'text', indexed: true }],
  })

  const before = await start('indexes', '--json').ended
  const after = await start('indexes', '--build', '--json').ended

  t.match(JSON.parse(before.stdout), [{ type: 'page', field: 'title', state: 'pending' }])
  t.match(JSON.parse(after.stdout), [{ type: 'page', field: 'title', state: 'ready' }])
  t.same([before.code, after.code], [0, 0])
})
