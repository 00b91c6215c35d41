import type { Json } from './json.ts'
import { isPlainObject } from './plain-object.ts'

/** The map of a localised field; empty where it holds none, so that a field that has just become localised doesn't break a read. */
export function valuesByLocale(value: Json | undefined): { [locale: string]: Json } {
  return isPlainObject(value) ? (value as { [locale: string]: Json }) : {}
}
