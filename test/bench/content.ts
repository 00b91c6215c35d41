import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { keptDatabase } from '../support/kept-database.ts'
import { cells } from './content-cells.ts'
import { measureCounts, measureMixed, measurePages } from './content-more.ts'
import { measureSizes } from './content-sizes.ts'
import { measureStart } from './content-start.ts'
import { openContent } from './open-content.ts'
import { seedArticles } from './seed-articles.ts'

/**
 * Reads of articles of about 2 KB with an author and three categories over HTTP, each cell against what it is to be held against, in the same
 * run: at 10,000 articles a bare route or one by hand, at more of them itself at 10,000. Servers and load generator are processes of their own; rounds are
 * interleaved, so that what the machine does meanwhile meets all alike. Arguments: --entries N (10000 or 1000000), --rounds N, --seconds N, --only TEXT
 * (of a cell's title). The content is made once and kept below `.cache`; each run works on a copy.
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
const options = { entries, rounds: Number(values.rounds), seconds: Number(values.seconds) }

console.log(
  `${entries} articles; ${values.rounds} interleaved rounds of ${values.seconds} s, medians; Node ${process.version}; load of the machine ${loadavg()[0]?.toFixed(1)}`,
)
const missed = entries > 10_000 ? await measureSizes({ ...options, isWanted }) : await measureAll()
console.log(missed.length === 0 ? 'every aim was reached' : `missed: ${missed.join('; ')}`)

async function measureAll(): Promise<string[]> {
  const kept = await keptDatabase(`articles-${entries}-1`, (connectionString) =>
    seedArticles(connectionString, entries, (done) => process.stderr.write(`\r${done} records`)),
  )
  const { load, database, close } = await openContent(kept, { ...options, isByHand: true })
  for (const cell of cells.filter(({ title, read }) => isWanted(`${title}: ${read}`))) await load.compare(cell)
  if (isWanted('count')) await measureCounts(load)
  if (isWanted('pages')) await measurePages(load)
  if (isWanted('start')) await measureStart(load, database)
  // Last, since it changes what by hand isn't changed.
  if (isWanted('mixed')) await measureMixed(load)
  const { megabytes } = await load.usage()
  console.log(`memory of the process of all servers: ${megabytes.toFixed(0)} MB`)
  await close()
  return load.missed
}
