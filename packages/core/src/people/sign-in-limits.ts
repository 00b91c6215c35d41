import { isIPv6 } from 'node:net'
import { type Attempt, createFailureCounts } from './failure-counts.ts'

const limits = { pair: 5, address: 20, account: 100 } as const
const codeLimit = 10

export type SignInLimits = (account: string, address: string | null) => Attempt

/** Tries at the code of somebody whose password was right. */
export type CodeLimits = (userId: string) => Attempt

/** Counts wrong passwords by account and address, by address, and by account. */
export function createSignInLimits(now: () => Date): SignInLimits {
  const attemptAt = createFailureCounts(now)
  return (account, address) => {
    const network = networkOf(address)
    return attemptAt([
      { key: `p ${network} ${account}`, limit: limits.pair, isCleared: true },
      { key: `a ${network}`, limit: limits.address, isCleared: false },
      { key: `u ${account}`, limit: limits.account, isCleared: false },
    ])
  }
}

/** Counts wrong codes by account, from wherever: a million codes are few. */
export function createCodeLimits(now: () => Date): CodeLimits {
  const attemptAt = createFailureCounts(now)
  return (userId) => attemptAt([{ key: userId, limit: codeLimit, isCleared: true }])
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
