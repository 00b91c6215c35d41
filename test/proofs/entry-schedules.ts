import type { HttpClient } from '../support/http-client.ts'
import type { World } from './editor-races.ts'
import { type Act, type Call, type EntryState, fieldNames, sameValues } from './entry-history.ts'
import { linearize } from './linearize.ts'
import { historyFaults, type PublicRead, publicationsOf, revisionsOf } from './stored-history.ts'

export interface Schedules {
  schedules: number
  calls: number
  refused: number
  publications: number
  reads: number
  faults: string[]
}

/** Random acts on one entry from all clients at once, each schedule on an entry of its own, while readers look at it. */
export async function runSchedules(world: World, count: number): Promise<Schedules> {
  const told: Schedules = { schedules: 0, calls: 0, refused: 0, publications: 0, reads: 0, faults: [] }
  for (let schedule = 0; schedule < count; schedule += 1) {
    const { calls, publications, reads, faults } = await runSchedule(world, schedule)
    told.schedules += 1
    told.calls += calls.length
    told.refused += calls.filter((call) => call.status !== 200).length
    told.publications += publications
    told.reads += reads
    if (faults.length > 0) told.faults.push(`Schedule ${schedule}: ${faults.join('; ')} in ${JSON.stringify(calls)}`)
    if (schedule % 20 === 0) world.say(`${schedule} schedules`)
  }
  return told
}

async function runSchedule(
  world: World,
  schedule: number,
): Promise<{ calls: Call[]; publications: number; reads: number; faults: string[] }> {
  const { clients, readers, store, sql, random } = world
  const { id, start } = await anEntry(world, schedule)
  const path = `/admin/v1/entries/${id}`
  const acts = clients.map((_, index) => randomActs(random, { start, name: `${schedule}.${index}` }))
  let isOver = false
  const reading = Promise.all(readers.map((reader) => readOn(reader, id, () => isOver)))
  const calls = (await Promise.all(clients.map((client, index) => callAll(client, path, acts[index] ?? [])))).flat()
  isOver = true
  const reads = (await reading).flat()

  const now = (await clients[0]?.ask('GET', path))?.body
  const publicRevision = now.publications.en?.revision ?? null
  const revisions = await revisionsOf(store, { entryId: id, count: now.revision })
  const publications = await publicationsOf(sql, id)
  const isEnd = (state: EntryState) =>
    now.revision === state.revisions.length &&
    (now.status === 'trashed') === state.isTrashed &&
    publicRevision === state.publicRevision &&
    state.revisions.length === revisions.length &&
    state.revisions.every((values, index) => sameValues(values, revisions[index] ?? values))
  const faults = [
    ...calls.filter((call) => call.status >= 500).map((call) => `${call.act.kind} was answered ${call.status}`),
    ...(linearize(start, calls, isEnd) === null ? ['no order of these calls explains what was answered and what is there now'] : []),
    ...historyFaults({ revisions, publications, reads, publicRevision, lastRead: await readOnce(readers[0], id) }),
  ]
  return { calls, publications: publications.length, reads: reads.length, faults }
}

/** An entry in any of the states that a schedule can begin from. */
async function anEntry({ clients, random }: World, schedule: number): Promise<{ id: string; start: EntryState }> {
  const [client] = clients
  if (client === undefined) throw new Error('There are no clients')
  const values = { a: 'a', b: 'b', c: 'c' }
  const { body } = await client.ask('POST', '/admin/v1/entries', { type: 'note', fields: { ...values, slug: `note-${schedule}` } })
  const start: EntryState = { revisions: [values], publicRevision: null, isTrashed: false, seq: 0 }
  if (random() < 0.6) {
    const { headers } = await client.ask('POST', `/admin/v1/entries/${body.id}/publish`, {})
    Object.assign(start, { publicRevision: 1, seq: Number(headers['verso-seq']) })
  }
  if (random() < 0.2) {
    const { headers } = await client.ask('DELETE', `/admin/v1/entries/${body.id}`)
    Object.assign(start, { publicRevision: null, isTrashed: true, seq: Number(headers['verso-seq'] ?? start.seq) })
  }
  return { id: body.id, start }
}

/** One or two acts of a client; all begin from what everybody saw at the start. */
function randomActs(random: () => number, { start, name }: { start: EntryState; name: string }): Act[] {
  const seen = start.revisions.length
  const one = (index: number): Act => {
    const dice = random()
    if (dice < 0.35)
      return { kind: 'edit', field: fieldNames[Math.floor(random() * 3)] ?? 'a', value: `${name}.${index}`, baseRevision: seen }
    if (dice < 0.6) return random() < 0.3 ? { kind: 'publish', revision: seen } : { kind: 'publish' }
    if (dice < 0.74) return { kind: 'unpublish' }
    return dice < 0.86 ? { kind: 'trash' } : { kind: 'restore' }
  }
  return random() < 0.2 ? [one(0), one(1)] : [one(0)]
}

async function callAll(client: HttpClient, path: string, acts: readonly Act[]): Promise<Call[]> {
  const calls: Call[] = []
  for (const act of acts) calls.push(await call(client, path, act))
  return calls
}

async function call(client: HttpClient, path: string, act: Act): Promise<Call> {
  const from = performance.now()
  const { status, headers, body } = await send(client, path, act)
  const seq = headers['verso-seq']
  const told = { act, from, to: performance.now(), status, seq: seq === undefined ? null : Number(seq) }
  if (status !== 200) return { ...told, code: body?.code ?? null, revision: null, publicRevision: null, isTrashed: null }
  const publicRevision = body.publications.en?.revision ?? null
  return { ...told, code: null, revision: body.revision, publicRevision, isTrashed: body.status === 'trashed' }
}

function send(client: HttpClient, path: string, act: Act) {
  if (act.kind === 'edit') return client.ask('PATCH', path, { fields: { [act.field]: act.value }, baseRevision: act.baseRevision })
  if (act.kind === 'trash') return client.ask('DELETE', path)
  return client.ask('POST', `${path}/${act.kind}`, act.kind === 'publish' && act.revision !== undefined ? { revision: act.revision } : {})
}

async function readOn(reader: HttpClient, id: string, isOver: () => boolean): Promise<PublicRead[]> {
  const reads: PublicRead[] = []
  while (!isOver()) {
    const read = await readOnce(reader, id)
    if (read !== null) reads.push(read)
  }
  return reads
}

async function readOnce(reader: HttpClient | undefined, id: string): Promise<PublicRead | null> {
  const reply = await reader?.ask('GET', `/content/v1/entries/note/${id}`)
  if (reply?.status !== 200) return null
  const { _revision: revision, a, b, c } = reply.body.data
  return { revision, values: { a, b, c } }
}
