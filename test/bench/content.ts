import { fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { freshDatabase } from '../support/database.ts'
import { cells, type ServerName } from './content-cells.ts'
import { contentLoad } from './content-load.ts'
import { measureCounts, measureMixed, measurePages } from './content-more.ts'
import { seedArticles } from './seed-articles.ts'

/**
 * Reads of articles of about 2 KB with an author and three categories over HTTP, each cell against what it is to be held against, in the same
 * run. Servers and load generator are processes of their own; rounds are interleaved, so that what the machine does meanwhile meets
 * all alike. Arguments: --entries N, --rounds N, --seconds N, --only TEXT (of a cell's title).
 */
const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
  },
})
const entries = Number(values.entries)

const database = await freshDatabase()
await seedArticles(database, entries, (done) => process.stderr.write(`\r${done} records`))
process.stderr.write('\n')
const sql = new pg.Client({ connectionString: database })
await sql.connect()
await sql.query('vacuum analyze')
const servers = fork(new URL('./content-servers.ts', import.meta.url), [database, String(entries)], { execArgv: process.execArgv })
const [urls] = (await once(servers, 'message')) as [Record<ServerName, string>]
const { rows: facts } = await sql.query(`select current_setting('server_version') as version, pg_backend_pid() as pid`)

console.log(
  `${entries} articles; ${values.rounds} interleaved rounds of ${values.seconds} s, medians; Node ${process.version}, PostgreSQL ${facts[0].version}`,
)
const load = contentLoad({
  servers,
  urls,
  entries,
  backendPid: facts[0].pid,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
})
for (const cell of cells.filter(({ title, read }) => `${title}: ${read}`.includes(values.only))) await load.compare(cell)
if ('mixed'.includes(values.only)) await measureMixed(load)
if ('count'.includes(values.only)) await measureCounts(load)
if ('pages'.includes(values.only)) await measurePages(load)
const { megabytes } = await load.usage()
console.log(`memory of the servers' process: ${megabytes.toFixed(0)} MB`)
await sql.end()
servers.disconnect()
await once(servers, 'exit')
