import type { Tags } from './event-tags.ts'
import { createKeeper } from './keeper.ts'
import type { LogFollower } from './log-follower.ts'

/** Keeps how many entries there are for a filter: counted once, by one asker for all, until something of the types that it looks at moves. */
export interface Totals {
  /** Sees to it that a total is known. */
  know: (question: TotalQuestion, count: () => Promise<Counted>) => Promise<void>
  /** The total that is true at this very `seq`; undefined where that isn't known. */
  at: (question: TotalQuestion, seq: bigint) => number | undefined
}

/** What is counted, under which rights and model; and the types whose events may change it. */
export interface TotalQuestion {
  key: string
  tags: Tags
}

interface Counted {
  total: number
  seq: bigint
  /** Counted under the model that the question is of. */
  isSound: boolean
}

/** A total is a number and its question; of more than these nobody asks for the next page any more. */
const maxBytes = 1024 * 1024

export function createTotals({ follower, now }: { follower: LogFollower; now: () => Date }): Totals {
  const keeper = createKeeper<number>({ follower, maxBytes, now })
  return {
    async know({ key, tags }, count) {
      await keeper.get(key, async () => {
        const { total, seq, isSound } = await count()
        return { value: total, bytes: 8, kept: isSound ? { seq, tags, until: Number.POSITIVE_INFINITY } : null }
      })
    },
    at({ key }, seq) {
      follower.note(seq)
      return follower.takenIn() === seq ? keeper.find(key) : undefined
    },
  }
}
