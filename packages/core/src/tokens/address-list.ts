import { BlockList, isIP, isIPv4 } from 'node:net'
import { Refusal } from '../refusal.ts'

const maxEntries = 100

/** Addresses and networks (CIDR) from which a token may be used; each wrong one is told. */
export function requireAddresses(texts: readonly string[]): string[] {
  const issues = texts.flatMap((text, index) =>
    readNetwork(text) === null
      ? [{ path: `/allowedAddresses/${index}`, code: 'wrong_format', message: 'Write an IP address or a network such as 203.0.113.0/24' }]
      : [],
  )
  if (texts.length > maxEntries) issues.push({ path: '/allowedAddresses', code: 'too_long', message: `At most ${maxEntries} addresses` })
  if (issues.length > 0) throw new Refusal('invalid_value', 'An address is wrong', { issues })
  return [...texts]
}

/** An empty list allows every address. */
export function isAllowedAddress(allowed: readonly string[], address: string | null): boolean {
  if (allowed.length === 0) return true
  if (address === null) return false
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  const list = new BlockList()
  for (const text of allowed) {
    const network = readNetwork(text)
    if (network !== null) list.addSubnet(network.address, network.bits, familyOf(network.address))
  }
  return isIP(plain) !== 0 && list.check(plain, familyOf(plain))
}

function readNetwork(text: string): { address: string; bits: number } | null {
  const [, address = '', given] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  if (isIP(address) === 0) return null
  const most = isIPv4(address) ? 32 : 128
  const bits = given === undefined ? most : Number(given)
  return bits <= most ? { address, bits } : null
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}
