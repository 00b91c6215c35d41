// Proof of changes of the model: random histories of changes, planned, applied and undone, while four writers save and publish,
// against a model in memory that knows none of Verso's code. Arguments: --seed N, --histories N.
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import pg from 'pg'
import { randomFrom } from '../data/random.ts'
import { contentFingerprint } from '../support/content-fingerprint.ts'
import { freshDatabase } from '../support/database.ts'
import { appOver } from '../support/test-app.ts'
import { type Change, changeModel, presentFields, removeType, undoModel } from './model-changes.ts'
import { ask, makeEntry, type Place, type PlainEntry, settle, writeOnce } from './model-people.ts'
import { convertValue, type PlainContent, type PlainField, plainHistory } from './plain-model.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, histories: { type: 'string', default: '300' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const histories = Number(values.histories)
const writers = 4
const rounds = 5
console.log(`seed ${seed}`)

const random = randomFrom(seed)
const connectionString = await freshDatabase()
const sql = new pg.Pool({ connectionString, max: 4 })
const store = await createStore({ connectionString, connectTimeoutMs: 60_000 })
const { app, signInAs, close } = await appOver(store)
const person = await signInAs('owner')
const faults: string[] = []
const counts = { saves: 0, publishes: 0, refused: 0, changes: 0, undone: 0, planned: 0, revisions: 0 }
await person.ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })

const began = performance.now()
for (let index = 0; index < histories && faults.length < 20; index += 1) {
  if (process.stderr.isTTY) process.stderr.write(`\r${index} of ${histories} histories`)
  await runHistory(index)
}
await close()
await store.close()
await sql.end()

for (const fault of faults) console.log(`  ${fault}`)
console.log(
  `model: ${histories} histories in ${((performance.now() - began) / 1000).toFixed(1)} s, ${counts.changes} changes (${counts.planned} compared with their plan), ` +
    `${counts.undone} undone, ${counts.saves} saves by ${writers} writers (${counts.refused} refused), ${counts.publishes} publishes, ` +
    `${counts.revisions} revisions read again, ${faults.length} faults, seed ${seed}: ${faults.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults.length === 0 ? 0 : 1)

async function runHistory(index: number): Promise<void> {
  const type = `thing${index}`
  const made = await person.ask('POST', '/types', { name: type, publicRead: true, fields: [{ name: `first${index}`, kind: 'text' }] })
  if (made.statusCode !== 201) {
    faults.push(`The type ${type} was not made: ${made.body.slice(0, 300)}`)
    return
  }
  const history = plainHistory()
  const log: string[] = []
  const fault = (sentence: string) => void faults.push(`${type}, after ${log.join('; ') || 'nothing'}: ${sentence}`)
  const place: Place = { type, history, person, random, versionOf, fault, counts }
  history.add(await presentVersion(), await presentFields(place), null)
  const entries: PlainEntry[][] = []
  for (let writer = 0; writer < writers; writer += 1) {
    const own = await Promise.all([makeEntry(place), makeEntry(place)])
    entries.push(own.filter((entry) => entry !== null))
  }
  for (let round = 0; round < rounds; round += 1) await runRound(place, { entries, log, isQuiet: round % 2 === 1 })
  await removeType(place)
}

interface Round {
  entries: PlainEntry[][]
  log: string[]
  /** Nobody writes while the model changes: then the plan's figures must be exact, and an undo gives everything back. */
  isQuiet: boolean
}

async function runRound(place: Place, { entries, log, isQuiet }: Round): Promise<void> {
  const all = entries.flat()
  if (isQuiet) {
    await writeAll(place, entries)
    await quietChange(place, { entries: all, log })
  } else {
    const [, change] = await Promise.all([writeAll(place, entries), changeModel(place)])
    if (change !== null) await note(place, { change, log })
  }
  for (const entry of all) await settle(place, entry)
  for (const entry of all) await compare(place, entry)
}

async function writeAll(place: Place, entries: PlainEntry[][]): Promise<void> {
  await Promise.all(
    entries.map(async (own) => {
      for (const entry of [...own, ...own]) await writeOnce(place, entry)
    }),
  )
}

async function note(place: Place, { change, log }: { change: Change; log: string[] }): Promise<void> {
  counts.changes += 1
  log.push(change.what)
  place.history.add(change.modelVersion, await presentFields(place), null)
}

/** A change while nobody writes: its plan says exactly what is lost, and an undo leaves no trace of it. */
async function quietChange(place: Place, { entries, log }: { entries: PlainEntry[]; log: string[] }): Promise<void> {
  for (const entry of entries) await settle(place, entry)
  const from = await presentVersion()
  const before = place.history.fieldsAt(from)
  const contents = entries.map((entry) => contentOf(place, entry, { revision: entry.revision, version: from }))
  const hash = await contentFingerprint(connectionString)
  const change = await changeModel(place)
  if (change === null) return
  await note(place, { change, log })
  const after = place.history.fieldsAt(change.modelVersion)
  const lost = contents.reduce((sum, content) => sum + lostIn(content, before, after), 0)
  const said = change.steps.reduce((sum, { counts: { convertedWithLoss, lost: gone } }) => sum + convertedWithLoss + gone, 0)
  counts.planned += 1
  if (lost !== said) place.fault(`the plan said that ${said} values would be lost or changed with loss; ${lost} are`)
  if (random() < 0.5) return
  for (const entry of entries) await compare(place, entry)
  const version = await undoModel(place, change.modelVersion)
  if (version === null) return
  place.history.add(version, await presentFields(place), from)
  log.push('undo')
  counts.undone += 1
  if ((await contentFingerprint(connectionString)) !== hash) place.fault('content after the undo isn’t what it was before the change')
}

/** Values, of which a localised field has one for each language, that a change takes away. */
function lostIn(content: PlainContent, before: PlainField[], after: PlainField[]): number {
  let lost = 0
  for (const field of before) {
    const value = content.get(field.id)
    if (value === undefined) continue
    const next = after.find(({ id }) => id === field.id)
    const converted = next === undefined ? null : convertValue(value, field, next)
    lost += sizeOf(value) - (converted === null ? 0 : Math.min(sizeOf(value), sizeOf(converted)))
  }
  return lost
}

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1
}

function contentOf({ history }: Place, entry: PlainEntry, { revision, version }: { revision: number; version: number }): PlainContent {
  const snapshot = entry.snapshots.get(revision)
  if (snapshot === undefined) throw new Error(`Nothing is known of revision ${revision} of ${entry.id}`)
  return history.under(snapshot, version)
}

/** The draft, what readers see, and one old revision, against what the plain model says. */
async function compare(place: Place, entry: PlainEntry): Promise<void> {
  const version = await presentVersion()
  const view = (await ask(place, 'GET', `/entries/${entry.id}`)).json()
  if (view.revision !== entry.revision) place.fault(`entry ${entry.id} is at revision ${view.revision}, not ${entry.revision}`)
  same(place, {
    what: `the draft of ${entry.id}`,
    found: view.fields,
    content: contentOf(place, entry, { revision: entry.revision, version }),
    version,
  })
  const published = view.publications.en?.revision
  if (published !== undefined) await comparePublished(place, { entry, revision: published, version })
  const old = 1 + Math.floor(random() * entry.revision)
  const revision = await ask(place, 'GET', `/entries/${entry.id}/revisions/${old}`)
  counts.revisions += 1
  if (revision.statusCode !== 200) place.fault(`revision ${old} of ${entry.id} answered ${revision.statusCode}`)
  else
    same(place, {
      what: `revision ${old} of ${entry.id}`,
      found: revision.json().fields,
      content: contentOf(place, entry, { revision: old, version }),
      version,
    })
}

async function comparePublished(
  place: Place,
  { entry, revision, version }: { entry: PlainEntry; revision: number; version: number },
): Promise<void> {
  const reply = await app.inject(`/content/v1/entries/${place.type}/${entry.id}`)
  if (reply.statusCode !== 200) return place.fault(`the published ${entry.id} answered ${reply.statusCode}: ${reply.body.slice(0, 200)}`)
  const content = contentOf(place, entry, { revision, version })
  const found = reply.json().data
  for (const { id, name, localized } of place.history.fieldsAt(version)) {
    const value = content.get(id)
    const expected = value === undefined ? null : localized ? ((value as Record<string, unknown>).en ?? null) : value
    if (JSON.stringify(found[name]) !== JSON.stringify(expected))
      place.fault(`published ${name} of ${entry.id} is ${JSON.stringify(found[name])}, not ${JSON.stringify(expected)}`)
  }
}

interface Comparison {
  what: string
  found: Record<string, unknown>
  content: PlainContent
  version: number
}

function same(place: Place, { what, found, content, version }: Comparison): void {
  for (const { id, name, localized } of place.history.fieldsAt(version)) {
    const expected = content.get(id) ?? (localized ? {} : null)
    if (!equal(found[name], expected)) place.fault(`${name} in ${what} is ${JSON.stringify(found[name])}, not ${JSON.stringify(expected)}`)
  }
}

function equal(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>]
  return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => a[key] === b[key])
}

async function presentVersion(): Promise<number> {
  return (await person.ask('GET', '/model')).json().modelVersion
}

async function versionOf(entryId: string, revision: number): Promise<number> {
  const { rows } = await sql.query('select "modelVersion" from "Revision" where "entryId" = $1 and number = $2', [entryId, revision])
  return rows[0].modelVersion
}
