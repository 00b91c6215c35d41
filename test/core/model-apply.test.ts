import { applyModel, type Context, getEntry, importEntries, listTypes, planModel, reserveImportIds } from '@verso/core'
import pg from 'pg'
import t from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { contentFingerprint } from '../support/content-fingerprint.ts'
import { testDatabase } from '../support/database.ts'
import { runSql } from '../support/test-server.ts'
import { storeOn } from '../support/test-store.ts'

// More than one page of what apply rewrites at a time.
const crowd = 400

async function aCrowd(ctx: Context): Promise<string[]> {
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'code', kind: 'text' },
    ],
  })
  const records = Array.from({ length: crowd }, (_, index) => ({
    key: String(index),
    type: 'article',
    fields: { title: `No. ${index}`, code: String(index) },
    publish: true,
  }))
  const entries = await reserveImportIds(ctx, { source: 'crowd', keys: records.map(({ key }) => key), kind: 'entry' })
  await importEntries(ctx, { source: 'crowd', records, ids: { entries, media: new Map() } })
  return [...entries.values()]
}

async function toInteger(ctx: Context): Promise<string> {
  const { views } = await listTypes(ctx)
  const types = views.map((type) => ({
    ...type,
    fields: type.fields.map((field) => (field.name === 'code' ? { ...field, kind: 'integer' } : field)),
  }))
  return (await planModel(ctx, { types })).planHash
}

t.test('a change that is killed midway leaves everything as before, and its plan can be applied again', { timeout: 120_000 }, async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aCrowd(ctx)
  const planHash = await toInteger(ctx)
  const before = await contentFingerprint(url)
  const other = new pg.Client({ connectionString: url })
  await other.connect()
  t.teardown(() => other.end())
  const { rows } = await other.query('select "entryId" from "Draft" order by 1 desc limit 1')
  const lastId = String(rows[0].entryId)

  // Someone holds the last draft: apply has rewritten a page and waits in the middle of the next ones when its connection is cut.
  await other.query('begin')
  await other.query('select 1 from "Draft" where "entryId" = $1 for update', [lastId])
  const applying = applyModel(ctx, { planHash })
  const outcome = applying.then(
    () => 'applied',
    (error: unknown) => (error as Error).name,
  )
  let killed = 0
  while (killed === 0) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    // A connection of its own each time: inside of a transaction the list of activities stands still.
    const ended = await runSql(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%update "Draft"%' and pid <> pg_backend_pid()`,
    )
    killed = ended.rowCount ?? 0
  }
  await other.query('rollback')

  t.equal(await outcome, 'UnavailableError')
  t.equal(await contentFingerprint(url), before)
  t.equal((await ctx.model()).version, 1)
  t.equal((await applyModel(ctx, { planHash })).modelVersion, 2)
  t.match(await getEntry(ctx, lastId), { status: 'published', fields: { code: Number } })
})

t.test('a change converts page after page, and all of it under one seq', async (t) => {
  const url = await testDatabase(t)
  const store = await storeOn(t, url)
  const ctx = await aContext(store)
  const ids = await aCrowd(ctx)
  const seq = await store.log.seq()
  const planHash = await toInteger(ctx)

  const applied = await applyModel(ctx, { planHash })

  t.equal(applied.seq, seq + 1n)
  t.equal(await store.log.seq(), seq + 1n)
  t.match(await store.log.list({ after: seq, limit: 2 }), [{ kind: 'model.changed', items: [{ op: 'model' }] }])
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  const code = (await ctx.model()).types[0]?.fields[1]?.id ?? ''
  const drafts = await client.query(`select count(*)::int as n from "Draft" where jsonb_typeof(content -> $1) = 'number'`, [code])
  const heads = await client.query(
    `select count(*)::int as n from "Publication" where jsonb_typeof(values -> $1) = 'number' and "rewrittenSeq" = $2`,
    [code, String(applied.seq)],
  )
  t.same([drafts.rows[0].n, heads.rows[0].n], [ids.length, ids.length])
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'model.apply', targetKind: 'model' }])
})
