import { Refusal } from '../refusal.ts'

const maxKeys = 20_000

/** One try to prove who one is. */
export interface Attempt {
  /** Refuses when there were too many failures; costs nothing. */
  check: () => void
  /** The same, and counts this try as failed until it succeeds, so that tries at the same time can't pass together. */
  begin: () => void
  succeed: () => void
}

/** Where a failure counts, and how many of them shut the door. */
export interface Counted {
  key: string
  limit: number
  /** A success forgets the failures before it, instead of only not being one. */
  isCleared: boolean
}

/** Counts the failures of so long by key, in bounded memory. Success is free. */
export function createFailureCounts(now: () => Date, windowMs: number): (counted: readonly Counted[]) => Attempt {
  const failures = new Map<string, number[]>()

  function recent(key: string): number[] {
    const since = now().getTime() - windowMs
    return (failures.get(key) ?? []).filter((at) => at > since)
  }

  function put(key: string, times: number[]): void {
    failures.delete(key)
    if (times.length > 0) failures.set(key, times)
    // The least lately touched goes first: a map keeps the order of insertion.
    if (failures.size > maxKeys) failures.delete(failures.keys().next().value ?? '')
  }

  return (counted) => {
    function check(): void {
      const wait = Math.max(...counted.map(({ key, limit }) => waitOf(recent(key), { limit, windowMs, at: now().getTime() })))
      if (wait > 0) throw new Refusal('too_many_requests', 'Too many tries; wait a while', { retryAfterSeconds: Math.ceil(wait / 1000) })
    }

    return {
      check,
      begin: () => {
        check()
        for (const { key } of counted) put(key, [...recent(key), now().getTime()])
      },
      succeed: () => {
        for (const { key, isCleared } of counted) put(key, isCleared ? [] : recent(key).slice(0, -1))
      },
    }
  }
}

/** Milliseconds until there is room again. */
function waitOf(times: number[], { limit, windowMs, at }: { limit: number; windowMs: number; at: number }): number {
  const oldest = times.at(-limit)
  return oldest === undefined ? 0 : oldest + windowMs - at
}
