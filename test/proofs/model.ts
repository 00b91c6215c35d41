// Proof of changes of the model: random histories of changes, planned, applied and undone, while four writers save, restore and publish,
// against a model in memory that knows none of Verso's code. Arguments: --seed N, --histories N.
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import pg from 'pg'
import { randomFrom } from '../data/random.ts'
import { contentRows } from '../support/content-fingerprint.ts'
import { freshDatabase } from '../support/database.ts'
import { appOver } from '../support/test-app.ts'
import { newName } from './model-alterations.ts'
import { type Change, changeModel, removeTypes, undoModel } from './model-changes.ts'
import { compareEntry } from './model-comparison.ts'
import { makeEntry, modelOf, type Place, type PlainEntry, settle, writeOnce } from './model-people.ts'
import { lostValues, type PlainContent } from './plain-content.ts'
import { plainHistory } from './plain-model.ts'

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
let person = await signInAs('owner')
const faults: string[] = []
const counts = { saves: 0, restores: 0, publishes: 0, refused: 0, changes: 0, undone: 0, savedBetween: 0, planned: 0, compared: 0 }
const kindsOfChange = new Map<string, number>()
await person.ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })

const began = performance.now()
for (let index = 0; index < histories && faults.length < 20; index += 1) {
  if (process.stderr.isTTY) process.stderr.write(`\r${index} of ${histories} histories`)
  await runHistory()
  if ((index + 1) % 20 === 0)
    console.log(`${index + 1} histories, ${Math.round((performance.now() - began) / 1000)} s, ${faults.length} faults`)
}
await close()
await store.close()
await sql.end()

console.log(`steps: ${[...kindsOfChange].map(([kind, count]) => `${count} ${kind}`).join(', ')}`)
console.log(
  `model: ${histories} histories in ${((performance.now() - began) / 1000).toFixed(1)} s, ${counts.changes} changes (${counts.planned} compared with their plan), ` +
    `${counts.undone} undone (${counts.savedBetween} after saves in between), ${counts.saves} saves by ${writers} writers (${counts.refused} refused), ` +
    `${counts.restores} restores, ${counts.publishes} publishes, ${counts.compared} entries compared with a revision of each, ` +
    `${faults.length} faults, seed ${seed}: ${faults.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults.length === 0 ? 0 : 1)

/** A fault is told when it is found: a proof may be ended before its end. */
function tell(fault: string): void {
  faults.push(fault)
  console.log(`  ${fault}`)
}

async function runHistory(): Promise<void> {
  // A proof outlasts an access token.
  person = await signInAs('owner')
  const place = await newPlace()
  if (place === null) return
  const log: string[] = []
  place.fault = (sentence) => tell(`after ${log.join('; ') || 'nothing'}: ${sentence}`)
  const entries: PlainEntry[][] = []
  for (let writer = 0; writer < writers; writer += 1) {
    const own = await Promise.all([makeEntry(place), makeEntry(place)])
    entries.push(own.filter((entry) => entry !== null))
  }
  for (let round = 0; round < rounds; round += 1) await runRound(place, { entries, log, isQuiet: round % 2 === 1 })
  await removeTypes(place)
}

/** A type with a text, a choice and a list of parts. */
async function newPlace(): Promise<Place | null> {
  const [part, type] = [newName('part'), newName('thing')]
  const ids: string[] = []
  for (const body of [
    {
      name: part,
      kind: 'component',
      fields: [
        { name: newName('field'), kind: 'text' },
        { name: newName('field'), kind: 'text', localized: true },
      ],
    },
    {
      name: type,
      publicRead: true,
      fields: [
        { name: newName('field'), kind: 'text' },
        { name: newName('field'), kind: 'enum', options: ['otter', newName('option')] },
        { name: newName('field'), kind: 'component', many: true, components: [part] },
      ],
    },
  ]) {
    const made = await person.ask('POST', '/types', body)
    if (made.statusCode !== 201) tell(`The type ${body.name} was not made: ${made.body.slice(0, 300)}`)
    else ids.push(made.json().id)
  }
  const [partId, typeId] = ids
  if (partId === undefined || typeId === undefined) return null
  const place: Place = { typeId, partId, history: plainHistory(), person, random, versionOf, fault: tell, counts }
  place.history.add(await presentVersion(), (await modelOf(place)).state, { renames: {} })
  return place
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
  await compareAll(place, all)
}

async function compareAll(place: Place, entries: PlainEntry[]): Promise<void> {
  for (const entry of entries) await settle(place, entry)
  const version = await presentVersion()
  for (const entry of entries) {
    await compareEntry(place, entry, { version, app })
    counts.compared += 1
  }
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
  for (const { kind } of change.steps) kindsOfChange.set(kind, (kindsOfChange.get(kind) ?? 0) + 1)
  log.push(change.what)
  place.history.add(change.modelVersion, (await modelOf(place)).state, { renames: change.renames })
}

/**
 * A change while nobody writes: its plan says exactly what is lost. Then, often, its undo: without saves in between it leaves no trace,
 * after them everything is there that they didn't change.
 */
async function quietChange(place: Place, { entries, log }: { entries: PlainEntry[]; log: string[] }): Promise<void> {
  for (const entry of entries) await settle(place, entry)
  const from = await presentVersion()
  const contents = entries.map(newestContent)
  const before = await contentRows(connectionString)
  const change = await changeModel(place)
  if (change === null) return
  await note(place, { change, log })
  const lost = contents.reduce((sum, content) => sum + lostValues(place.history, content, { from, to: change.modelVersion }), 0)
  const said = change.steps.reduce((sum, { counts: { convertedWithLoss, lost: gone } }) => sum + convertedWithLoss + gone, 0)
  counts.planned += 1
  if (lost !== said) place.fault(`the plan said that ${said} values would be lost or changed with loss; ${lost} are`)
  if (random() < 0.4) return
  const areSaved = random() < 0.5
  if (areSaved) await Promise.all(entries.map((entry) => writeOnce(place, entry)))
  await compareAll(place, entries)
  await undo(place, { change, from, log, before: areSaved ? null : before })
}

interface Undoing {
  change: Change
  /** The version that comes back. */
  from: number
  log: string[]
  /** What all content must be afterwards, where nobody saved since. */
  before: string[] | null
}

async function undo(place: Place, { change, from, log, before }: Undoing): Promise<void> {
  const version = await undoModel(place, change.modelVersion)
  if (version === null) return
  place.history.add(version, (await modelOf(place)).state, { same: from })
  log.push(before === null ? 'saves, undo' : 'undo')
  counts.undone += 1
  if (before === null) counts.savedBetween += 1
  else compareRows(place, before, await contentRows(connectionString))
}

function compareRows(place: Place, before: string[], after: string[]): void {
  const [gone, added] = [before.filter((row) => !after.includes(row)), after.filter((row) => !before.includes(row))]
  if (gone.length + added.length === 0) return
  place.fault(
    `content after the undo isn’t what it was before the change: ${gone.length} rows went, as ${gone[0]}; ${added.length} came, as ${added[0]}`,
  )
}

function newestContent(entry: PlainEntry): PlainContent {
  const content = entry.contents.get(entry.revision)
  if (content === undefined) throw new Error(`Nothing is known of revision ${entry.revision} of ${entry.id}`)
  return content
}

async function presentVersion(): Promise<number> {
  return (await person.ask('GET', '/model')).json().modelVersion
}

async function versionOf(entryId: string, revision: number): Promise<number> {
  const { rows } = await sql.query('select "modelVersion" from "Revision" where "entryId" = $1 and number = $2', [entryId, revision])
  return rows[0].modelVersion
}
