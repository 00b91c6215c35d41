import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import pg from 'pg'
import { importNdjson } from '../../apps/cli/src/import-ndjson/import-ndjson.ts'
import { reserveKeys } from '../../apps/cli/src/import-ndjson/reserve-keys.ts'
import { aContext, aType } from '../support/builders.ts'
import { freshDatabase } from '../support/database.ts'

/**
 * Loads a file of entries with 2 KB of text, a slug and a reference each, as `verso import ndjson --publish` does; then once more, when nothing is to be
 * done; then with another title each, when all is to be changed. Says entries per second and the most memory. Arguments: --lines N, --batch N.
 */
const { values } = parseArgs({ options: { lines: { type: 'string', default: '100000' }, batch: { type: 'string', default: '1000' } } })
const count = Number(values.lines)
const batchLines = Number(values.batch)

const database = await freshDatabase()
const store = await createStore({ connectionString: database })
const ctx = await aContext(store)
await aType(ctx, {
  name: 'article',
  fields: [
    { name: 'title', kind: 'text', required: true },
    { name: 'slug', kind: 'slug', from: ['title'] },
    { name: 'body', kind: 'longText' },
    { name: 'rating', kind: 'integer' },
    { name: 'related', kind: 'reference', to: ['article'] },
  ],
})
const folder = mkdtempSync(path.join(tmpdir(), 'verso-bench-'))
const body = 'Many words of an article that people read. '.repeat(47)

async function fileOf(title: string): Promise<string> {
  const file = path.join(folder, `${title}.ndjson`)
  const out = createWriteStream(file)
  for (let index = 0; index < count; index += 1) {
    const fields = {
      title: `${title} ${index}`,
      slug: `article-${index}`,
      body,
      rating: index % 100,
      related: { _ref: `key:${(index * 7919) % count}` },
    }
    if (!out.write(`${JSON.stringify({ key: String(index), type: 'article', fields })}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return file
}

async function load(what: string, file: string): Promise<void> {
  let mostBytes = 0
  const watch = setInterval(() => {
    mostBytes = Math.max(mostBytes, process.memoryUsage().rss)
  }, 100)
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()]
  const keys = await reserveKeys(ctx, file, 'bench')
  const options = { source: 'bench', publish: true, keys, batchLines, onProgress: () => {}, isStopped: () => false }
  const { counts } = await importNdjson(ctx, file, options)
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpu)
  clearInterval(watch)
  console.log(
    `${what}: ${Math.round(count / seconds)} entries/s (${seconds.toFixed(1)} s, ${((user + system) / count / 1000).toFixed(2)} ms of Node a line), at most ${Math.round(mostBytes / 1024 / 1024)} MiB; ${JSON.stringify(counts)}`,
  )
}

const sql = new pg.Client({ connectionString: database })
await sql.connect()
const { rows: versions } = await sql.query('show server_version')
const first = await fileOf('One')
console.log(
  `${count} lines, ${Math.round(statSync(first).size / 1024 / 1024)} MiB, ${batchLines} a batch; Node ${process.version}, PostgreSQL ${versions[0].server_version}`,
)
await load('created and published', first)
await load('loaded again, unchanged', first)
await load('changed and published', await fileOf('Two'))
await sql.end()
await store.close()
rmSync(folder, { recursive: true, force: true })
