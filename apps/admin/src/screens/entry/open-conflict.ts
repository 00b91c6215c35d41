import type { ActorRef, SaveConflict } from '@verso/contract'
import type { Json } from '@verso/model'
import { inOrderOf, tokensAfter, valueInside, withInside } from '../../fields/nested/inner-place.ts'
import { placeAt, type ValuePlace, type Values } from './entry-values.ts'
import type { MetValue } from './rebase-value.ts'
import { sameJson } from './same-json.ts'

/** A value that two people changed, until somebody has chosen. */
export interface OpenConflict extends MetValue {
  by: ActorRef
  at: string
  /** The revision that what was typed here began from: a choice that is still open when the page is left is met again from there. */
  since: number | null
}

/** What is on the screen with one of the two others in place of what was typed there. */
export function withChoice(value: Json | undefined, place: string, { conflict, next }: { conflict: OpenConflict; next: Json }): Json {
  const tokens = tokensAfter(place, conflict.path)
  const present = valueInside(value, tokens)
  const isOrder = conflict.kind === 'order/order' && Array.isArray(present) && Array.isArray(next)
  return withInside(value, tokens, { next: isOrder ? inOrderOf(present, next) : next, index: conflict.index })
}

interface Met {
  places: readonly ValuePlace[]
  met: readonly MetValue[]
  /** What the server has by now, and what the typing began from. */
  latest: Values
  before: Values
  form: { get: (pointer: string) => Json | undefined }
}

/** The places that the server names, as they lie in the form; one that isn't found again on this side is asked about as a whole. */
export function openConflicts(found: readonly SaveConflict[], { places, met, latest, before, form }: Met): Omit<OpenConflict, 'since'>[] {
  const named = new Map(found.flatMap((conflict) => [[placeAt(conflict.path, places)?.pointer, conflict] as const]))
  const inside = met.flatMap((value): Omit<OpenConflict, 'since'>[] => {
    const { by, at } = named.get(placeAt(value.path, places)?.pointer) ?? found[0] ?? { by: null, at: new Date().toISOString() }
    return [{ ...value, by, at }]
  })
  const whole = [...named].flatMap(([pointer, { kind, by, at }]): Omit<OpenConflict, 'since'>[] => {
    const isMet = pointer === undefined || met.some(({ path }) => path === pointer || path.startsWith(`${pointer}/`))
    if (isMet || sameJson(form.get(pointer), latest.get(pointer))) return []
    return [{ path: pointer, kind, base: before.get(pointer) ?? null, theirs: latest.get(pointer) ?? null, index: -1, by, at }]
  })
  return [...inside, ...whole]
}
