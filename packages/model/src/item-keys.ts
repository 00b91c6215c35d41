import { canonicalJson } from './canonical-json.ts'
import type { Json } from './json.ts'

const keyPattern = /^[A-Za-z0-9_-]{1,40}$/

/** Whether a text can name an item of a list. */
export function isItemKey(value: unknown): value is string {
  return typeof value === 'string' && keyPattern.test(value)
}

/**
 * A key for an item that came without one, unlike those that are taken. It comes from what the item holds: the same item sent again gets
 * the same key, and two people who add different items at once don't give them one key.
 */
export function newItemKey(item: { [member: string]: Json }, taken: ReadonlySet<string>): string {
  const text = canonicalJson(item)
  const key = [0x811c9dc5, 0x9e3779b9].map((seed) => fnv1a(text, seed).toString(36).padStart(7, '0')).join('')
  if (!taken.has(key)) return key
  let number = 2
  while (taken.has(`${key}-${number}`)) number += 1
  return `${key}-${number}`
}

/** The hash FNV-1a of 32 bits (Fowler, Noll, Vo), over the UTF-16 units of a text. */
function fnv1a(text: string, seed: number): number {
  let hash = seed
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

export const itemKeyPattern = keyPattern.source
