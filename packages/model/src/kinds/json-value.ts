import type { Json } from '../json.ts'
import { isPlainObject, setMember } from '../plain-object.ts'

/** Levels of JSON inside a value; the same as of a request's body. */
export const maxJsonDepth = 64

/** The value when it is JSON of at most that depth, as a copy of its own; else undefined. `-0` becomes 0, which JSON text can't tell apart. */
export function toJson(value: unknown, depth = 0): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  if (depth >= maxJsonDepth) return undefined
  if (Array.isArray(value)) {
    const items = value.map((item) => toJson(item, depth + 1))
    return items.every((item) => item !== undefined) ? items : undefined
  }
  if (!isPlainObject(value)) return undefined
  const copy: { [name: string]: Json } = {}
  for (const [name, member] of Object.entries(value)) {
    const json = toJson(member, depth + 1)
    if (json === undefined) return undefined
    setMember(copy, name, json)
  }
  return copy
}
