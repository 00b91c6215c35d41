import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { freshDatabase } from '../support/database.ts'
import { forkBuilt } from './fork-built.ts'
import { writingPeer } from './writing-peer.ts'

/**
 * Writes over HTTP: create + publish through the admin API, against a hand-written Fastify route that does two plain inserts with `pg`; and saves
 * of one entry by each client. Servers and load generator are processes of their own; rounds are interleaved, so that what the machine
 * does meanwhile meets all alike. What was acknowledged is counted in the database. Arguments: --rounds N, --seconds N.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '4' } } })
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const clientCounts = [1, 8]

const database = await freshDatabase()
const servers = forkBuilt(new URL('./writing-servers.ts', import.meta.url), [database])
const [addresses] = (await once(servers, 'message')) as [{ verso: string; byHand: string; accessToken: string }]
const sql = new pg.Client({ connectionString: database })
await sql.connect()
const peer = writingPeer(addresses)
const { rows: versions } = await sql.query('show server_version')
console.log(
  `${rounds} interleaved rounds of ${seconds} s each, medians; Node ${process.version}, PostgreSQL ${versions[0].server_version}, synchronous_commit on`,
)

interface Run {
  title: string
  /** One unit of work of a client. */
  work: (client: number) => Promise<void>
  /** How many units the database knows of. */
  count: string
}

const pairByHand: Run = { title: 'pairs by hand', work: peer.pairByHand, count: 'select count(*)::int as count from by_hand.published' }
const pair: Run = { title: 'pairs', work: peer.pair, count: 'select count(*)::int as count from "Publication"' }
const save: Run = { title: 'saves', work: peer.save, count: 'select sum(revision - 1)::int as count from "Entry" where revision > 1' }

interface Rate {
  perSecond: number
  /** Processor time of the server's process. */
  cpuMs: number
}

await peer.prepareSaves(Math.max(...clientCounts))
const results = new Map<string, Rate[]>()
for (let round = 0; round <= rounds; round += 1) {
  for (const clients of clientCounts) {
    for (const run of [pairByHand, pair, save]) {
      const rate = await measure(run, clients)
      // The first round warms up.
      if (round > 0) results.set(nameOf(run, clients), [...(results.get(nameOf(run, clients)) ?? []), rate])
    }
  }
}
for (const clients of clientCounts) {
  const [hand, verso, saves] = [pairByHand, pair, save].map((run) => medianRate(results.get(nameOf(run, clients)) ?? []))
  if (hand === undefined || verso === undefined || saves === undefined) throw new Error('Nothing was measured')
  console.log(
    `${clients} client${clients > 1 ? 's' : ''}: create + publish ${told(verso)}; by hand ${told(hand)}; verso/by hand ${(verso.perSecond / hand.perSecond).toFixed(2)}; saves ${told(saves)}`,
  )
}
peer.close()
await sql.end()
servers.disconnect()
await once(servers, 'exit')

async function measure({ title, work, count }: Run, clients: number): Promise<Rate> {
  const before = await counted(count)
  const cpuBefore = await cpuMs(servers)
  const start = performance.now()
  const end = start + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < end) {
        await work(client)
        done += 1
      }
    }),
  )
  const tookMs = performance.now() - start
  const cpu = (await cpuMs(servers)) - cpuBefore
  const kept = (await counted(count)) - before
  if (kept !== done) throw new Error(`${done} ${title} were acknowledged, ${kept} are in the database`)
  return { perSecond: done / (tookMs / 1000), cpuMs: cpu / done }
}

async function counted(query: string): Promise<number> {
  const { rows } = await sql.query(query)
  return rows[0].count ?? 0
}

async function cpuMs(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [answer] = (await once(child, 'message')) as [number]
  return answer
}

function nameOf({ title }: Run, clients: number): string {
  return `${title} ${clients}`
}

function told({ perSecond, cpuMs: cpu }: Rate): string {
  return `${perSecond.toFixed(0)}/s (${cpu.toFixed(1)} ms of the server's processor each)`
}

function medianRate(rates: Rate[]): Rate {
  const sorted = rates.toSorted((a, b) => a.perSecond - b.perSecond)
  return sorted[Math.floor(sorted.length / 2)] ?? { perSecond: 0, cpuMs: 0 }
}
