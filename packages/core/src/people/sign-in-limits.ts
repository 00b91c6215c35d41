import type { Store } from '@verso/data'
import { type Attempt, createSharedFailureCounts } from './failure-counts.ts'
import { networkOf } from './network-of.ts'

/** An address may fail with so many accounts, an account at so many addresses. */
const timesThePair = { address: 4, account: 20 } as const
const codeLimit = 10
const addressLimit = 20

/** How often signing in may fail, for an account at an address, in how many seconds; null: without end. */
export type SignInRate = { count: number; seconds: number } | null

const usualRate = { count: 5, seconds: 15 * 60 }

export type SignInLimits = (account: string, address: string | null) => Attempt

/** Tries at the code of somebody whose password was right. */
export type CodeLimits = (userId: string) => Attempt

/** What is limited by the address on the network alone. */
export type AddressLimits = (address: string | null) => Attempt

interface Shared {
  store: Pick<Store, 'failedTries'>
  now: () => Date
}

/** Counts wrong passwords by account and address, by address, and by account; all processes together. */
export function createSignInLimits({ store, now }: Shared, rate: SignInRate = usualRate): SignInLimits {
  if (rate === null) return () => unlimited
  const { count, seconds } = rate
  const attemptAt = createSharedFailureCounts(store, { now, windowMs: seconds * 1000 })
  return (account, address) => {
    const network = networkOf(address)
    return attemptAt([
      { key: `p ${network} ${account}`, limit: count, isCleared: true },
      { key: `a ${network}`, limit: count * timesThePair.address, isCleared: false },
      { key: `u ${account}`, limit: count * timesThePair.account, isCleared: false },
    ])
  }
}

const unlimited: Attempt = { check: async () => {}, begin: async () => {}, succeed: async () => {} }

/** Counts wrong codes by account, from wherever, all processes together: a million codes are few, so that nothing turns this off. */
export function createCodeLimits({ store, now }: Shared): CodeLimits {
  const attemptAt = createSharedFailureCounts(store, { now, windowMs: usualRate.seconds * 1000 })
  return (userId) => attemptAt([{ key: `c ${userId}`, limit: codeLimit, isCleared: true }])
}

/** What is counted by address alone, each by itself: requests for mail, each of which counts, wrong passkeys, and sign-ins elsewhere that came to nothing. */
type Door = 'links' | 'passkeys' | 'providers'

/** Counts by address, all processes together, whoever it is about. */
export function createAddressLimits({ store, now }: Shared, door: Door): AddressLimits {
  const attemptAt = createSharedFailureCounts(store, { now, windowMs: usualRate.seconds * 1000 })
  return (address) => attemptAt([{ key: `${door} ${networkOf(address)}`, limit: addressLimit, isCleared: false }])
}
