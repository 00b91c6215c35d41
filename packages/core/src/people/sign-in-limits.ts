import { isIPv6 } from 'node:net'
import { Refusal } from '../refusal.ts'

const windowMs = 15 * 60 * 1000
const maxKeys = 20_000
const limits = { pair: 5, address: 20, account: 100 } as const

/** One try to prove who one is. */
export interface Attempt {
  /** Refuses when there were too many failures; costs nothing. */
  check: () => void
  /** The same, and counts this try as failed until it succeeds, so that tries at the same time can't pass together. */
  begin: () => void
  succeed: () => void
}

export type SignInLimits = (account: string, address: string | null) => Attempt

/** Counts failures by account and address, by address, and by account, in bounded memory. Success is free. */
export function createSignInLimits(now: () => Date): SignInLimits {
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

  return (account, address) => {
    const network = networkOf(address)
    const keys = { pair: `p ${network} ${account}`, address: `a ${network}`, account: `u ${account}` }
    const counted = Object.entries(keys) as [keyof typeof limits, string][]

    function check(): void {
      const waits = counted.map(([kind, key]) => waitOf(recent(key), limits[kind], now().getTime()))
      const wait = Math.max(...waits)
      if (wait > 0)
        throw new Refusal('too_many_requests', 'Too many failed sign-ins; wait a while', { retryAfterSeconds: Math.ceil(wait / 1000) })
    }

    return {
      check,
      begin: () => {
        check()
        for (const [, key] of counted) put(key, [...recent(key), now().getTime()])
      },
      succeed: () => {
        put(keys.pair, [])
        for (const key of [keys.address, keys.account]) put(key, recent(key).slice(0, -1))
      },
    }
  }
}

/** Milliseconds until there is room again. */
function waitOf(times: number[], limit: number, at: number): number {
  const oldest = times.at(-limit)
  return oldest === undefined ? 0 : oldest + windowMs - at
}

/** Whoever has an IPv6 address has 2⁶⁴ of them: they count as one. */
function networkOf(address: string | null): string {
  if (address === null || !isIPv6(address)) return address ?? ''
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return mapped ?? expanded(address).slice(0, 4).join(':')
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  return [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
}
