import type { Person } from '../support/test-app.ts'
import type { PlainContent, PlainField, PlainHistory, PlainValue, Scalar, Snapshot } from './plain-model.ts'

/** An entry as one writer knows it: every revision that was acknowledged, as plain content. */
export interface PlainEntry {
  id: string
  revision: number
  snapshots: Map<number, Snapshot>
  /** What was acknowledged and isn't worked out yet: under which version it was saved is known when all have come to rest. */
  pending: Save[]
}

export interface Place {
  type: string
  history: PlainHistory
  person: Person
  random: () => number
  /** The model version that a revision was saved under, as the database says it. */
  versionOf: (entryId: string, revision: number) => Promise<number>
  fault: (sentence: string) => void
  counts: { saves: number; publishes: number; refused: number }
}

const words = ['otter', 'lantern', 'quiet', 'harbour', 'maple', 'ember']

/** Answers that someone may get who writes while the model changes; everything else is a fault. */
const mayBe = [200, 201, 409, 422]

export async function makeEntry(place: Place): Promise<PlainEntry | null> {
  const sent = await someFields(place)
  const reply = await ask(place, 'POST', '/entries', { type: place.type, fields: sent })
  if (reply.statusCode !== 201) return null
  const entry: PlainEntry = { id: reply.json().id, revision: 1, snapshots: new Map(), pending: [{ revision: 1, sent }] }
  return entry
}

/** A save of some fields with random values; now and then a publish after it. */
export async function writeOnce(place: Place, entry: PlainEntry): Promise<void> {
  const sent = await someFields(place)
  const reply = await ask(place, 'PATCH', `/entries/${entry.id}`, { fields: sent, baseRevision: entry.revision })
  place.counts.saves += 1
  if (reply.statusCode === 200) acknowledge(entry, { revision: reply.json().revision, sent })
  else place.counts.refused += 1
  if (place.random() < 0.4) {
    await ask(place, 'POST', `/entries/${entry.id}/publish`, {})
    place.counts.publishes += 1
  }
}

export async function ask({ person, fault }: Pick<Place, 'person' | 'fault'>, ...request: Parameters<Person['ask']>) {
  const reply = await person.ask(...request)
  if (!mayBe.includes(reply.statusCode)) fault(`${request[0]} ${request[1]} answered ${reply.statusCode}: ${reply.body.slice(0, 300)}`)
  return reply
}

interface Save {
  revision: number
  sent: Record<string, PlainValue | null>
}

function acknowledge(entry: PlainEntry, save: Save): void {
  if (save.revision === entry.revision) return
  entry.revision = save.revision
  entry.pending.push(save)
}

/** Works out the content of every revision that was acknowledged since. */
export async function settle(place: Place, entry: PlainEntry): Promise<void> {
  for (const save of entry.pending.splice(0)) await settleOne(place, entry, save)
}

async function settleOne({ history, versionOf }: Place, entry: PlainEntry, { revision, sent }: Save): Promise<void> {
  const version = await versionOf(entry.id, revision)
  const before = entry.snapshots.get(revision - 1)
  const content: PlainContent = new Map(before === undefined ? [] : history.under(before, version))
  for (const field of history.fieldsAt(version)) {
    const value = sent[field.name]
    if (value === undefined) continue
    const next = value === null ? null : field.localized ? mergedLocales(content.get(field.id), value) : value
    if (next === null) content.delete(field.id)
    else content.set(field.id, next)
  }
  entry.snapshots.set(revision, { version, content })
}

function mergedLocales(before: PlainValue | undefined, sent: PlainValue): PlainValue {
  return { ...(typeof before === 'object' ? before : {}), ...(sent as Record<string, Scalar>) }
}

/** Random values for some of the fields that the type has just now. */
async function someFields(place: Place): Promise<Record<string, PlainValue | null>> {
  const reply = await ask(place, 'GET', `/types/${place.type}`)
  const fields = (reply.json().fields as (Omit<PlainField, 'localized'> & { localized?: boolean })[]).map(
    ({ id, name, kind, localized }): PlainField => ({ id, name, kind, localized: localized === true }),
  )
  const chosen = fields.filter(() => place.random() < 0.5)
  return Object.fromEntries(chosen.map((field) => [field.name, someValue(field, place.random)]))
}

function someValue(field: PlainField, random: () => number): PlainValue | null {
  if (random() < 0.1) return null
  if (!field.localized) return someScalar(field.kind, random)
  const own = someScalar(field.kind, random)
  return random() < 0.5 ? { en: own } : { en: own, de: someScalar(field.kind, random) }
}

function someScalar(kind: PlainField['kind'], random: () => number): Scalar {
  if (kind === 'boolean') return random() < 0.5
  if (kind === 'integer') return Math.floor(random() * 2_000) - 1_000
  if (kind === 'number') return Math.floor(random() * 4_000) / 4
  const kinds = [
    words[Math.floor(random() * words.length)] ?? 'otter',
    String(Math.floor(random() * 500)),
    random() < 0.5 ? 'true' : 'false',
  ]
  return kinds[Math.floor(random() * kinds.length)] ?? 'otter'
}
