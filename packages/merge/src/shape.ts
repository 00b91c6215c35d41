import { type Content, isPlainObject, type Json } from '@verso/model'
import type { Sides } from './judge.ts'

/** How a value is taken apart: into what people change independently of one another, or not at all. */
export type Shape = Whole | Locales | Members | Items

/** One value: two changes of it meet. */
interface Whole {
  kind: 'whole'
}

/** A map by language. */
interface Locales {
  kind: 'locales'
  of: Shape
}

/** An object. */
export interface Members {
  kind: 'members'
  /** Of a component its fields, in the order of the model. */
  names?: readonly string[]
  of: (member: string) => Shape
  /** Whether members that came from two sides make sense together; where they don't, the object is one value after all. */
  fits?: (merged: NestedObject, sides: Sides<NestedObject>) => boolean
}

/** A list of items that have an identity; their order is a value of its own. */
export interface Items {
  kind: 'items'
  keyOf: (item: Json) => string | null
  /** Of an item that both sides have. */
  of: (ours: Json, theirs: Json) => Shape
  /** An empty list is stored as no value. */
  isNoneWhenEmpty: boolean
  /** Comparing two states looks at items as wholes. */
  isComparedWhole?: true
}

export interface NestedObject {
  [member: string]: Json
}

export const whole: Whole = { kind: 'whole' }

export function itemKey(item: Json): string | null {
  return textIn(item, '_key')
}

/** A member that is a text; null where there is none. */
export function textIn(item: Json, member: string): string | null {
  const value = isPlainObject(item) ? item[member] : null
  return typeof value === 'string' ? value : null
}

/** The members of an object; none where there is no object. */
export function membersOf(value: Json | Content): NestedObject {
  return isPlainObject(value) ? (value as NestedObject) : {}
}

/** The items of a list by key; no list is an empty one. Null where some item has no key, or two have the same. */
export function itemsByKey({ keyOf }: Items, list: Json): Map<string, Json> | null {
  if (list === null) return new Map()
  if (!Array.isArray(list)) return null
  const items = new Map<string, Json>()
  for (const item of list) {
    const key = keyOf(item)
    if (key === null || items.has(key)) return null
    items.set(key, item)
  }
  return items
}
