import { ask, type Place } from './model-people.ts'
import type { PlainField, PlainKind } from './plain-model.ts'

interface TypeDocument {
  titleField?: string | null
  id: string
  name: string
  fields: FieldDocument[]
}

interface FieldDocument {
  id?: string
  name: string
  kind: PlainKind
  localized?: boolean
}

export interface Change {
  /** What is done to the type, for whoever reads of a fault. */
  what: string
  steps: { kind: string; field?: string; counts: { kept: number; converted: number; convertedWithLoss: number; lost: number } }[]
  modelVersion: number
}

const kinds: PlainKind[] = ['text', 'longText', 'integer', 'number', 'boolean']
let named = 0

/** Plans a random change of the type and applies it; a plan that others made stale is made again. Null where nothing came of it. */
export async function changeModel(place: Place): Promise<Change | null> {
  for (let tries = 0; tries < 50; tries += 1) {
    const document = (await ask(place, 'GET', '/model')).json()
    const type = (document.types as TypeDocument[]).find(({ name }) => name === place.type)
    if (type === undefined) throw new Error(`The model has no type ${place.type}`)
    const what = alter(type, place.random)
    const planned = await ask(place, 'POST', '/model/plan', document)
    if (planned.statusCode !== 200) {
      place.fault(`The plan to ${what} was refused: ${planned.body.slice(0, 300)}`)
      return null
    }
    const { planHash, steps } = planned.json()
    if (steps.length === 0) return null
    const applied = await ask(place, 'POST', '/model/apply', { planHash, acceptLoss: true })
    if (applied.statusCode === 200) return { what, steps, modelVersion: applied.json().modelVersion }
    if (applied.json().code !== 'plan_stale') {
      place.fault(`The plan to ${what} could not be applied: ${applied.body.slice(0, 300)}`)
      return null
    }
  }
  return null
}

export async function undoModel(place: Place, modelVersion: number): Promise<number | null> {
  const reply = await ask(place, 'POST', '/model/undo', { modelVersion, acceptLoss: true })
  return reply.statusCode === 200 ? reply.json().modelVersion : null
}

/** Takes the type away with all its entries, so that the next history begins on a small model. */
export async function removeType(place: Place): Promise<void> {
  const document = (await ask(place, 'GET', '/model')).json()
  const types = (document.types as TypeDocument[]).filter(({ name }) => name !== place.type)
  const planned = await ask(place, 'POST', '/model/plan', { ...document, types })
  const applied = await ask(place, 'POST', '/model/apply', { planHash: planned.json().planHash, acceptLoss: true })
  if (applied.statusCode !== 200) place.fault(`the type could not be removed: ${applied.body.slice(0, 300)}`)
}

/** The fields of the type as the model has them now. */
export async function presentFields(place: Place): Promise<PlainField[]> {
  const reply = await ask(place, 'GET', `/types/${place.type}`)
  return (reply.json().fields as (FieldDocument & { id: string })[]).map(({ id, name, kind, localized }) => ({
    id,
    name,
    kind,
    localized: localized === true,
  }))
}

function alter(type: TypeDocument, random: () => number): string {
  const index = Math.floor(random() * type.fields.length)
  const field = type.fields[index]
  const choice = random()
  if (field === undefined || choice < 0.15) return addField(type, random)
  if (choice < 0.3) {
    const from = field.name
    field.name = newName()
    return `rename ${from}`
  }
  if (choice < 0.6) {
    if (type.titleField === field.name) type.titleField = null
    const others = kinds.filter((kind) => kind !== field.kind)
    field.kind = others[Math.floor(random() * others.length)] ?? 'text'
    return `make ${field.name} ${field.kind}`
  }
  if (choice < 0.8) {
    field.localized = field.localized !== true
    return `make ${field.name} ${field.localized ? 'localised' : 'shared'}`
  }
  if (choice < 0.9) {
    type.fields.push(...type.fields.splice(index, 1))
    return `move ${field.name}`
  }
  type.fields.splice(index, 1)
  if (type.titleField === field.name) type.titleField = null
  return `remove ${field.name}`
}

function addField(type: TypeDocument, random: () => number): string {
  const kind = kinds[Math.floor(random() * kinds.length)] ?? 'text'
  const field = { name: newName(), kind, localized: random() < 0.4 }
  type.fields.push(field)
  return `add ${field.name}`
}

function newName(): string {
  named += 1
  return `field${named}`
}
