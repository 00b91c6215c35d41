import type { Tags } from './event-tags.ts'

/** Finds what was read from something. */
export interface TagIndex<T extends { tags: Tags }> {
  add: (holder: T) => void
  remove: (holder: T) => void
  holdersOf: (tag: string) => Iterable<T>
  clear: () => void
}

export function createTagIndex<T extends { tags: Tags }>(): TagIndex<T> {
  const byTag = new Map<string, Set<T>>()
  return {
    add(holder) {
      for (const tag of holder.tags) {
        const holders = byTag.get(tag)
        if (holders === undefined) byTag.set(tag, new Set([holder]))
        else holders.add(holder)
      }
    },
    remove(holder) {
      for (const tag of holder.tags) {
        const holders = byTag.get(tag)
        holders?.delete(holder)
        if (holders?.size === 0) byTag.delete(tag)
      }
    },
    holdersOf: (tag) => byTag.get(tag) ?? [],
    clear: () => byTag.clear(),
  }
}
