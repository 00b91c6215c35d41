import t from 'tap'
import { createEntry, publishEntry } from '@verso/core'
import { aContext, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { runSql } from '../support/test-server.ts'
import { storeOn } from '../support/test-store.ts'

t.test(
  '`verso audit verify` says how many rows are as they were written, or which is the first that is not',
  { timeout: 200_000 },
  async (t) => {
    const url = await testDatabase(t)
    const ctx = await aContext(await storeOn(t, url))
    await aType(ctx, { fields: [{ name: 'title', kind: 'text' }], slugField: null })
    const dataDir = tempFolder(t)
    const { row } = await createEntry(ctx, { type: 'article', fields: { title: 'One' } })
    await publishEntry(ctx, row.id, {})
    const verify = (...args: string[]) => runVerso(t, ['audit', 'verify', ...args], { DATABASE_URL: url, VERSO_DATA_DIR: dataDir }).ended

    const { rows } = await runSql(url, 'select count(*)::int as count from "AuditEvent"')
    t.match(await verify(), { code: 0, stdout: `rows=${rows[0].count} ok` })

    await runSql(url, `update "AuditEvent" set at = at - interval '1 hour' where "position" = 2`)
    t.match(await verify(), { code: 1, stdout: /^row=2 id=\d+ altered or moved/m })
    await runSql(url, `delete from "AuditEvent" where "position" = 1`)
    const { code, stdout } = await verify('--json')
    t.same(
      { code, found: JSON.parse(stdout) },
      { code: 1, found: { ok: false, rows: 0, erased: 0, first: { row: 1, id: null, fault: 'removed' } } },
    )
  },
)
