import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { freshDatabase } from '../support/database.ts'
import { seedArticles } from './seed-articles.ts'
import { articleCount, type Read, reads } from './workload.ts'

/**
 * Reads of 10,000 articles over HTTP: Verso against a bare Fastify route that returns the same bytes, and against a route with
 * one hand-written prepared statement. Rounds are interleaved, so that what the machine does meanwhile meets all three alike.
 */
const rounds = 5
const seconds = 4
const connections = 10
const kinds = ['bare', 'byHand', 'verso'] as const

type Kind = (typeof kinds)[number]
type Urls = Record<Kind, string>

const database = await freshDatabase()
await seedArticles(database, articleCount, (done) => process.stderr.write(`\r${done} articles`))
process.stderr.write('\n')
const servers = fork(new URL('./servers.ts', import.meta.url), [database, String(articleCount)], { execArgv: process.execArgv })
const [urls] = (await once(servers, 'message')) as [Urls]

console.log(
  `${articleCount} articles; ${connections} connections; ${rounds} interleaved rounds of ${seconds} s each, medians; Node ${process.version}, fastify ${versionOf('fastify')}, pg ${versionOf('pg')}; response cache: none`,
)
for (const read of reads) await measure(read, urls)
servers.disconnect()
await once(servers, 'exit')

async function measure(read: Read, urls: Urls): Promise<void> {
  const results: Record<Kind, number[]> = { bare: [], byHand: [], verso: [] }
  for (let round = 0; round <= rounds; round += 1) {
    for (const kind of kinds) {
      await check(read, kind, urls)
      const rate = await load(read, kind, urls)
      // The first round warms up.
      if (round > 0) results[kind].push(rate)
    }
  }
  const [bare, byHand, verso] = kinds.map((kind) => median(results[kind])) as [number, number, number]
  console.log(
    `${read.title}: verso ${verso.toFixed(0)}/s, by hand ${byHand.toFixed(0)}/s, bare route ${bare.toFixed(0)}/s; verso/by hand ${(verso / byHand).toFixed(2)}, verso/bare ${(verso / bare).toFixed(2)}`,
  )
}

async function check(read: Read, kind: Kind, urls: Urls): Promise<void> {
  if (kind === 'bare') return
  const n = Math.floor(Math.random() * articleCount)
  const response = await fetch(urls[kind] + read[kind](n))
  const body = (await response.json()) as { data: unknown }
  if (!read.isRight(body, n))
    throw new Error(`${kind} gave a wrong answer for ${read.name}, article ${n}: ${JSON.stringify(body).slice(0, 400)}`)
}

async function load(read: Read, kind: Kind, urls: Urls): Promise<number> {
  const requests =
    kind === 'bare'
      ? [{ path: `/${read.name}` }]
      : Array.from({ length: 500 }, (_, index) => ({ path: read[kind]((index * 7919) % articleCount) }))
  const result = await autocannon({ url: urls[kind], connections, duration: seconds, requests })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${kind}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`)
  return result.requests.average
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function versionOf(name: string): string {
  const path = createRequire(import.meta.url).resolve(`${name}/package.json`)
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}
