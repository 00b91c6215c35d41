// Proof of sync: what a copy holds and the changes since are what is there now, byte for byte, over random histories, with filters and locales.
// Arguments: --seed N, --histories N.
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import { runHistories } from '../content-api/sync-histories.ts'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { freshDatabase } from '../support/database.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, histories: { type: 'string', default: '2000' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const histories = Number(values.histories)
// A site of its own for so many: what has grown long is read again and again.
const historiesOfSite = 25
console.log(`seed ${seed}`)

const began = performance.now()
const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
let [done, sites, compared, faults] = [0, 0, 0, 0]
while (done < histories && faults < 5) {
  const count = Math.min(historiesOfSite, histories - done)
  try {
    compared += await runSite(seed + sites, count)
  } catch (error) {
    faults += 1
    console.log(
      `  ${error instanceof Error ? error.message : String(error)}\n  again: npm run prove -- sync --seed ${seed + sites} --histories ${count}`,
    )
  }
  done += count
  sites += 1
  if (sites % 8 === 0) console.log(`${done} histories, ${seconds()} s, ${faults} faults`)
}
console.log(
  `sync: ${done} histories of ${sites} sites, ${compared} copies compared in ${seconds()} s, ${faults} faults, seed ${seed}: ${faults === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults === 0 ? 0 : 1)

async function runSite(siteSeed: number, count: number): Promise<number> {
  const store = await createStore({ connectionString: await freshDatabase(), connectTimeoutMs: 60_000 })
  const clock = { at: Date.parse('2026-11-01T12:00:00Z') }
  const ctx = await aContext(store, { now: () => new Date(clock.at) })
  const ends: (() => unknown)[] = []
  const server = await contentServer({ teardown: (end) => void ends.push(end) }, ctx)
  try {
    return await runHistories({ ctx, server, clock, seed: siteSeed, histories: count })
  } finally {
    for (const end of ends) await end()
    await store.close()
  }
}
