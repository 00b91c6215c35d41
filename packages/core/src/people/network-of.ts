import { isIPv6 } from 'node:net'

/** Whom an address stands for: whoever has an IPv6 address has 2⁶⁴ of them, and they count as one. */
export function networkOf(address: string | null): string {
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
