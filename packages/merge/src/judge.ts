import { isPlainObject, type Json } from '@verso/model'

/** One value in the three states of a merge; null stands for a value that isn't there. */
export interface Sides<T> {
  base: T
  ours: T
  theirs: T
}

export type Verdict = 'same' | 'ours' | 'theirs' | 'conflict'

/** Who changed a value: nobody or both alike, one side, or both in different ways. */
export function judge({ base, ours, theirs }: Sides<Json>): Verdict {
  if (isEqual(ours, theirs)) return 'same'
  if (isEqual(base, theirs)) return 'ours'
  return isEqual(base, ours) ? 'theirs' : 'conflict'
}

/** Whether two values say the same, in whatever order their members stand. A merge asks this at every level, so that it looks no further than it must. */
export function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, at) => isEqual(item, other[at]))
  if (!isPlainObject(one) || !isPlainObject(other)) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isEqual(one[name] as Json, other[name] as Json))
  )
}
