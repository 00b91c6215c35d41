import { Refusal } from '@verso/core'

/** So many requests in so many seconds, and how many of them may come at once. */
export interface Rate {
  count: number
  seconds: number
  burst: number
}

export interface RateVerdict {
  isAllowed: boolean
  /** Requests that may still come at once. */
  remaining: number
  /** Until one more may; 0 where one may now. */
  waitSeconds: number
  /** Until all of them may again. */
  resetSeconds: number
}

/** Counts requests by who asks. */
export interface RateLimit {
  rate: Rate
  /** Counts a request; one that isn't allowed is not counted. */
  take: (key: string) => RateVerdict
  /** The same without counting. */
  look: (key: string) => RateVerdict
  /** Gives back what was counted. */
  giveBack: (key: string) => void
}

const maxKeys = 50_000

/**
 * A bucket for each key, kept as one number: the time at which it will be full again (the generic cell rate algorithm). Memory is bounded:
 * of too many, who didn't ask for longest is forgotten.
 */
export function createRateLimit(rate: Rate, now: () => number = () => performance.now()): RateLimit {
  const fullAt = new Map<string, number>()
  const perRequestMs = (rate.seconds * 1000) / rate.count
  const roomMs = perRequestMs * rate.burst

  function verdict(usedMs: number, isAllowed: boolean): RateVerdict {
    return {
      isAllowed,
      remaining: Math.max(0, Math.floor((roomMs - usedMs) / perRequestMs + 1e-9)),
      waitSeconds: isAllowed ? 0 : Math.max(1, Math.ceil((usedMs + perRequestMs - roomMs) / 1000)),
      resetSeconds: Math.ceil(usedMs / 1000),
    }
  }

  /** How much of the bucket is used. */
  function usedMs(key: string, at: number): number {
    return Math.max(0, (fullAt.get(key) ?? 0) - at)
  }

  return {
    rate,
    take(key) {
      const at = now()
      const used = usedMs(key, at)
      if (used + perRequestMs > roomMs + 1e-6) return verdict(used, false)
      // Put at the end: a map keeps the order of insertion, so that the first is who didn't ask for longest.
      fullAt.delete(key)
      fullAt.set(key, at + used + perRequestMs)
      if (fullAt.size > maxKeys) fullAt.delete(fullAt.keys().next().value ?? '')
      return verdict(used + perRequestMs, true)
    },
    look(key) {
      const used = usedMs(key, now())
      return verdict(used, used + perRequestMs <= roomMs + 1e-6)
    },
    giveBack(key) {
      const time = fullAt.get(key)
      if (time !== undefined) fullAt.set(key, time - perRequestMs)
    },
  }
}

/** Names and values of the headers that say how a limit stands, in turn. */
export function rateHeaders({ rate }: RateLimit, { remaining, resetSeconds }: RateVerdict): string[] {
  return ['ratelimit-limit', String(rate.burst), 'ratelimit-remaining', String(remaining), 'ratelimit-reset', String(resetSeconds)]
}

/** What whoever asks too often is told. */
export function refuseRate({ waitSeconds }: Pick<RateVerdict, 'waitSeconds'>): Refusal {
  return new Refusal('too_many_requests', 'That is more often than this server allows; wait a moment', { retryAfterSeconds: waitSeconds })
}
