import type { Store } from '@verso/data'

export interface HitCounter {
  /** Notes that somebody came by a redirect. */
  add: (redirectId: string) => void
  /** Writes what was noted since. */
  flush: () => Promise<void>
}

const flushMs = 5_000
/** An attacker who asks for every old path there is costs memory up to here, and exactness beyond. */
const maxCounted = 10_000

/**
 * Counts hits of redirects in memory and writes them together every few seconds, so that a read stays a read. What a process that is
 * killed had noted is lost; what couldn't be written is tried again with the next.
 */
export function createHitCounter(store: Pick<Store, 'redirects'>, onError: (error: unknown) => void): HitCounter {
  let counts = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  function add(redirectId: string, times = 1): void {
    const known = counts.get(redirectId)
    if (known === undefined && counts.size >= maxCounted) return
    counts.set(redirectId, (known ?? 0) + times)
    timer ??= setTimeout(() => void flush(), flushMs).unref()
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const noted = counts
    counts = new Map()
    if (noted.size === 0) return
    try {
      await store.redirects.addHits([...noted].map(([id, hits]) => ({ id, hits })))
    } catch (error) {
      for (const [id, times] of noted) add(id, times)
      onError(error)
    }
  }

  return { add: (redirectId) => add(redirectId), flush }
}
