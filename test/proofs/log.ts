// Proof of the publication log: publishers in processes of their own against a follower and a pinned reader, and publishers
// that are killed, at any time and between any two statements. Arguments: --seed N, --publishes N.
import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createStore, type Store } from '@verso/data'
import { follow } from '../data/follower.ts'
import { aLibrary, aPlan, article, fieldIds, includePeople, publishNew, readableTypeIds } from '../data/library.ts'
import { brokenLaws } from '../data/log-laws.ts'
import { firstDocs } from '../data/publisher.ts'
import { randomFrom } from '../data/random.ts'
import { freshDatabase } from '../support/database.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, publishes: { type: 'string', default: '2000' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const publishes = Number(values.publishes)
const publishers = 8
console.log(`seed ${seed}`)

const random = randomFrom(seed)
const connectionString = await freshDatabase()
// Patient: that a machine is slow is no fault of the log.
const store = await createStore({ connectionString, connectTimeoutMs: 60_000 })
await aLibrary(store)
const start = await publishNew(store, firstDocs())
const faults: string[] = []

const crowd = await runCrowd()
const steps = await killAtEachStep()
faults.push(...(await brokenLaws(connectionString)))
await store.close()

for (const fault of faults) console.log(`  ${fault}`)
console.log(
  `log: ${crowd.changes} changes by ${publishers} publishers in ${crowd.seconds.toFixed(1)} s (${Math.round(crowd.changes / crowd.seconds)}/s), ` +
    `${crowd.followed} followed in order, ${crowd.pinnedReads} pinned reads alike, ${crowd.killed} killed at random, ${steps.killed} killed at ${steps.statements} statements, ` +
    `${faults.length} faults, seed ${seed}: ${faults.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults.length === 0 ? 0 : 1)

/** All publish at once; beside them one after the other begins to publish and is killed. */
async function runCrowd(): Promise<{ changes: number; followed: number; pinnedReads: number; killed: number; seconds: number }> {
  let end: bigint | null = null
  const following = follow(store, { after: start, until: () => end })
  const children = Array.from({ length: publishers }, (_, index) => startPublisher([seed + index, Math.ceil(publishes / publishers)]))
  const exits = children.map(finished)
  await Promise.all(children.map(ready))
  const began = performance.now()
  for (const child of children) child.send('go')
  let seconds = 0
  const publishing = Promise.all(exits).then((codes) => {
    seconds = (performance.now() - began) / 1000
    if (codes.some((code) => code !== 0)) faults.push(`A publisher ended with ${codes.find((code) => code !== 0)}`)
    return codes
  })
  const [killed, pinnedReads] = await Promise.all([killOneAfterTheOther(publishing), readPinned(publishing)])
  await publishing
  end = await store.log.seq()
  const seen = await following
  if (seen.some((seq, index) => seq !== start + 1n + BigInt(index))) faults.push('The follower skipped or repeated a number')
  const changes = Number(end - start)
  if (changes < publishes) faults.push(`Only ${changes} of ${publishes} changes were committed`)
  return { changes, followed: seen.length, pinnedReads, killed, seconds }
}

async function killOneAfterTheOther(until: Promise<unknown>): Promise<number> {
  const isOver = flagOf(until)
  let killed = 0
  while (!isOver()) {
    const victim = startPublisher([seed + 100 + killed, 1_000_000])
    const gone = finished(victim)
    await ready(victim)
    victim.send('go')
    await pause(random() * 1_000)
    victim.kill('SIGKILL')
    await gone
    killed += 1
  }
  return killed
}

/** Reads one state over and over, and every state that it meets a second time at the end. */
async function readPinned(until: Promise<unknown>): Promise<number> {
  const isOver = flagOf(until)
  const met = new Map<bigint, string>([[start, await bytesAt(store, start)]])
  let reads = 0
  while (!isOver()) {
    const now = await store.log.seq()
    met.set(now, await bytesAt(store, now))
    if ((await bytesAt(store, start)) !== met.get(start)) faults.push(`State ${start} changed while others published`)
    reads += 2
  }
  for (const [seq, bytes] of met) {
    if ((await bytesAt(store, seq)) !== bytes) faults.push(`State ${seq} isn't what it was when it was new`)
    reads += 1
  }
  return reads
}

async function bytesAt(from: Store, at: bigint): Promise<string> {
  const include = [fieldIds.author, fieldIds.editors].map((fieldId) => includePeople(fieldId))
  const sort = [{ target: { kind: 'system', column: 'publishedAt', comparison: 'datetime' } as const, through: [], descending: true }]
  const { rows, targets } = await from.reads.published(aPlan(article, { include, sort }), { readableTypeIds, at })
  return createHash('sha256')
    .update(JSON.stringify([rows, [...targets]]))
    .digest('hex')
}

/** One publisher for each place where it can be killed, until one gets through: then there are no more statements. */
async function killAtEachStep(): Promise<{ statements: number; killed: number }> {
  let killed = 0
  for (let statement = 1; statement < 200; statement += 1) {
    for (const moment of ['before', 'after']) {
      const publisher = startPublisher([seed + statement, 1, statement, moment])
      const exit = finished(publisher)
      await ready(publisher)
      publisher.send('go')
      const code = await exit
      if (code === 0) return { statements: statement - 1, killed }
      if (code !== 'SIGKILL') faults.push(`The publisher that was to be killed at statement ${statement} ended with ${code}`)
      killed += 1
    }
    const broken = await brokenLaws(connectionString)
    faults.push(...broken.map((law) => `After a kill at statement ${statement}: ${law}`))
  }
  throw new Error('A change of one entry took 200 statements')
}

function startPublisher(args: (number | string)[]): ChildProcess {
  return fork(path.join(import.meta.dirname, 'log-publisher.ts'), [connectionString, ...args.map(String)])
}

function ready(child: ChildProcess): Promise<unknown> {
  return once(child, 'message')
}

function finished(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code ?? 1)))
}

function flagOf(promise: Promise<unknown>): () => boolean {
  let isOver = false
  const settle = () => {
    isOver = true
  }
  promise.then(settle, settle)
  return () => isOver
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
