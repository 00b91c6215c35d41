// Proof of writing under kills: SIGKILL of `verso start` and of PostgreSQL amid creates, saves, publishes and schedules with idempotency keys.
// What was acknowledged is kept, nothing is doubled or half-published, due schedules run once. Arguments: --seed N, --writes N, --server-kills N,
// --database-kills N.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { randomFrom } from '../data/random.ts'
import { httpClient } from '../support/http-client.ts'
import { brokenPromises } from './kept-writes.ts'
import { owner, startKillableHouse } from './killable-house.ts'
import { write } from './writer.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    writes: { type: 'string', default: '10000' },
    'server-kills': { type: 'string', default: '20' },
    'database-kills': { type: 'string', default: '10' },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const writes = Number(values.writes)
const writerCount = 8
console.log(`seed ${seed}`)

const random = randomFrom(seed)
const dir = mkdtempSync(path.join(tmpdir(), 'verso-kills-'))
const house = await startKillableHouse(dir)
const began = performance.now()
const authorization = `Bearer ${await prepare()}`

let done = 0
let isKilling = true
const killing = killAll().finally(() => {
  isKilling = false
})
const clients = Array.from({ length: writerCount }, () => httpClient(house.origin, { authorization }))
const writing = clients.map((client, index) =>
  write({
    client,
    name: `w${index}`,
    random: randomFrom(seed + index + 1),
    goesOn: () => done < writes || isKilling,
    onWrite: () => {
      done += 1
      if (done % 100 === 0) say()
    },
  }),
)
const [killed, all] = await Promise.race([Promise.all([killing, Promise.all(writing)]), house.endsUnasked]).catch(giveUp)
process.stderr.write('\n')

const sql = new pg.Client({ connectionString: house.connectionString })
await sql.connect()
await untilSchedulesRan()
const faults = await brokenPromises(sql, all)
await sql.end()
for (const client of clients) client.close()
await house.stop()
rmSync(dir, { recursive: true, force: true })

for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
const sum = (name: 'creates' | 'saves' | 'publishes' | 'schedules' | 'repeated' | 'replayed') =>
  all.reduce((total, one) => total + one[name], 0)
console.log(
  `kill-writing: ${done} writes acknowledged (${sum('creates')} creates, ${sum('saves')} saves, ${sum('publishes')} publishes, ${sum('schedules')} schedules), ` +
    `server killed ${killed.server} times, PostgreSQL ${killed.database} times, ${sum('repeated')} requests sent again, of which ${sum('replayed')} had been done, ` +
    `${((performance.now() - began) / 1000).toFixed(0)} s, ${faults.length} faults, seed ${seed}: ${faults.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults.length === 0 ? 0 : 1)

/** A start takes long on a busy machine; whoever looks on should not take it for the end of all. */
function say(more = ''): void {
  process.stderr.write(`\r${done} writes${more}${' '.repeat(24)}`)
}

/** Without an end there is nothing to compare. */
async function giveUp(error: unknown): Promise<never> {
  console.error(error)
  await house.stop()
  console.log(`kill-writing: ended after ${done} writes, its data is in ${dir}, seed ${seed}: FAIL`)
  process.exit(1)
}

/** A type, and a token that outlives the proof. */
async function prepare(): Promise<string> {
  const client = httpClient(house.origin)
  const signedIn = await client.ask('POST', '/admin/v1/sessions', owner)
  const headers = { authorization: `Bearer ${signedIn.body.accessToken}` }
  const fields = [
    { name: 'title', kind: 'text' },
    { name: 'slug', kind: 'slug' },
  ]
  const type = await client.ask('POST', '/admin/v1/types', { name: 'note', titleField: 'title', slugField: 'slug', fields }, headers)
  const token = await client.ask('POST', '/admin/v1/tokens', { name: 'Writers', kind: 'admin' }, headers)
  client.close()
  if (type.status !== 201 || token.status !== 201) throw new Error(`The proof can't begin: ${JSON.stringify([type.body, token.body])}`)
  return token.body.token
}

/** Spread over the writes, in an order that the seed decides. */
async function killAll(): Promise<{ server: number; database: number }> {
  const count = { server: Number(values['server-kills']), database: Number(values['database-kills']) }
  const left = { ...count }
  const kills = count.server + count.database
  for (let kill = 0; kill < kills; kill += 1) {
    while (done < ((kill + random()) * writes) / (kills + 1)) await sleep(5)
    const what = random() * (left.server + left.database) < left.server ? 'server' : 'database'
    left[what] -= 1
    say(`, the ${what} is killed`)
    await (what === 'server' ? house.killServer() : house.killDatabase())
  }
  return count
}

/** Those that are due run within seconds; a minute later whatever is pending will not run any more. */
async function untilSchedulesRan(): Promise<void> {
  for (let second = 0; second < 60; second += 1) {
    const { rows } = await sql.query(`select count(*)::int as count from "Schedule" where state = 'pending'`)
    if (rows[0].count === 0) return
    await sleep(1_000)
  }
}
