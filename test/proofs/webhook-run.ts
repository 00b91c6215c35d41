import { setTimeout as sleep } from 'node:timers/promises'
import { createEntry, createType, createWebhook, deriveKey, publishEntry, saveEntry } from '@verso/core'
import { runVerso, type RunningVerso } from '../support/run-verso.ts'
import type { Receiver } from '../support/receiver.ts'
import type { TestApp } from '../support/test-app.ts'
import { receiversOfTheWorld } from './bad-receivers.ts'

interface Size {
  entries: number
  changes: number
  kills: number
}

interface Run extends Size {
  app: TestApp
  connectionString: string
  dataDir: string
  random: () => number
  ends: { teardown: (end: () => unknown) => void }
}

/** What of an endpoint isn't as it is promised. */
export interface WebhookOutcome {
  published: number
  faults: string[]
  /** From commit to arrival at a receiver that is well, of what was published while no worker was being replaced. */
  p99Ms: number
  mostSockets: number
}

/** Changes entries while workers are killed and receivers are as they are; then compares what came with what the log has. */
export async function runWebhooks(run: Run): Promise<WebhookOutcome> {
  const { app, ends, random } = run
  const { sound, bad } = await receiversOfTheWorld(ends, random)
  await hookAll(app, { ...sound, ...bad })
  const first = (await app.store.log.seq()) + 1n
  const workers = await Promise.all([startWorker(run), startWorker(run)])
  const calm = await publishAll(run, workers)
  const last = await app.store.log.seq()
  for (const receiver of Object.values(sound)) await untilSeq(receiver, Number(last))
  for (const worker of workers) worker.child.kill('SIGKILL')
  const faults: string[] = []
  const expected = new Map<number, string>()
  for (let after = first - 1n; after < last; ) {
    const rows = await app.store.log.list({ after, limit: 250 })
    for (const { seq, items } of rows)
      if (items.some(({ op }) => op === 'publish')) expected.set(Number(seq), `${items[0]?.id} ${items[0]?.revision}`)
    after = rows.at(-1)?.seq ?? last
  }
  for (const [name, receiver] of Object.entries(sound)) faults.push(...faultsOf(receiver, expected).map((fault) => `${name}: ${fault}`))
  const mostSockets = Math.max(...Object.values(bad).map(({ sockets }) => sockets.most))
  return { published: expected.size, faults, p99Ms: p99Of(sound.good as Receiver, calm), mostSockets }
}

async function hookAll({ system, secret }: TestApp, receivers: Record<string, Receiver>): Promise<void> {
  await createType(system, { name: 'article', titleField: 'title', fields: [{ name: 'title', kind: 'text' }] })
  const keeping = { key: deriveKey(secret, 'webhooks'), checkUrl: async () => {} }
  for (const [name, { url }] of Object.entries(receivers)) await createWebhook(system, { name, url }, keeping)
}

async function startWorker({ connectionString, dataDir, app, ends }: Run): Promise<RunningVerso> {
  const worker = runVerso(ends, ['start', 'worker'], {
    DATABASE_URL: connectionString,
    VERSO_DATA_DIR: dataDir,
    VERSO_SECRET: app.secret.toString('base64url'),
    VERSO_PORT: '0',
    VERSO_OUTBOUND_ALLOW: '127.0.0.0/8',
    VERSO_WEBHOOK_DELAYS: Array.from({ length: 2_000 }, (_, failures) => (failures < 4 ? '0.1' : '0.5')).join(','),
  })
  await worker.ready()
  return worker
}

/** Publishes everything, takes every tenth change back, and kills a worker now and then. Gives when each calm `seq` was committed. */
async function publishAll(run: Run, workers: RunningVerso[]): Promise<Map<number, number>> {
  const { app, entries, changes, kills } = run
  const { system, store } = app
  const ids: string[] = []
  for (let index = 0; index < entries; index += 1)
    ids.push((await createEntry(system, { type: 'article', fields: { title: 'New' } })).row.id)
  const calm = new Map<number, number>()
  const [total, calmTotal] = [entries * changes, Math.ceil((entries * changes) / 4)]
  const starting: Promise<void>[] = []
  for (let done = 0; done < total; done += 1) {
    const id = ids[done % entries] ?? ''
    const baseRevision = Math.floor(done / entries) + 1
    await saveEntry(system, id, { fields: { title: `Change ${done}` }, baseRevision })
    if (done % 10 === 9) await publishInVain(app, id)
    await publishEntry(system, id, {})
    // Before the first is killed there is nothing to wait for but the way itself.
    if (done < calmTotal) calm.set(Number(await store.log.seq()), Date.now())
    else if ((done - calmTotal) % Math.ceil((total - calmTotal) / kills) === 0)
      starting.push(replaceWorker(run, workers, starting.length % 2))
  }
  await Promise.all(starting)
  return calm
}

async function replaceWorker(run: Run, workers: RunningVerso[], place: number): Promise<void> {
  workers[place]?.child.kill('SIGKILL')
  workers[place] = await startWorker(run)
}

async function publishInVain({ store, system }: TestApp, id: string): Promise<void> {
  const open = await store.open()
  await publishEntry({ ...system, store: open.store }, id, {})
  await open.rollback()
}

async function untilSeq(receiver: Receiver, seq: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < 600_000; waitedMs += 100) {
    if (receiver.received.some(({ body }) => body.seq === seq)) return
    await sleep(100)
  }
}

/** All there is, nothing else, and in order: a message again comes before the next one. */
function faultsOf({ received }: Receiver, expected: ReadonlyMap<number, string>): string[] {
  const faults: string[] = []
  let last = 0
  const seen = new Set<number>()
  for (const { body, headers } of received) {
    const { seq, data } = body
    const [item] = data.items
    if (seq < last) faults.push(`${seq} after ${last}`)
    if (expected.get(seq) !== `${item?.id} ${item?.revision}`) faults.push(`${seq} is nothing that was published`)
    if (!headers['webhook-id']?.endsWith(`_${seq}`)) faults.push(`${seq} is called ${headers['webhook-id']}`)
    last = seq
    seen.add(seq)
  }
  const missing = [...expected.keys()].filter((seq) => !seen.has(seq))
  return missing.length === 0 ? faults : [...faults, `${missing.length} missing, such as ${missing[0]}`]
}

function p99Of({ received }: Receiver, committed: ReadonlyMap<number, number>): number {
  const waits = received.flatMap(({ body, at }) => {
    const since = committed.get(body.seq)
    return since === undefined ? [] : [at - since]
  })
  waits.sort((one, other) => one - other)
  return Math.max(0, waits[Math.ceil(waits.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY)
}
