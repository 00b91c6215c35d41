import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpClient, HttpReply } from '../support/http-client.ts'
import { within } from './within.ts'

/** An entry as its only writer knows it, from answers alone. */
export interface KnownEntry {
  id: string
  slug: string
  /** The title of every revision. */
  titles: string[]
  publicRevision: number | null
  /** Every `seq` that it was published under, with the revision. */
  published: { seq: number; revision: number }[]
  /** Published by a schedule: from then on nobody else touches it. */
  scheduleId: string | null
}

export interface Written {
  entries: KnownEntry[]
  creates: number
  saves: number
  publishes: number
  schedules: number
  /** Requests that had to be sent again, and how many of these were told what had been done before. */
  repeated: number
  replayed: number
  faults: string[]
}

export interface Writer {
  client: HttpClient
  name: string
  random: () => number
  /** Asked before each write. */
  goesOn: () => boolean
  onWrite: () => void
}

/** Creates, saves, publishes and schedules, each with a key of its own, and each repeated until there is an answer that stands. */
export async function write({ client, name, random, goesOn, onWrite }: Writer): Promise<Written> {
  const written: Written = { entries: [], creates: 0, saves: 0, publishes: 0, schedules: 0, repeated: 0, replayed: 0, faults: [] }
  let count = 0

  const send = async (method: string, path: string, body: object, expected: number): Promise<HttpReply> => {
    count += 1
    const { reply, attempts } = await untilAnswered(`${method} ${path}`, () =>
      client.ask(method, path, body, { 'idempotency-key': `${name}-${count}` }),
    )
    if (attempts > 1) written.repeated += 1
    if (reply.headers['idempotency-replayed'] === 'true') written.replayed += 1
    if (reply.status !== expected)
      written.faults.push(`${method} ${path} was answered ${reply.status} ${JSON.stringify(reply.body)?.slice(0, 300)}`)
    onWrite()
    return reply
  }

  async function create(): Promise<KnownEntry> {
    const slug = `${name}-${written.creates}`
    const title = `${slug} made`
    const { body } = await send('POST', '/admin/v1/entries', { type: 'note', fields: { title, slug } }, 201)
    const entry: KnownEntry = { id: body.id, slug, titles: [title], publicRevision: null, published: [], scheduleId: null }
    written.creates += 1
    written.entries.push(entry)
    return entry
  }

  async function save(entry: KnownEntry): Promise<void> {
    const title = `${entry.slug} saved ${entry.titles.length}`
    const { body } = await send('PATCH', `/admin/v1/entries/${entry.id}`, { fields: { title }, baseRevision: entry.titles.length }, 200)
    entry.titles.push(title)
    if (body.revision !== entry.titles.length) written.faults.push(`A save of ${entry.slug} made revision ${body.revision}`)
    written.saves += 1
  }

  async function publish(entry: KnownEntry): Promise<void> {
    const revision = entry.titles.length
    const { headers } = await send('POST', `/admin/v1/entries/${entry.id}/publish`, { revision }, 200)
    const seq = headers['verso-seq']
    if ((seq === undefined) !== (entry.publicRevision === revision)) written.faults.push(`Publishing ${entry.slug} took ${seq ?? 'no'} seq`)
    if (seq !== undefined) entry.published.push({ seq: Number(seq), revision })
    entry.publicRevision = revision
    written.publishes += 1
  }

  async function schedule(): Promise<void> {
    const entry = await create()
    const at = new Date(Date.now() + random() * 8_000).toISOString()
    const { body } = await send('POST', `/admin/v1/entries/${entry.id}/schedules`, { action: 'publish', at }, 201)
    entry.scheduleId = body.id
    written.schedules += 1
  }

  while (goesOn()) {
    const mine = written.entries.filter((entry) => entry.scheduleId === null)
    const entry = mine[Math.floor(random() * mine.length)]
    const dice = random()
    if (entry === undefined || dice < 0.3) await create()
    else if (dice < 0.65) await save(entry)
    else if (dice < 0.92) await publish(entry)
    else await schedule()
  }
  return written
}

/** Longer than a server takes to come back, and than it lets anyone wait for an answer. */
const patienceMs = 600_000

/** Sends until there is an answer: cut off, refused by a server that isn't ready, or still at it are none. */
async function untilAnswered(what: string, ask: () => Promise<HttpReply>): Promise<{ reply: HttpReply; attempts: number }> {
  let attempts = 0
  let last = 'nothing'
  const answered = async (signal: AbortSignal): Promise<{ reply: HttpReply; attempts: number }> => {
    for (;;) {
      attempts += 1
      const reply = await ask().catch((error: Error) => ({ status: 0, headers: {}, body: error.message }))
      if (reply.status > 0 && reply.status < 500 && reply.body?.code !== 'in_progress') return { reply, attempts }
      last = `${reply.status} ${JSON.stringify(reply.body)}`
      signal.throwIfAborted()
      await sleep(100)
    }
  }
  return within(
    patienceMs,
    answered,
    () => `${what} had no answer that stands after ${patienceMs} ms and ${attempts} attempts; the last was ${last}`,
  )
}
