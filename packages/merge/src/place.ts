import { jsonPointer } from '@verso/model'

/** One value of an entry: a field, the locale where the field is localised, and the place inside its value. */
export interface ContentPath {
  fieldId: string
  locale?: string
  /** JSON Pointer inside the field's value (of the locale), by ids; items of lists by position. Absent for all of the value. */
  path?: string
  /** The same with items by their key, so that it is true for every side. Absent where it says the same. */
  byKey?: string
}

/** An item on the way to a value: where it stands on each side and in the result, -1 where it doesn't. */
export interface ItemStep {
  key: string
  mine: number
  theirs: number
  merged: number
}

export interface Place {
  fieldId: string
  locale?: string
  steps: readonly (string | ItemStep)[]
}

export function below(place: Place, step: string | ItemStep): Place {
  return { ...place, steps: [...place.steps, step] }
}

/** Where a conflict stands: positions as on our side, of what our side hasn't as on theirs. */
export function conflictPath(place: Place): ContentPath {
  return pathOf(place, ({ mine, theirs }) => (mine === -1 ? theirs : mine))
}

/** Where something that came in stands in the result; of an item that went, its list. */
export function mergedPath({ steps, ...place }: Place): ContentPath {
  const gone = steps.findIndex((step) => typeof step !== 'string' && step.merged === -1)
  return pathOf({ ...place, steps: gone === -1 ? steps : steps.slice(0, gone) }, ({ merged }) => merged)
}

/** Where a difference stands; the way to it is the same for both states. */
export function laterPath(place: Place): ContentPath {
  return pathOf(place, ({ merged }) => merged)
}

function pathOf({ steps, ...field }: Place, positionOf: (step: ItemStep) => number): ContentPath {
  if (steps.length === 0) return field
  const path = jsonPointer(...steps.map((step) => (typeof step === 'string' ? step : positionOf(step))))
  const byKey = jsonPointer(...steps.map((step) => (typeof step === 'string' ? step : step.key)))
  return { ...field, path, ...(steps.some((step) => typeof step !== 'string') ? { byKey } : {}) }
}
