import type { Changed, Tags } from './event-tags.ts'

/** The last events, for what was being read while they happened. */
export interface RecentChanges {
  add: (seq: bigint, changed: Changed) => void
  clear: () => void
  /** Whether one of these may have changed after a `seq` and up to another; yes also where that is too long ago to say. */
  mayHaveChanged: (tags: Tags, between: { after: bigint; upTo: bigint }) => boolean
}

const maxRecent = 500

export function createRecentChanges(): RecentChanges {
  let recent: { seq: bigint; changed: Changed }[] = []
  return {
    add(seq, changed) {
      recent.push({ seq, changed })
      if (recent.length > maxRecent) recent.shift()
    },
    clear() {
      recent = []
    },
    mayHaveChanged(tags, { after, upTo }) {
      if (after >= upTo) return false
      const since = recent.filter(({ seq }) => seq > after)
      if (BigInt(since.length) < upTo - after) return true
      return since.some(({ changed }) => changed === 'everything' || tags.some((tag) => changed.has(tag)))
    },
  }
}
