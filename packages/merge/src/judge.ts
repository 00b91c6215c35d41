import { canonicalJson, type Json } from '@verso/model'

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

export function isEqual(one: Json, other: Json): boolean {
  return one === other || canonicalJson(one) === canonicalJson(other)
}
