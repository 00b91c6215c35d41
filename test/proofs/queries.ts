// Proof of the query language: random queries over random content of random models mean what a plain loop over the same content means.
// Arguments: --seed N, --queries N, and --query N for that one query of the first model alone.
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import { runQueries } from '../content-api/query-run.ts'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { freshDatabase } from '../support/database.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, queries: { type: 'string', default: '20000' }, query: { type: 'string' } },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const queries = Number(values.queries)
const only = values.query === undefined ? undefined : Number(values.query)
const queriesOfWorld = 250
const maxFaults = 20
console.log(`seed ${seed}`)

const began = performance.now()
const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
const now = new Date('2026-11-01T12:00:00Z')
let [asked, worlds, faults] = [0, 0, 0]
while (asked < queries && faults < maxFaults && (only === undefined || worlds === 0)) {
  await runWorld(seed + worlds)
  worlds += 1
  if (worlds % 4 === 0) console.log(`${asked} queries over ${worlds} models, ${seconds()} s, ${faults} faults`)
}
console.log(
  `queries: ${asked} queries over ${worlds} models in ${seconds()} s, ${faults} faults, seed ${seed}: ${faults === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults === 0 ? 0 : 1)

async function runWorld(worldSeed: number): Promise<void> {
  const store = await createStore({ connectionString: await freshDatabase(), connectTimeoutMs: 60_000 })
  const ctx = await aContext(store, { now: () => now })
  const ends: (() => unknown)[] = []
  const server = await contentServer({ teardown: (end) => void ends.push(end) }, ctx)
  const count = Math.min(queriesOfWorld, queries - asked)
  asked += await runQueries({ ctx, server, seed: worldSeed, count, only, tell })
  for (const end of ends) await end()
  await store.close()
}

/** A fault is told when it is found: a proof may be ended before its end. */
function tell(fault: string): void {
  faults += 1
  console.log(
    `  ${fault}\n  again: npm run prove -- queries --seed ${/^seed (\d+)/.exec(fault)?.[1]} --query ${/query (\d+)/.exec(fault)?.[1]}`,
  )
}
