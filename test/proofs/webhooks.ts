// Proof of webhooks: entries are changed while workers are killed and receivers fail, hang, drip, never end, turn in circles and reset. Every receiver that
// is well at times gets every event of a committed change, in order, and none of one that was taken back.
// Arguments: --seed N, --entries N, --changes N (of each), --kills N, --quick for few of all.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import { randomFrom } from '../data/random.ts'
import { freshDatabase } from '../support/database.ts'
import { appOver } from '../support/test-app.ts'
import { runWebhooks } from './webhook-run.ts'

const { values } = parseArgs({
  options: {
    ...{ seed: { type: 'string' }, entries: { type: 'string', default: '200' }, changes: { type: 'string', default: '50' } },
    ...{ kills: { type: 'string', default: '20' }, quick: { type: 'boolean' } },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const size =
  values.quick === true
    ? { entries: 10, changes: 12, kills: 3 }
    : { entries: Number(values.entries), changes: Number(values.changes), kills: Number(values.kills) }
console.log(`seed ${seed}`)

const began = performance.now()
const connectionString = await freshDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'verso-webhooks-'))
const store = await createStore({ connectionString, connectTimeoutMs: 60_000 })
const secret = randomBytes(32)
const { close, ...app } = await appOver(store, { secret })
const ends: (() => unknown)[] = []
const outcome = await runWebhooks({
  app,
  connectionString,
  dataDir,
  random: randomFrom(seed),
  ends: { teardown: (end) => void ends.push(end) },
  ...size,
})
for (const end of ends.reverse()) await end()
await close()
await store.close()
rmSync(dataDir, { recursive: true, force: true })
const { published, faults, p99Ms, mostSockets } = outcome
const isRight = faults.length === 0 && p99Ms <= 2_000 && mostSockets <= 2
for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
console.log(
  `webhooks: ${published} events to 9 receivers, ${size.kills} workers killed: ${faults.length} missing, out of order or never committed; p99 ${p99Ms} ms from commit, ` +
    `at most ${mostSockets} connections to one that is bad, ${((performance.now() - began) / 1000).toFixed(1)} s, seed ${seed}: ${isRight ? 'PASS' : 'FAIL'}`,
)
process.exit(isRight ? 0 : 1)
