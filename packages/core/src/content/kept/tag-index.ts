import type { Tags } from './event-tags.ts'
import { inOwnMemory } from './in-own-memory.ts'

/** Finds what was read from something. */
export interface TagIndex<T extends { tags: Tags }> {
  /** The same tags as texts that hold nothing else in memory, each once for all who have it. */
  own: (tags: Tags) => Tags
  add: (holder: T) => void
  remove: (holder: T) => void
  holdersOf: (tag: string) => Iterable<T>
  clear: () => void
}

export function createTagIndex<T extends { tags: Tags }>(): TagIndex<T> {
  const byTag = new Map<string, { tag: string; holders: Set<T> }>()
  return {
    own: (tags) => tags.map((tag) => byTag.get(tag)?.tag ?? inOwnMemory(tag)),
    add(holder) {
      for (const tag of holder.tags) {
        const known = byTag.get(tag)
        if (known === undefined) byTag.set(tag, { tag, holders: new Set([holder]) })
        else known.holders.add(holder)
      }
    },
    remove(holder) {
      for (const tag of holder.tags) {
        const known = byTag.get(tag)
        known?.holders.delete(holder)
        if (known?.holders.size === 0) byTag.delete(tag)
      }
    },
    holdersOf: (tag) => byTag.get(tag)?.holders ?? [],
    clear: () => byTag.clear(),
  }
}
