import type { Changed, Tags } from './event-tags.ts'
import { createTagIndex } from './tag-index.ts'

interface KeptValue<T> {
  key: string
  value: T
  tags: Tags
  /** In milliseconds; `Infinity` where only events end it. */
  until: number
  bytes: number
}

/** Values by key up to a number of bytes, found again by what they were read from. Those go first that nobody has used for a while. */
export interface KeptValues<T> {
  get: (key: string) => KeptValue<T> | undefined
  put: (kept: KeptValue<T>) => void
  /** Counts what a value has grown by, if it is still kept. */
  grow: (key: string, bytes: number) => void
  drop: (changed: Changed) => void
  bytes: () => number
}

interface Held<T> extends KeptValue<T> {
  /** Since it was last looked at for being dropped. */
  isUsed: boolean
}

/** What a map, its sets and a text cost beside the characters; estimated on the safe side. */
const bytesPerValue = 400
const bytesPerTag = 150

export function createKeptValues<T>(maxBytes: number): KeptValues<T> {
  const byKey = new Map<string, Held<T>>()
  const index = createTagIndex<Held<T>>()
  let total = 0

  function remove(kept: Held<T>): void {
    byKey.delete(kept.key)
    total -= kept.bytes
    index.remove(kept)
  }

  function makeRoom(): void {
    for (const oldest of byKey.values()) {
      if (total <= maxBytes) return
      if (oldest.isUsed) {
        // A second chance, behind all others: keeping the exact order of use would cost every reader.
        oldest.isUsed = false
        byKey.delete(oldest.key)
        byKey.set(oldest.key, oldest)
      } else remove(oldest)
    }
  }

  return {
    get(key) {
      const kept = byKey.get(key)
      if (kept !== undefined) kept.isUsed = true
      return kept
    },
    put(given) {
      const before = byKey.get(given.key)
      if (before !== undefined) remove(before)
      const tags = index.own([...new Set(given.tags)])
      const kept = { ...given, tags, isUsed: false, bytes: given.bytes + 2 * given.key.length + bytesPerValue + bytesPerTag * tags.length }
      // One that would push out many others costs more than it gives.
      if (kept.bytes > maxBytes / 4) return
      byKey.set(kept.key, kept)
      total += kept.bytes
      index.add(kept)
      makeRoom()
    },
    grow(key, bytes) {
      const kept = byKey.get(key)
      if (kept === undefined) return
      kept.bytes += bytes
      total += bytes
      makeRoom()
    },
    drop(changed) {
      if (changed === 'everything') {
        byKey.clear()
        index.clear()
        total = 0
        return
      }
      for (const tag of changed) for (const kept of index.holdersOf(tag)) remove(kept)
    },
    bytes: () => total,
  }
}
