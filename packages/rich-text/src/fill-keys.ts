import { isPlainObject } from '@verso/model'
import { isKey } from './repeated-keys.ts'

/** The lists of the tree whose items have keys. */
const keyedLists = new Set(['children', 'markDefs', 'rows', 'cells', 'value'])
/** Deeper than any tree that passes validation; what lies below stays as it is. */
const maxDepth = 8

/** The same tree with a key for every item that has none. Keys that are there stay; `nextKey` makes up the others. */
export function fillKeys<T>(value: T, nextKey: () => string): T
export function fillKeys(value: unknown, nextKey: () => string): unknown {
  return Array.isArray(value) ? fillList(value, nextKey, 0) : value
}

function fillList(items: unknown[], nextKey: () => string, depth: number): unknown[] {
  const taken = new Set(items.flatMap((item) => (isPlainObject(item) && typeof item._key === 'string' ? [item._key] : [])))
  return items.map((item) => {
    if (!isPlainObject(item)) return item
    const filled = fillMembers(item, nextKey, depth)
    return item._key === undefined ? withKey(filled, freeKey(taken, nextKey)) : filled
  })
}

function fillMembers(item: Record<string, unknown>, nextKey: () => string, depth: number): Record<string, unknown> {
  const members = Object.entries(item).map(([name, member]) => {
    const isList = Array.isArray(member) && keyedLists.has(name) && depth < maxDepth
    return [name, isList ? fillList(member, nextKey, depth + 1) : member]
  })
  return Object.fromEntries(members)
}

function withKey(item: Record<string, unknown>, key: string): Record<string, unknown> {
  const { _type, ...others } = item
  return _type === undefined ? { _key: key, ...others } : { _type, _key: key, ...others }
}

function freeKey(taken: Set<string>, nextKey: () => string): string {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const key = nextKey()
    if (!isKey(key)) throw new Error(`A generator of keys gave "${key}"`)
    if (taken.has(key)) continue
    taken.add(key)
    return key
  }
  throw new Error('A generator of keys gave only keys that are taken')
}
