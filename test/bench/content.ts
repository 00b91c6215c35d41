import { once } from 'node:events'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { keptDatabase } from '../support/kept-database.ts'
import { cells, type ServerName } from './content-cells.ts'
import { contentLoad } from './content-load.ts'
import { measureCounts, measureMixed, measurePages } from './content-more.ts'
import { measureStart } from './content-start.ts'
import { forkBuilt } from './fork-built.ts'
import { seedArticles } from './seed-articles.ts'

/**
 * Reads of articles of about 2 KB with an author and three categories over HTTP, each cell against what it is to be held against, in the same
 * run. Servers and load generator are processes of their own; rounds are interleaved, so that what the machine does meanwhile meets
 * all alike. Arguments: --entries N (10000 or 1000000), --rounds N, --seconds N, --only TEXT (of a cell's title). The content is made once and kept below
 * `.cache`; each run works on a copy.
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
const isWanted = (title: string) => title.includes(values.only)

const kept = await keptDatabase(`articles-${entries}-1`, (connectionString) =>
  seedArticles(connectionString, entries, (done) => process.stderr.write(`\r${done} records`)),
)
const database = kept.connectionString
const sql = new pg.Client({ connectionString: database })
await sql.connect()
const { rows: facts } = await sql.query(`select current_setting('server_version') as version, pg_backend_pid() as pid`)
const servers = forkBuilt(new URL('./content-servers.ts', import.meta.url), [database])
const [urls] = (await once(servers, 'message')) as [Record<ServerName, string>]

console.log(
  `${entries} articles; ${values.rounds} interleaved rounds of ${values.seconds} s, medians; Node ${process.version}, PostgreSQL ${facts[0].version}; load of the machine ${loadavg()[0]?.toFixed(1)}`,
)
const load = contentLoad({
  servers,
  urls,
  entries,
  backendPid: facts[0].pid,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
})
for (const cell of cells.filter(({ title, read }) => isWanted(`${title}: ${read}`))) await load.compare(cell)
if (isWanted('count')) await measureCounts(load)
if (isWanted('pages')) await measurePages(load)
if (isWanted('start')) await measureStart(load, database)
// Last, since it changes what by hand isn't changed.
if (isWanted('mixed')) await measureMixed(load)
const { megabytes } = await load.usage()
console.log(`memory of the process of all servers: ${megabytes.toFixed(0)} MB`)
console.log(load.missed.length === 0 ? 'every aim was reached' : `missed: ${load.missed.join('; ')}`)
servers.disconnect()
await once(servers, 'exit')
await sql.end()
await kept.stop()
