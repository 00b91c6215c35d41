import type { Person } from '../support/test-app.ts'
import { type Given, type GivenPart, type PlainContent, restoredContent, savedContent } from './plain-content.ts'
import type { PlainField, PlainHistory, PlainKind, PlainState, Scalar } from './plain-model.ts'

export interface ModelDocument {
  types: TypeDocument[]
  locales: { code: string; was?: string }[]
}

export interface TypeDocument {
  id: string
  name: string
  titleField?: string | null
  fields: FieldDocument[]
}

export interface FieldDocument {
  id?: string
  name: string
  kind: PlainKind
  localized?: boolean
  options?: { value: string; was?: string }[]
  components?: string[]
}

/** An entry as one writer knows it: every revision that was acknowledged, as plain content. */
export interface PlainEntry {
  id: string
  revision: number
  contents: Map<number, PlainContent>
  /** What was acknowledged and isn't worked out yet: under which version it was saved is known when all have come to rest. */
  pending: Save[]
}

export interface Place {
  typeId: string
  partId: string
  history: PlainHistory
  person: Person
  random: () => number
  /** The model version that a revision was saved under, as the database says it. */
  versionOf: (entryId: string, revision: number) => Promise<number>
  fault: (sentence: string) => void
  counts: { saves: number; restores: number; publishes: number; refused: number }
}

const words = ['otter', 'lantern', 'quiet', 'harbour', 'maple', 'ember']
const keys = ['k1', 'k2', 'k3', 'k4']

/** Answers that someone may get who writes while the model changes; everything else is a fault. */
const mayBe = [200, 201, 409, 422]

export async function makeEntry(place: Place): Promise<PlainEntry | null> {
  const { state, fields } = await someFields(place)
  const reply = await ask(place, 'POST', '/entries', { type: state.name, fields })
  if (reply.statusCode !== 201) return null
  return { id: reply.json().id, revision: 1, contents: new Map(), pending: [{ revision: 1, sent: fields }] }
}

/** A save of some fields with random values; now and then a publish after it. */
export async function writeOnce(place: Place, entry: PlainEntry): Promise<void> {
  if (place.random() < 0.1) return restoreOnce(place, entry)
  const { fields } = await someFields(place)
  const reply = await ask(place, 'PATCH', `/entries/${entry.id}`, { fields, baseRevision: entry.revision })
  place.counts.saves += 1
  if (reply.statusCode === 200) acknowledge(entry, { revision: reply.json().revision, sent: fields })
  else place.counts.refused += 1
  if (place.random() < 0.4) {
    await ask(place, 'POST', `/entries/${entry.id}/publish`, {})
    place.counts.publishes += 1
  }
}

/** Any older revision, of whatever model, becomes the draft again. */
async function restoreOnce(place: Place, entry: PlainEntry): Promise<void> {
  const number = 1 + Math.floor(place.random() * entry.revision)
  const reply = await ask(place, 'POST', `/entries/${entry.id}/revisions/${number}/restore`, {})
  place.counts.restores += 1
  if (reply.statusCode === 200) acknowledge(entry, { revision: reply.json().revision, restored: number })
  else place.fault(`revision ${number} of ${entry.id} could not be restored: ${reply.body.slice(0, 300)}`)
}

export async function ask({ person, fault }: Pick<Place, 'person' | 'fault'>, ...request: Parameters<Person['ask']>) {
  let reply = await person.ask(...request)
  // On a machine that is too busy Verso says so; whoever is told to try again does.
  for (let tries = 0; reply.statusCode === 503 && tries < 5; tries += 1) {
    await new Promise((next) => setTimeout(next, 1_000 * Number(reply.headers['retry-after'] ?? 1)))
    reply = await person.ask(...request)
  }
  if (!mayBe.includes(reply.statusCode)) fault(`${request[0]} ${request[1]} answered ${reply.statusCode}: ${reply.body.slice(0, 300)}`)
  return reply
}

/** The model as it is now: as a document, and what of it this history is about. */
export async function modelOf(
  place: Pick<Place, 'person' | 'fault' | 'typeId' | 'partId'>,
): Promise<{ document: ModelDocument; state: PlainState }> {
  const document: ModelDocument = (await ask(place, 'GET', '/model')).json()
  const [type, part] = [place.typeId, place.partId].map((wanted) => document.types.find(({ id }) => id === wanted))
  const language = document.locales.find(({ code }) => code !== 'en')?.code ?? ''
  const state = {
    name: type?.name ?? '',
    fields: (type?.fields ?? []).map(plainField),
    parts: (part?.fields ?? []).map(plainField),
    language,
  }
  return { document, state }
}

function plainField({ id = '', name, kind, localized, options = [] }: FieldDocument): PlainField {
  return { id, name, kind, localized: localized === true, options: options.map(({ value }) => value) }
}

/** What was sent, or the number of the revision that was restored. */
type Save = { revision: number } & ({ sent: Record<string, Given> } | { restored: number })

function acknowledge(entry: PlainEntry, save: Save): void {
  if (save.revision === entry.revision) return
  entry.revision = save.revision
  entry.pending.push(save)
}

/** Works out the content of every revision that was acknowledged since. */
export async function settle({ history, versionOf }: Place, entry: PlainEntry): Promise<void> {
  for (const save of entry.pending.splice(0)) {
    const version = await versionOf(entry.id, save.revision)
    const before = entry.contents.get(save.revision - 1) ?? new Map()
    const after =
      'sent' in save
        ? savedContent({ history, version }, before, save.sent)
        : restoredContent(history.stateAt(version), { before, old: entry.contents.get(save.restored) ?? new Map() })
    entry.contents.set(save.revision, after)
  }
}

/** Random values for some of the fields that the type has just now. */
async function someFields(place: Place): Promise<{ state: PlainState; fields: Record<string, Given> }> {
  const { state } = await modelOf(place)
  const chosen = state.fields.filter(() => place.random() < 0.5)
  const fields = Object.fromEntries(
    chosen.map((field) => [field.name, place.random() < 0.1 ? null : someValue(field, state, place.random)] as const),
  )
  return { state, fields }
}

function someValue(field: PlainField, state: PlainState, random: () => number): Given {
  if (field.kind === 'component') return someParts(state, random)
  if (!field.localized) return someScalar(field, random)
  const own = someScalar(field, random)
  return random() < 0.5 ? { en: own } : { en: own, [state.language]: someScalar(field, random) }
}

/** Some of a few keys in some order, so that parts come, go, move and stay. */
function someParts(state: PlainState, random: () => number): GivenPart[] | null {
  const chosen = keys.filter(() => random() < 0.5)
  if (random() < 0.5) chosen.reverse()
  if (chosen.length === 0) return null
  return chosen.map((_key) => {
    const values = state.parts.filter(() => random() < 0.6).map((part) => [part.name, someValue(part, state, random)] as const)
    return { _key, ...Object.fromEntries(values) }
  })
}

function someScalar({ kind, options }: PlainField, random: () => number): Scalar {
  if (kind === 'boolean') return random() < 0.5
  if (kind === 'integer') return Math.floor(random() * 2_000) - 1_000
  if (kind === 'number') return Math.floor(random() * 4_000) / 4
  if (kind === 'enum') return oneOf(options, random)
  return oneOf([oneOf(words, random), String(Math.floor(random() * 500)), random() < 0.5 ? 'true' : 'false'], random)
}

function oneOf<T>(list: T[], random: () => number): T {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('There is nothing to choose from')
  return found
}
