import type { Tags } from './event-tags.ts'
import { createKeptValues } from './kept-values.ts'
import type { LogFollower } from './log-follower.ts'

/** What is known of a value that was computed: when it was true, and what it was read from. */
export interface Kept {
  /** The newest `seq` of what it was read from. */
  seq: bigint
  tags: Tags
  /** In milliseconds; `Infinity` where only events end it. */
  until: number
}

interface Computed<T> {
  value: T
  bytes: number
  /** Null for what counts for this one asker only. */
  kept: Kept | null
}

/**
 * Gets or computes: a value is kept until something that it was read from has changed, and computed once for all who ask meanwhile.
 * Nobody gets one that is older than what was known to be committed when they asked.
 */
export interface Keeper<T> {
  /** What is kept and counts right now, without waiting for anything. */
  find: (key: string) => T | undefined
  get: (key: string, compute: () => Promise<Computed<T>>) => Promise<T>
  put: (key: string, computed: Computed<T>) => void
  /** Counts what a value has grown by. */
  grow: (key: string, bytes: number) => void
  bytes: () => number
}

interface Flight<T> {
  result: Promise<Computed<T>>
  /** What was known to be committed when it began. */
  since: bigint
}

export interface KeeperOptions {
  follower: LogFollower
  maxBytes: number
  now: () => Date
}

export function createKeeper<T>({ follower, maxBytes, now }: KeeperOptions): Keeper<T> {
  const values = createKeptValues<T>(maxBytes)
  const flights = new Map<string, Flight<T>>()
  follower.onChange(values.drop)

  function find(key: string): T | undefined {
    if (!follower.isCurrent()) return undefined
    return present(key)
  }

  function present(key: string): T | undefined {
    const kept = values.get(key)
    if (kept === undefined || (kept.until !== Number.POSITIVE_INFINITY && kept.until <= now().getTime())) return undefined
    return kept.value
  }

  function put(key: string, { value, bytes, kept }: Computed<T>): void {
    if (kept === null) return
    follower.note(kept.seq)
    // Between reading and here, something may have happened that the value doesn't know of.
    if (!follower.mayHaveChanged(kept.tags, kept.seq)) values.put({ key, value, bytes, tags: kept.tags, until: kept.until })
  }

  async function takeOff(key: string, compute: () => Promise<Computed<T>>): Promise<T> {
    const flight = { result: compute(), since: follower.noted() }
    flights.set(key, flight)
    try {
      const computed = await flight.result
      put(key, computed)
      return computed.value
    } finally {
      if (flights.get(key) === flight) flights.delete(key)
    }
  }

  return {
    find,
    put,
    async get(key, compute) {
      if (!follower.isCurrent()) await follower.catchUp()
      const known = present(key)
      if (known !== undefined) return known
      const flight = flights.get(key)
      if (flight === undefined) return takeOff(key, compute)
      const joined = await join(follower, flight, follower.noted())
      if (joined !== undefined) return joined.value
      const computed = await compute()
      put(key, computed)
      return computed.value
    },
    grow: values.grow,
    bytes: values.bytes,
  }
}

/** What another asker is computing, where it is as new as this one may expect; undefined where it isn't. */
async function join<T>(follower: LogFollower, { result, since }: Flight<T>, wanted: bigint): Promise<Computed<T> | undefined> {
  try {
    const computed = await result
    if (computed.kept === null) return undefined
    if (computed.kept.seq >= wanted) return computed
    await follower.catchUp()
    return follower.mayHaveChanged(computed.kept.tags, computed.kept.seq) ? undefined : computed
  } catch (error) {
    if (since >= wanted) throw error
    return undefined
  }
}
