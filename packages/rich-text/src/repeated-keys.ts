import { type Issue, isPlainObject, jsonPointer } from '@verso/model'

const keyPattern = /^[A-Za-z0-9_-]{1,40}$/

/** Keys that are misspelled or stand twice in their list. */
export function repeatedKeys(items: readonly unknown[], path: string): Issue[] {
  const seen = new Set<string>()
  return items.flatMap((item, index): Issue[] => {
    if (!isPlainObject(item) || item._key === undefined) return []
    const place = `${path + jsonPointer(index)}/_key`
    if (!isKey(item._key)) return [{ path: place, code: 'wrong_format', message: 'A key is 1 to 40 letters, digits, "-" and "_"' }]
    if (seen.has(item._key)) return [{ path: place, code: 'duplicate_key', message: `The key "${item._key}" stands twice in this list` }]
    seen.add(item._key)
    return []
  })
}

export function isKey(value: unknown): value is string {
  return typeof value === 'string' && keyPattern.test(value)
}
