// Proof of webhooks: entries are changed through servers while these and workers are killed, and receivers fail, hang, drip, never end, turn in circles and
// reset. Every receiver that is well at times gets every event of a committed change, in order, and none of one that was taken back; those that are well
// get it soon, kills or not; it can be read at once; and a worker that lives on takes no more memory.
// Arguments: --seed N, --entries N, --changes N (of each), --kills N (of workers and servers in turn), --rate N (changes a second), --quick for few of all.
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
    ...{ kills: { type: 'string', default: '20' }, rate: { type: 'string', default: '20' }, quick: { type: 'boolean' } },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const rate = Number(values.rate)
const size =
  values.quick === true
    ? { entries: 20, changes: 20, kills: 3, rate }
    : { entries: Number(values.entries), changes: Number(values.changes), kills: Number(values.kills), rate }
console.log(`seed ${seed}`)

const began = performance.now()
const connectionString = await freshDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'verso-webhooks-'))
const store = await createStore({ connectionString, connectTimeoutMs: 60_000 })
const secret = randomBytes(32)
const { close, ...app } = await appOver(store, { secret })
const ends: (() => unknown)[] = []
const endAll = async () => {
  for (const end of ends.reverse()) await end()
}
const random = randomFrom(seed)
const outcome = await runWebhooks({
  app,
  connectionString,
  dataDir,
  random,
  ends: { teardown: (end) => void ends.push(end) },
  ...size,
}).finally(endAll)
await close()
await store.close()
rmSync(dataDir, { recursive: true, force: true })
const { published, faults, waits, killed, mostSockets, memoryMb, readAtOnce } = outcome
const isFlat = memoryMb.late <= memoryMb.early * 1.1 + 20
const isRight = faults.length === 0 && waits.p99 <= 2_000 && mostSockets <= 2 && isFlat
for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
console.log(
  `webhooks: ${published} events to 9 receivers, ${killed.workers} workers and ${killed.servers} servers killed: ${faults.length} missing, out of order, unreadable or never ` +
    `committed (${readAtOnce} read on arrival); to those that are well from commit p50 ${waits.p50} ms, p99 ${waits.p99} ms, at most ${waits.most} ms; ` +
    `at most ${mostSockets} connections to one that is bad; a worker takes ${memoryMb.early} MB, later ${memoryMb.late} MB; ` +
    `${((performance.now() - began) / 1000).toFixed(1)} s, seed ${seed}: ${isRight ? 'PASS' : 'FAIL'}`,
)
process.exit(isRight ? 0 : 1)
