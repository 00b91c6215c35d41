import { importEntries } from '@verso/core'
import t from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { runSql } from '../support/test-server.ts'
import { runJobs } from '../support/run-jobs.ts'
import { databaseOf, testStore } from '../support/test-store.ts'

t.test('after an import PostgreSQL has looked at the values that came, without waiting for its own time', async (t) => {
  const ctx = await aContext(await testStore(t), { now: () => new Date(Date.now() - 60_000) })
  await aType(ctx, { slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const counted = async (): Promise<number> => {
    const { rows } = await runSql(databaseOf(ctx.store), `select reltuples::int as n from pg_class where relname = 'Publication'`)
    return rows[0].n
  }
  const bring = (count: number, from: number) => {
    const numbers = Array.from({ length: count }, (_, index) => from + index)
    const records = numbers.map((n) => ({ key: `${n}`, type: 'article', fields: { title: `Title ${n}` }, publish: true as const }))
    return importEntries(ctx, {
      source: 'test',
      records,
      ids: { entries: new Map(numbers.map((n) => [`${n}`, ctx.newId()])), media: new Map() },
    })
  }
  await bring(5, 0)
  await runJobs(ctx)
  t.not(await counted(), 5, 'a few entries are not worth it')
  await bring(150, 5)
  await runJobs(ctx)
  t.equal(await counted(), 155)
})
