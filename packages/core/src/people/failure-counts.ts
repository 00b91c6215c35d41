import { randomInt } from 'node:crypto'
import type { Store } from '@verso/data'
import { Refusal } from '../refusal.ts'

/** One try to prove who one is. */
export interface Attempt {
  /** Refuses when there were too many failures; counts nothing. */
  check: () => Promise<void>
  /** The same, and counts this try as failed until it succeeds, so that tries at the same time can't pass together. */
  begin: () => Promise<void>
  succeed: () => Promise<void>
}

/** Where a failure counts, and how many of them shut the door. */
export interface Counted {
  key: string
  limit: number
  /** A success forgets the failures before it, instead of only not being one. */
  isCleared: boolean
}

/** What failures are counted with: for how long each of them counts. */
export interface Counting {
  now: () => Date
  windowMs: number
}

/** Counts failures by key for all processes together. Of tries at the same time as many begin as there is room for. Success is free. */
export function createSharedFailureCounts(
  { failedTries }: Pick<Store, 'failedTries'>,
  { now, windowMs }: Counting,
): (counted: readonly Counted[]) => Attempt {
  return (counted) => {
    let mark = ''
    const refuse = (marks: ReadonlyMap<string, readonly string[]>) => {
      const at = now().getTime()
      const wait = Math.max(...counted.map(({ key, limit }) => waitOf((marks.get(key) ?? []).map(Number), { limit, windowMs, at })))
      if (wait > 0) throw tooMany(wait)
    }
    const sinceMs = () => now().getTime() - windowMs
    const keysOf = (isWanted: (one: Counted) => boolean) => counted.filter(isWanted).map(({ key }) => key)

    return {
      check: async () =>
        refuse(
          await failedTries.find(
            keysOf(() => true),
            sinceMs(),
          ),
        ),
      async begin() {
        mark = markAt(now().getTime())
        const marks = await failedTries.mark(counted, { mark, sinceMs: sinceMs(), until: new Date(now().getTime() + windowMs) })
        if (counted.every(({ key }) => marks.get(key)?.includes(mark) === true)) return
        // Whoever is sent away doesn't lengthen the time for which others are.
        await failedTries.unmark(
          keysOf(({ key }) => marks.get(key)?.includes(mark) === true),
          mark,
        )
        refuse(new Map([...marks].map(([key, of]) => [key, of.filter((one) => one !== mark)])))
      },
      async succeed() {
        await failedTries.forget(keysOf(({ isCleared }) => isCleared))
        await failedTries.unmark(
          keysOf(({ isCleared }) => !isCleared),
          mark,
        )
      },
    }
  }
}

/** A mark that no other try has; never later than it is, so that it never counts for longer. */
function markAt(ms: number): string {
  const ninth = () => String(randomInt(1e9)).padStart(9, '0')
  return `${ms - 1}.${ninth()}${ninth()}`
}

function tooMany(waitMs: number): Refusal {
  return new Refusal('too_many_requests', 'Too many tries; wait a while', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
}

/** Milliseconds until there is room again. */
function waitOf(times: number[], { limit, windowMs, at }: { limit: number; windowMs: number; at: number }): number {
  const oldest = times.at(-limit)
  return oldest === undefined ? 0 : oldest + windowMs - at
}
