import type { FastifyInstance } from 'fastify'
import { ask, type Place, type PlainEntry } from './model-people.ts'
import { type Given, inLanguage, said, shownContent } from './plain-content.ts'
import type { PlainState } from './plain-model.ts'

interface Against {
  /** The present version of the model. */
  version: number
  app: FastifyInstance
}

/** The draft, what readers see in both languages, and one old revision, against what the plain model says. */
export async function compareEntry(place: Place, entry: PlainEntry, { version, app }: Against): Promise<void> {
  const answer = await ask(place, 'GET', `/entries/${entry.id}`)
  if (answer.statusCode !== 200) return place.fault(`entry ${entry.id} answered ${answer.statusCode}: ${answer.body.slice(0, 200)}`)
  const view = answer.json()
  if (view.revision !== entry.revision) place.fault(`entry ${entry.id} is at revision ${view.revision}, not ${entry.revision}`)
  compare(place, `the draft of ${entry.id}`, { found: view.fields, expected: shownAt(place, entry, { revision: entry.revision, version }) })
  await compareRevision(place, entry, version)
  const state = place.history.stateAt(version)
  for (const [code, published] of Object.entries(view.publications as Record<string, { revision: number }>)) {
    const reply = await app.inject(`/content/v1/entries/${state.name}/${entry.id}?locale=${code}`)
    if (reply.statusCode !== 200) {
      place.fault(`${entry.id} published in ${code} answered ${reply.statusCode}: ${reply.body.slice(0, 200)}`)
      continue
    }
    // What says the same in every language is read in the first one, whatever it was published in before.
    const { revision } = isLocalized(state) ? published : (view.publications.en ?? published)
    const expected = readBy(state, code, shownAt(place, entry, { revision, version }))
    // Former names are given beside the present ones for a while.
    compare(place, `${entry.id} published in ${code}`, { found: presentNames(state, reply.json().data), expected })
  }
}

/** An old revision opens, and can be compared with the draft, whatever model it was saved under. */
async function compareRevision(place: Place, entry: PlainEntry, version: number): Promise<void> {
  const number = 1 + Math.floor(place.random() * entry.revision)
  const reply = await ask(place, 'GET', `/entries/${entry.id}/revisions/${number}`)
  const what = `revision ${number} of ${entry.id}`
  if (reply.statusCode !== 200) return place.fault(`${what} answered ${reply.statusCode}`)
  compare(place, what, { found: reply.json().fields, expected: shownAt(place, entry, { revision: number, version }) })
  const compared = await ask(place, 'GET', `/entries/${entry.id}/compare?from=${number}&to=draft`)
  if (compared.statusCode !== 200) place.fault(`${what} could not be compared: ${compared.body.slice(0, 200)}`)
}

type Shown = { [name: string]: Given }

function shownAt({ history }: Place, entry: PlainEntry, { revision, version }: { revision: number; version: number }): Shown {
  const content = entry.contents.get(revision)
  if (content === undefined) throw new Error(`Nothing is known of revision ${revision} of ${entry.id}`)
  return shownContent({ history, version }, content)
}

function readBy({ fields, parts }: PlainState, code: string, shown: Shown): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, inLanguage(shown[field.name] ?? null, field, { code, parts })]))
}

function isLocalized({ fields, parts }: PlainState): boolean {
  const all = fields.some(({ kind }) => kind === 'component') ? [...fields, ...parts] : fields
  return all.some(({ localized }) => localized)
}

function presentNames({ fields, parts }: PlainState, data: Record<string, unknown>): unknown {
  const pick = (members: Record<string, unknown>, names: string[]) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)))
  const partNames = ['_key', ...parts.map(({ name }) => name)]
  return Object.fromEntries(
    fields.map((field) => {
      const value = data[field.name]
      return [field.name, field.kind === 'component' ? (value as Record<string, unknown>[]).map((part) => pick(part, partNames)) : value]
    }),
  )
}

function compare(place: Place, what: string, { found, expected }: { found: unknown; expected: unknown }): void {
  const [one, other] = [JSON.stringify(said(found)), JSON.stringify(said(expected))]
  if (one !== other) place.fault(`${what} is ${one}, not ${other}`)
}
