import { lookup, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { OutboundError } from './outbound-error.ts'
import { mayConnect, parseNetworks } from './public-address.ts'

export interface GuardOptions {
  /** Networks (CIDR) that may be reached although they are private. */
  allow: readonly string[]
  /** `host:port` of the DNS servers to ask in place of the system's. */
  dnsServers?: readonly string[]
}

/** The addresses that a host name leads to, all of them checked. Who connects, connects to one of these and asks no name again. */
export type Guard = (hostname: string) => Promise<string[]>

/** One refused address among many refuses the name: a name that mixes public and private addresses is an attack or a mistake. */
export function createGuard({ allow, dnsServers = [] }: GuardOptions): Guard {
  const networks = parseNetworks(allow)
  const resolve = dnsServers.length > 0 ? resolverAt(dnsServers) : askSystem

  return async (hostname) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const addresses = isIP(host) > 0 ? [host] : await resolve(host).catch(refuse)
    if (addresses.length === 0) throw new OutboundError('address_refused', `${host} has no address`)
    const refused = addresses.find((address) => !mayConnect(address, networks))
    if (refused !== undefined) throw new OutboundError('address_refused', `${host} leads to ${refused}, which is not public`)
    return addresses
  }
}

/** A name that can't be found answers like one that leads inside, so that inner names can't be guessed. */
function refuse(cause: unknown): never {
  throw new OutboundError('address_refused', cause)
}

async function askSystem(host: string): Promise<string[]> {
  const answers = await lookup(host, { all: true })
  return answers.map((answer) => answer.address)
}

function resolverAt(servers: readonly string[]): (host: string) => Promise<string[]> {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  resolver.setServers(servers)
  return async (host) => {
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    const failure = answers.find((answer) => answer.status === 'rejected')
    if (addresses.length === 0 && failure) throw failure.reason
    return addresses
  }
}
