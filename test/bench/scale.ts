import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { parseArgs } from 'node:util'
import { createEntry, createType, publishEntry } from '@verso/core'
import { createStore } from '@verso/data'
import pg from 'pg'
import { article } from './articles.ts'
import { forkBuilt } from './fork-built.ts'
import { keptScale } from './kept-scale.ts'
import { scaleRecord, scaleTypes, word } from './scale-seed.ts'
import { benchContext } from './seed-articles.ts'
import { postgresCpuMs } from './usage.ts'

/**
 * Reads of a large type, each a first one (nothing is kept), by ten readers at once, and what the words of the search cost a publish.
 * Arguments: --entries N, --seconds N for each cell, --pairs N of create and publish. The
 * content is made once and kept below `.cache`; each run works on a copy. The machine's mood is in the times, hardly in the processor's.
 */
const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '5' },
    pairs: { type: 'string', default: '200' },
  },
})
const count = Number(values.entries)
const readers = 10
const targetMs = 100

const kept = await keptScale(count)
const { connectionString } = kept
const store = await createStore({ connectionString, poolSize: 4 })

const sql = new pg.Client({ connectionString })
await sql.connect()
const { rows } = await sql.query<{ pid: number; version: string }>(
  "select pg_backend_pid() as pid, current_setting('server_version') as version",
)
const backendPid = rows[0]?.pid ?? 0
const server = forkBuilt(new URL('./scale-server.ts', import.meta.url), [connectionString])
const [origin] = (await once(server, 'message')) as [string]
const agent = new Agent({ keepAlive: true, maxSockets: readers })
console.log(`${count} articles, ${readers} readers, ${values.seconds} s a cell; Node ${process.version}, PostgreSQL ${rows[0]?.version}`)

const list = '/content/v1/entries/article?limit=20'
const newest = `${list}&sort=-_publishedAt`
const filtered = (n: number) => `${list}&filter[rating]=${n % 100}`
const day = (n: number) => article(n * 24).publishedOn
const deep = Math.min(10_000, Math.floor((count * 0.8) / 20))
const cursors = { newest: await cursorAt(newest, deep), rated: await cursorAt(`${list}&sort=rating`, deep) }
const next = (await bodyOf(newest)).page.next as string
const rare = Array.from({ length: 400 }, (_, n) => word(n * 7_919)).filter((one) => one.length > 5)

const cells: Record<string, (n: number) => string> = {
  list: () => newest,
  'indexed filter': filtered,
  'indexed filter, few': (n) => `${list}&filter[publishedOn]=${day(n)}`,
  'indexed filter + sort': (n) => `${filtered(n)}&sort=-publishedOn`,
  'indexed filter + sort newest': (n) => `${filtered(n)}&sort=-_publishedAt`,
  'filter by reference + sort': (n) => `${list}&filter[categories.slug]=category-${n % 20}&sort=-_publishedAt`,
  'indexed sort': (n) => `${list}&sort=${n % 2 === 0 ? '-' : ''}publishedOn`,
  'next page': () => `${newest}&after=${next}`,
  [`page ${deep} by cursor`]: () => `${newest}&after=${cursors.newest}`,
  [`page ${deep} of an indexed sort`]: () => `${list}&sort=rating&after=${cursors.rated}`,
  'search: a word of every article': () => `${list}&search=quiet`,
  'search: a word of some': (n) => `${list}&search=${rare[n % rare.length]}`,
  'search: a word of one': (n) => `${list}&search=number${1_000 + ((n * 7_919) % (count - 1_000))}`,
  'search: two words': (n) => `${list}&search=quiet ${rare[n % rare.length]}`,
  'search: beginning of a word': (n) => `${list}&search=${(rare[n % rare.length] ?? '').slice(0, 4)}`,
  'search: a slip': (n) => `${list}&search=numbr${1_000 + ((n * 7_919) % (count - 1_000))}`,
}
console.log(['read'.padEnd(36), 'p50 ms', 'p95 ms', 'a second', 'Node ms', 'PostgreSQL ms'].join('  '))
let isLate = false
for (const [title, path] of Object.entries(cells)) {
  try {
    for (let n = 0; n < 8; n += 1) await bodyOf(path(n))
    const { p50, p95, perSecond, nodeMs, postgresMs } = await measure(path)
    isLate ||= p95 >= targetMs
    const figures = [p50.toFixed(1), p95.toFixed(1), perSecond.toFixed(0), nodeMs.toFixed(2), postgresMs.toFixed(2)]
    console.log([title.padEnd(36), ...figures.map((one) => one.padStart(8))].join('  ') + (p95 < targetMs ? '' : '  MISSED'))
  } catch (error) {
    isLate = true
    console.log(`${title.padEnd(36)}  MISSED: ${error instanceof Error ? error.message : String(error)}`)
  }
}
await publishing()
agent.destroy()
server.disconnect()
await sql.end()
await store.close()
await kept.stop()
process.exitCode = isLate ? 1 : 0

async function measure(path: (n: number) => string) {
  const times: number[] = []
  const before = { node: await nodeCpuMs(server), postgres: postgresCpuMs(backendPid) ?? 0 }
  const startedAt = performance.now()
  const until = startedAt + Number(values.seconds) * 1_000
  let n = 0
  await Promise.all(
    Array.from({ length: readers }, async () => {
      while (performance.now() < until) {
        const askedAt = performance.now()
        await bodyOf(path(n++))
        times.push(performance.now() - askedAt)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1_000
  const after = { node: await nodeCpuMs(server), postgres: postgresCpuMs(backendPid) ?? 0 }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return {
    p50: at(0.5),
    p95: at(0.95),
    perSecond: times.length / seconds,
    nodeMs: (after.node - before.node) / times.length,
    postgresMs: (after.postgres - before.postgres) / times.length,
  }
}

async function nodeCpuMs(child: ChildProcess): Promise<number> {
  child.send('usage')
  const [ms] = (await once(child, 'message')) as [number]
  return ms
}

function bodyOf(path: string): Promise<{ data: unknown[]; page: { next: string | null } }> {
  return new Promise((resolve, reject) => {
    get(origin + encodeURI(path), { agent }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${path}: ${response.statusCode} ${text}`))
      })
    }).on('error', reject)
  })
}

/** The place before a page of twenty, walked to by as few pages as there may be. */
async function cursorAt(path: string, page: number): Promise<string> {
  let after = ''
  for (let left = (page - 1) * 20; left > 0; left -= 250) {
    const limit = Math.min(250, left)
    const query = `${path.replace('limit=20', `limit=${limit}`)}&select=_id${after === '' ? '' : `&after=${after}`}`
    after = (await bodyOf(query)).page.next ?? after
  }
  return after
}

/** Create and publish, with fields that are searched and without, in turn. */
async function publishing(): Promise<void> {
  const ctx = benchContext(store)
  const plain = scaleTypes.find(({ name }) => name === 'article')
  await createType(ctx, {
    ...plain,
    name: 'silent',
    fields: plain?.fields.map((field) => ({ ...field, searchable: undefined })).map((field) => JSON.parse(JSON.stringify(field))),
  })
  const spent = { article: 0, silent: 0 }
  for (let n = 0; n < Number(values.pairs); n += 1) {
    for (const type of ['article', 'silent'] as const) {
      const { author: _, categories: __, ...fields } = scaleRecord(10_000_000 + n).fields as Record<string, unknown>
      const startedAt = performance.now()
      const { row } = await createEntry(ctx, { type, fields })
      await publishEntry(ctx, row.id)
      spent[type] += performance.now() - startedAt
    }
  }
  const each = (type: keyof typeof spent) => (spent[type] / Number(values.pairs)).toFixed(2)
  console.log(`create + publish, one after the other: ${each('article')} ms with searched fields, ${each('silent')} ms without`)
}
