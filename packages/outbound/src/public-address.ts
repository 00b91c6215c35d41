import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Network = [Address, number]

/** Reads an operator's list of networks; a wrong one stops the start, since it would otherwise silently allow nothing. */
export function parseNetworks(cidrs: readonly string[]): Network[] {
  return cidrs.map((cidr) => {
    if (!ipaddr.isValidCIDR(cidr)) throw new Error(`"${cidr}" is not a network such as 10.0.0.0/8 or fd00::/8`)
    return ipaddr.parseCIDR(cidr)
  })
}

/** Whether a connection to this address stays outside of private networks, or is inside of one that the operator has allowed. */
export function mayConnect(text: string, allowed: readonly Network[]): boolean {
  if (!ipaddr.isValid(text)) return false
  return unwrap(ipaddr.parse(text)).every((address) => isPublic(address) || allowed.some((network) => isIn(address, network)))
}

/** The addresses that packets to this one end up at: an IPv6 address may carry IPv4 ones inside (RFC 4291, 6052, 3056, 4380). */
function unwrap(address: Address): Address[] {
  if (!(address instanceof ipaddr.IPv6)) return [address]
  const bytes = address.toByteArray()
  // The NAT64 form for networks of one's own (RFC 8215) goes by the same range name, but leads wherever its operator says.
  if (isIn(address, ipaddr.parseCIDR('64:ff9b:1::/48'))) return [address]
  switch (address.range()) {
    case 'ipv4Mapped':
    case 'rfc6052':
      return [new ipaddr.IPv4(bytes.slice(12))]
    case '6to4':
      return [new ipaddr.IPv4(bytes.slice(2, 6))]
    case 'teredo':
      // The relay's address stands plain, the receiver's with all bits turned.
      return [new ipaddr.IPv4(bytes.slice(4, 8)), new ipaddr.IPv4(bytes.slice(12).map((byte) => byte ^ 0xff))]
    default:
      return [address]
  }
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false
  // Only 2000::/3 is handed out (RFC 4291); the rest holds old and local forms such as ::a.b.c.d, 64:ff9b:1:: and fec0::. 3fff::/20 is for documents (RFC 9637).
  return address instanceof ipaddr.IPv4 || (isIn(address, ipaddr.parseCIDR('2000::/3')) && !isIn(address, ipaddr.parseCIDR('3fff::/20')))
}

function isIn(address: Address, [network, bits]: Network): boolean {
  return address.kind() === network.kind() && address.match(network, bits)
}
