import { alter } from './model-alterations.ts'
import { ask, modelOf, type Place } from './model-people.ts'
import type { PlainRenames } from './plain-model.ts'

export interface Change {
  /** What is done, for whoever reads of a fault. */
  what: string
  renames: PlainRenames
  steps: { kind: string; field?: string; counts: { kept: number; converted: number; convertedWithLoss: number; lost: number } }[]
  modelVersion: number
}

/** Plans a random change and applies it; a plan that others made stale is made again. Null where nothing came of it. */
export async function changeModel(place: Place): Promise<Change | null> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { document } = await modelOf(place)
    const { what, renames } = alter(document, place)
    const planned = await ask(place, 'POST', '/model/plan', document)
    if (planned.statusCode !== 200) {
      place.fault(`The plan to ${what} was refused: ${planned.body.slice(0, 300)}`)
      return null
    }
    const { planHash, steps } = planned.json()
    if (steps.length === 0) return null
    const applied = await ask(place, 'POST', '/model/apply', { planHash, acceptLoss: true })
    if (applied.statusCode === 200) return { what, renames, steps, modelVersion: applied.json().modelVersion }
    if (applied.json().code !== 'plan_stale') {
      place.fault(`The plan to ${what} could not be applied: ${applied.body.slice(0, 300)}`)
      return null
    }
  }
  return null
}

export async function undoModel(place: Place, modelVersion: number): Promise<number | null> {
  const reply = await ask(place, 'POST', '/model/undo', { modelVersion, acceptLoss: true })
  if (reply.statusCode === 200) return reply.json().modelVersion
  place.fault(`Version ${modelVersion} could not be undone: ${reply.body.slice(0, 300)}`)
  return null
}

/** Takes the types away with all their entries, so that the next history begins on a small model. */
export async function removeTypes(place: Place): Promise<void> {
  const { document } = await modelOf(place)
  const types = document.types.filter(({ id }) => id !== place.typeId && id !== place.partId)
  const planned = await ask(place, 'POST', '/model/plan', { ...document, types })
  const applied = await ask(place, 'POST', '/model/apply', { planHash: planned.json().planHash, acceptLoss: true })
  if (applied.statusCode !== 200) place.fault(`the types could not be removed: ${applied.body.slice(0, 300)}`)
}
