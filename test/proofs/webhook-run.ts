import { setTimeout as sleep } from 'node:timers/promises'
import { createEntry, createType, createWebhook, deriveKey, publishEntry } from '@verso/core'
import type { Receiver } from '../support/receiver.ts'
import type { TestApp } from '../support/test-app.ts'
import { receiversOfTheWorld } from './bad-receivers.ts'
import { type Processes, startProcesses } from './webhook-processes.ts'

interface Size {
  entries: number
  changes: number
  kills: number
  /** Changes a second that are published, over all. */
  rate: number
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
  /** From the event's time, which is before its commit, to arrival at receivers that are well; of all that was published, kills or not. */
  waits: { p50: number; p99: number; most: number }
  killed: Processes['killed']
  mostSockets: number
  /** How often an event was read at its `seq` as it arrived. */
  readAtOnce: number
  /** Of the worker that lived throughout, from a quarter of the way on. */
  memoryMb: { early: number; late: number }
}

const writers = 4

/** Changes entries while servers and workers are killed and receivers are as they are; then compares what came with what the log has. */
export async function runWebhooks(run: Run): Promise<WebhookOutcome> {
  const { app, ends, random } = run
  const { sound, bad } = await receiversOfTheWorld(ends, random)
  await hookAll(app, { ...sound, ...bad })
  const owner = await app.signInAs('owner')
  const { token } = (await owner.ask('POST', '/tokens', { name: 'Writers', kind: 'admin' })).json()
  const processes = await startProcesses({ ...run, secret: app.secret, token })
  ends.teardown(processes.stop)
  const first = (await app.store.log.seq()) + 1n
  const faults: string[] = []
  const reading = readAtOnce(sound.good as Receiver, processes, faults)
  const memory = await publishAll(run, processes)
  const last = await app.store.log.seq()
  for (const receiver of Object.values(sound)) await untilSeq(receiver, Number(last))
  const expected = await committed(app, { first, last })
  for (const [name, receiver] of Object.entries(sound)) faults.push(...faultsOf(receiver, expected).map((fault) => `${name}: ${fault}`))
  const mostSockets = Math.max(...Object.values(bad).map(({ sockets }) => sockets.most))
  const well = [sound.good, sound['good too']] as Receiver[]
  return {
    ...{ published: expected.size, faults, waits: waitsOf(well), killed: processes.killed, mostSockets },
    ...{ readAtOnce: await reading.stop(), memoryMb: memory },
  }
}

async function hookAll({ system, secret }: TestApp, receivers: Record<string, Receiver>): Promise<void> {
  const fields = [{ name: 'title', kind: 'text' as const }]
  await createType(system, { name: 'article', titleField: 'title', publicRead: true, fields })
  const keeping = { key: deriveKey(secret, 'webhooks'), checkUrl: async () => {} }
  for (const [name, { url }] of Object.entries(receivers)) await createWebhook(system, { name, url }, keeping)
}

/** Publishes everything at a steady rate, takes every tenth change back, and kills something now and then. */
async function publishAll(run: Run, processes: Processes): Promise<WebhookOutcome['memoryMb']> {
  const { app, entries, changes, kills, rate } = run
  const ids: string[] = []
  for (let index = 0; index < entries; index += 1)
    ids.push((await createEntry(app.system, { type: 'article', fields: { title: 'New' } })).row.id)
  const total = entries * changes
  const began = performance.now()
  const sizes: number[] = []
  let [done, killsBegun] = [0, 0]
  let killing: Promise<void> = Promise.resolve()

  async function write(writer: number): Promise<void> {
    const own = ids.filter((_, index) => index % writers === writer)
    for (let change = 0; change < changes; change += 1)
      for (const id of own) {
        const waitMs = (done / rate) * 1000 - (performance.now() - began)
        done += 1
        if (waitMs > 0) await sleep(waitMs)
        await publishChange({ run, processes }, { id, change, isTakenBack: done % 10 === 0 })
        if (done % 25 === 0) sizes.push(processes.workerMb())
        if (done >= ((killsBegun + 1) * total) / (kills + 1)) {
          killsBegun += 1
          killing = killing.then(processes.killNext)
        }
      }
  }

  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  await killing
  const quarter = Math.ceil(sizes.length / 4)
  return { early: middle(sizes.slice(quarter, 2 * quarter)), late: middle(sizes.slice(-quarter)) }
}

async function publishChange(
  { run: { app }, processes }: { run: Run; processes: Processes },
  { id, change, isTakenBack }: { id: string; change: number; isTakenBack: boolean },
): Promise<void> {
  const body = { fields: { title: `Change ${change}` }, baseRevision: change + 1 }
  const saved = await processes.ask({ method: 'PATCH', path: `/admin/v1/entries/${id}`, body, key: `save-${id}-${change}` })
  if (isTakenBack) await publishInVain(app, id)
  const published = await processes.ask({
    method: 'POST',
    path: `/admin/v1/entries/${id}/publish`,
    body: {},
    key: `publish-${id}-${change}`,
  })
  for (const { status, body } of [saved, published]) if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
}

async function publishInVain({ store, system }: TestApp, id: string): Promise<void> {
  const open = await store.open()
  await publishEntry({ ...system, store: open.store }, id, {})
  await open.rollback()
}

/** Every fiftieth event is read at its `seq` as soon as it is there, on whichever server is next. */
function readAtOnce({ received }: Receiver, processes: Processes, faults: string[]): { stop: () => Promise<number> } {
  let [isOver, at, count] = [false, 0, 0]
  async function watch(): Promise<void> {
    while (!isOver) {
      await sleep(5)
      if (received.length <= at) continue
      const newest = received.at(-1)?.body
      at = received.length + 49
      const [item] = newest?.data.items ?? []
      const reply = await processes.askOnce(`/content/v1/entries/article/${item?.id}?seq=${newest?.seq}`)
      if (reply === null || reply.body?.code === 'starting') continue
      count += 1
      if (reply.status !== 200 || reply.body.data._revision !== item?.revision)
        faults.push(`${newest?.seq} can't be read: ${reply.status} ${JSON.stringify(reply.body).slice(0, 200)}`)
    }
  }
  const watching = watch()
  return {
    async stop() {
      isOver = true
      await watching
      return count
    },
  }
}

/** What the log has, which is what was committed: by `seq` the entry and its revision. */
async function committed({ store }: TestApp, { first, last }: { first: bigint; last: bigint }): Promise<Map<number, string>> {
  const expected = new Map<number, string>()
  for (let after = first - 1n; after < last; ) {
    const rows = await store.log.list({ after, limit: 250 })
    for (const { seq, items } of rows)
      if (items.some(({ op }) => op === 'publish')) expected.set(Number(seq), `${items[0]?.id} ${items[0]?.revision}`)
    after = rows.at(-1)?.seq ?? last
  }
  return expected
}

/** For as long as anything still comes: one that fails at times takes long for much. */
async function untilSeq({ received }: Receiver, seq: number): Promise<void> {
  let [came, stillMs] = [-1, 0]
  while (stillMs < 60_000 && !received.slice(-100).some(({ body }) => body.seq === seq)) {
    stillMs = received.length === came ? stillMs + 100 : 0
    came = received.length
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

function waitsOf(receivers: readonly Receiver[]): WebhookOutcome['waits'] {
  const waits = receivers.flatMap(({ received }) => {
    const first = new Map(received.toReversed().map(({ body, at }) => [body.seq, at - Date.parse(body.timestamp)]))
    return [...first.values()]
  })
  waits.sort((one, other) => one - other)
  const at = (share: number) => waits[Math.ceil(waits.length * share) - 1] ?? Number.POSITIVE_INFINITY
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

function middle(sizes: number[]): number {
  return sizes.toSorted((one, other) => one - other)[Math.floor(sizes.length / 2)] ?? 0
}
