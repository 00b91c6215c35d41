// How fast webhooks go out of a worker as it is delivered, to receivers on this machine: events a second from a backlog to one and to 100 endpoints; from commit to
// arrival at a steady rate; and a bulk publish to 10 endpoints. Arguments: --events N (for one endpoint), --entries N (of the bulk), --seconds N (of the
// steady rate), --rate N (events a second of it).
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { changeEntries, createEntry, createType, createWebhook, deleteWebhook, deriveKey, publishEntry, saveEntry } from '@verso/core'
import { createStore } from '@verso/data'
import { freshDatabase } from '../support/database.ts'
import { aReceiver, type Receiver } from '../support/receiver.ts'
import { type RunningVerso, runVerso } from '../support/run-verso.ts'
import { appOver } from '../support/test-app.ts'

const { values } = parseArgs({
  options: {
    ...{ events: { type: 'string', default: '2000' }, entries: { type: 'string', default: '1000' } },
    ...{ seconds: { type: 'string', default: '20' }, rate: { type: 'string', default: '10' } },
  },
})
const connectionString = await freshDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'verso-bench-webhooks-'))
const store = await createStore({ connectionString })
const secret = randomBytes(32)
const { close, ...app } = await appOver(store, { secret })
const { system } = app
const ends: (() => unknown)[] = []
const keeping = { key: deriveKey(secret, 'webhooks'), checkUrl: async () => {} }

const fields = [{ name: 'title', kind: 'text' as const }]
await createType(system, { name: 'article', titleField: 'title', fields })
const ids: string[] = []
for (let index = 0; index < Number(values.entries); index += 1)
  ids.push((await createEntry(system, { type: 'article', fields: { title: `Article ${index}` } })).row.id)
let change = 0

await fromBacklog(1, Number(values.events))
await fromBacklog(100, Math.ceil(Number(values.events) / 20))
await steadily(1)
await steadily(100, 0.1)
await inBulk(10)

await close()
await store.close()
for (const end of ends.reverse()) await end()
rmSync(dataDir, { recursive: true, force: true })
process.exit(0)

/** Publishes while no worker runs; then one sends all that there is. */
async function fromBacklog(endpoints: number, events: number): Promise<void> {
  const { receivers, remove } = await hooks(endpoints)
  for (let index = 0; index < events; index += 1) await publishNext()
  const worker = await startWorker()
  await Promise.all(receivers.map((receiver) => receiver.until(events)))
  await end(worker)
  const times = receivers.flatMap(({ received }) => received.map(({ at }) => at))
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000
  const all = events * endpoints
  console.log(
    `${events} events to ${endpoints} endpoints: ${Math.round(events / seconds)} events/s, ${Math.round(all / seconds)} messages/s`,
  )
  await remove()
}

async function steadily(endpoints: number, share = 1): Promise<void> {
  const { receivers, remove } = await hooks(endpoints)
  const worker = await startWorker()
  const [rate, seconds] = [Number(values.rate) * share, Number(values.seconds)]
  const began = performance.now()
  for (let index = 0; index < rate * seconds; index += 1) {
    await sleep(Math.max(0, (index / rate) * 1000 - (performance.now() - began)))
    await publishNext()
  }
  await Promise.all(receivers.map((receiver) => receiver.until(rate * seconds)))
  await end(worker)
  console.log(`${rate} events a second to ${endpoints} endpoints, from commit to arrival: ${waitsOf(receivers)}`)
  await remove()
}

async function inBulk(endpoints: number): Promise<void> {
  const { receivers, remove } = await hooks(endpoints)
  const worker = await startWorker()
  for (const id of ids) await renew(id)
  const items = ({ received }: Receiver) => received.reduce((sum, { body }) => sum + body.data.items.length, 0)
  await changeEntries(system, { action: 'publish', ids, allOrNothing: true })
  while (receivers.some((receiver) => items(receiver) < ids.length)) await sleep(20)
  const messages = receivers[0]?.received.length ?? 0
  const [first, last] = [
    receivers[0]?.received[0]?.body.timestamp ?? '',
    Math.max(...receivers.flatMap(({ received }) => received.map(({ at }) => at))),
  ]
  console.log(
    `a bulk publish of ${ids.length} to ${endpoints} endpoints, in ${messages} messages each: all there ${last - Date.parse(first)} ms after its event`,
  )
  await end(worker)
  await remove()
}

async function hooks(count: number): Promise<{ receivers: Receiver[]; remove: () => Promise<void> }> {
  const receivers: Receiver[] = []
  const made: string[] = []
  for (let index = 0; index < count; index += 1) {
    const receiver = await aReceiver({ teardown: (end) => void ends.push(end) })
    receivers.push(receiver)
    made.push((await createWebhook(system, { name: `Hook ${index}`, url: receiver.url }, keeping)).webhook.row.id)
  }
  const remove = async () => {
    for (const id of made) await deleteWebhook(system, id)
  }
  return { receivers, remove }
}

async function startWorker(): Promise<RunningVerso> {
  const worker = runVerso({ teardown: (end) => void ends.push(end) }, ['start', 'worker'], {
    DATABASE_URL: connectionString,
    VERSO_DATA_DIR: dataDir,
    VERSO_SECRET: secret.toString('base64url'),
    VERSO_PORT: '0',
    VERSO_OUTBOUND_ALLOW: '127.0.0.0/8',
  })
  await worker.ready()
  return worker
}

async function end(worker: RunningVerso): Promise<void> {
  worker.child.kill('SIGTERM')
  await worker.ended
}

async function publishNext(): Promise<void> {
  const id = ids[change % ids.length] ?? ''
  await renew(id)
  await publishEntry(system, id, {})
}

async function renew(id: string): Promise<void> {
  change += 1
  const entry = await store.entries.find(id)
  await saveEntry(system, id, { fields: { title: `Change ${change}` }, baseRevision: entry?.revision ?? 1 })
}

/** From the event's time, which is before its commit, to the first arrival of each. */
function waitsOf(receivers: readonly Receiver[]): string {
  const waits = receivers.flatMap(({ received }) => received.map(({ body, at }) => at - Date.parse(body.timestamp)))
  waits.sort((one, other) => one - other)
  const [p50, p99] = [0.5, 0.99].map((share) => waits[Math.ceil(waits.length * share) - 1])
  return `p50 ${p50} ms, p99 ${p99} ms`
}
