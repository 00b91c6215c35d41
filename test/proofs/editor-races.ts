import type { Store } from '@verso/data'
import type pg from 'pg'
import type { HttpClient, HttpReply } from '../support/http-client.ts'
import { type FieldName, fieldNames } from './entry-history.ts'

/** What the parts of the proof work with. */
export interface World {
  clients: HttpClient[]
  /** Readers of what is public, without a credential. */
  readers: HttpClient[]
  store: Store
  sql: pg.Client
  random: () => number
  say: (text: string) => void
}

export interface EditorRaces {
  same: number
  different: number
  faults: string[]
}

/** Two editors save one entry at once, each from the revision that both saw: the same field in every other race, different ones in the rest. */
export async function runEditorRaces({ clients, random, say }: World, count: number): Promise<EditorRaces> {
  const told: EditorRaces = { same: 0, different: 0, faults: [] }
  const [first] = clients
  if (first === undefined) throw new Error('There are no clients')
  const made = await first.ask('POST', '/admin/v1/entries', { type: 'note', fields: { a: 'a', b: 'b', c: 'c', slug: 'race' } })
  const path = `/admin/v1/entries/${made.body.id}`
  let revision = 1
  for (let race = 0; race < count; race += 1) {
    const isSame = race % 2 === 0
    const [one, two] = twoOf(clients, random)
    const fields = isSame ? sameField(random) : differentFields(random)
    const saves = await Promise.all(
      [one, two].map((client, index) =>
        client.ask('PATCH', path, { fields: { [fields[index] ?? 'a']: wordsOf(race, index) }, baseRevision: revision }),
      ),
    )
    const now = (await one.ask('GET', path)).body
    const faults = isSame
      ? faultsOfSame({ race, field: fields[0], revision, saves, now })
      : faultsOfDifferent({ race, fields, revision, saves, now })
    told.faults.push(...faults.map((fault) => `Race ${race}: ${fault}`))
    told[isSame ? 'same' : 'different'] += 1
    revision = now.revision
    if (race % 50 === 0) say(`${race} races`)
  }
  const { body } = await first.ask('GET', `${path}/revisions?limit=250`)
  if (body.data[0]?.number !== revision) told.faults.push('The newest revision is not the one that the entry is at')
  return told
}

function wordsOf(race: number, index: number): string {
  return `race ${race} editor ${index}`
}

interface Seen {
  race: number
  revision: number
  saves: HttpReply[]
  // biome-ignore lint/suspicious/noExplicitAny: the entry as the API gives it
  now: any
}

function faultsOfSame({ race, field, revision, saves, now }: Seen & { field: FieldName }): string[] {
  const won = saves.findIndex((save) => save.status === 200)
  const lost = saves.find((save) => save.status === 409)
  const conflict = lost?.body.conflicts?.[0]
  return [
    ...(won === -1 || lost === undefined ? [`the answers are ${saves.map((save) => save.status).join(' and ')}`] : []),
    ...(now.fields[field] === wordsOf(race, won) ? [] : [`the entry holds "${now.fields[field]}", not what was acknowledged`]),
    ...(now.revision === revision + 1 ? [] : [`the entry is at revision ${now.revision} after ${revision}`]),
    ...(conflict?.theirs === wordsOf(race, won) && conflict.mine === wordsOf(race, 1 - won)
      ? []
      : ['the conflict does not say whose value is whose']),
  ]
}

function faultsOfDifferent({ race, fields, revision, saves, now }: Seen & { fields: FieldName[] }): string[] {
  return [
    ...(saves.every((save) => save.status === 200) ? [] : [`the answers are ${saves.map((save) => save.status).join(' and ')}`]),
    ...(saves.filter((save) => save.body.merged === true).length === 1 ? [] : ['not exactly one save was merged']),
    ...fields.flatMap((field, index) => (now.fields[field] === wordsOf(race, index) ? [] : [`what editor ${index} wrote is lost`])),
    ...(now.revision === revision + 2 ? [] : [`the entry is at revision ${now.revision} after ${revision}`]),
  ]
}

function twoOf(clients: HttpClient[], random: () => number): [HttpClient, HttpClient] {
  const first = Math.floor(random() * clients.length)
  const second = (first + 1 + Math.floor(random() * (clients.length - 1))) % clients.length
  const [one, two] = [clients[first], clients[second]]
  if (one === undefined || two === undefined) throw new Error('There are no two clients')
  return [one, two]
}

function sameField(random: () => number): [FieldName, FieldName] {
  const field = fieldNames[Math.floor(random() * fieldNames.length)] ?? 'a'
  return [field, field]
}

function differentFields(random: () => number): [FieldName, FieldName] {
  const first = Math.floor(random() * fieldNames.length)
  return [fieldNames[first] ?? 'a', fieldNames[(first + 1) % fieldNames.length] ?? 'b']
}
