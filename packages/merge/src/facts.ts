import { type ConflictKind, jsonPointer } from '@verso/model'
import type { Place } from './place.ts'

/**
 * What no comparison of three states can see: that a value which our side brings is held by another entry, leads to what isn't there, or
 * belongs to a field whose kind changed since the base, so that the sides mean different things.
 */
export interface Fact {
  kind: FactKind
  fieldId: string
  /** Of a localised field. */
  locale?: string | null | undefined
  /** As in our side: JSON Pointer inside the field's value (of the locale), by ids and positions; absent or empty for all of it. */
  path?: string | undefined
}

type FactKind = Exclude<ConflictKind, 'edit/edit' | 'edit/delete' | 'order/order'>

export interface Met {
  kind: FactKind
  /** The fact is about this very value, not about something that it holds. */
  isHere: boolean
}

/** The fact that our value at a place runs into, those about the value itself before those about what it holds. */
export function metFact(facts: readonly Fact[], { fieldId, locale, steps }: Place): Met | null {
  if (facts.length === 0) return null
  const path = jsonPointer(...steps.map((step) => (typeof step === 'string' ? step : step.mine)))
  const isOfLocale = (fact: Fact) => typeof fact.locale !== 'string' || locale === undefined || fact.locale === locale
  const own = facts.filter((fact) => fact.fieldId === fieldId && isOfLocale(fact))
  const here = own.find((fact) => (fact.path ?? '') === path)
  const inside = here ?? own.find((fact) => `${fact.path ?? ''}/`.startsWith(`${path}/`))
  return inside === undefined ? null : { kind: inside.kind, isHere: here !== undefined }
}
