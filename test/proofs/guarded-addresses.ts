import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { createOutbound } from '@verso/outbound'
import { startDnsServer } from '../outbound/dns-server.ts'
import { privateSpellings } from './private-spellings.ts'

export interface AddressesOutcome {
  spellings: number
  /** Addresses that weren't refused when saved, or when sent to. */
  faults: string[]
  /** Connections at the listener inside. */
  connections: number
  /** Messages that came where the operator allows it: the listener is there. */
  allowed: number
}

interface Ends {
  teardown: (end: () => unknown) => void
}

/** Tries to reach a listener on this machine, by every spelling and by names that lie about where they lead. */
export async function tryAddresses(ends: Ends): Promise<AddressesOutcome> {
  let connections = 0
  const listener = createServer((socket) => {
    connections += 1
    socket.on('error', () => {}).end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n')
  })
  listener.listen(0)
  await once(listener, 'listening')
  ends.teardown(() => listener.close())
  const { port } = listener.address() as AddressInfo
  const faults: string[] = []
  const strict = createOutbound({ allow: [] })
  const spellings = privateSpellings(port)
  for (const url of spellings) {
    if (!(await isRefused(() => strict.checkUrl(url)))) faults.push(`saved: ${url}`)
    if ((await strict.post(url, { headers: {}, body: '{}' })).error !== 'address_refused') faults.push(`sent: ${url}`)
  }
  faults.push(...(await tryNames(ends, port)))
  const refused = connections
  const open = createOutbound({ allow: ['127.0.0.0/8'] })
  const { status } = await open.post(`http://127.0.0.1:${port}/`, { headers: {}, body: '{}' })
  await Promise.all([strict.close(), open.close()])
  return { spellings: spellings.length, faults, connections: refused, allowed: status === 204 ? connections - refused : 0 }
}

const rounds = 20
const outside = '1.1.1.1'

/** Names that lead outside when they are saved and inside when they are sent to, and names that lead to both. */
async function tryNames(ends: Ends, port: number): Promise<string[]> {
  const mixed: Record<string, string[]> = {
    'mixed.test': [outside, '127.0.0.1'],
    'turned.test': ['127.0.0.1', outside],
    'inner.test': ['10.0.0.1'],
    'empty.test': [],
  }
  const dns = await startDnsServer((name, nth) => mixed[name] ?? [nth % 2 === 1 ? outside : '127.0.0.1'])
  ends.teardown(dns.close)
  const outbound = createOutbound({ allow: [], dnsServers: [dns.server] })
  ends.teardown(outbound.close)
  const faults: string[] = []
  const isRefusedAt = async (url: string) => (await outbound.post(url, { headers: {}, body: '{}' })).error === 'address_refused'
  for (const name of Object.keys(mixed)) {
    const url = `http://${name}:${port}/`
    if (!(await isRefused(() => outbound.checkUrl(url)))) faults.push(`saved: ${url}`)
    if (!(await isRefusedAt(url))) faults.push(`sent: ${url}`)
  }
  for (let round = 0; round < rounds; round += 1) {
    const url = `http://turning-${round}.test:${port}/`
    if (await isRefused(() => outbound.checkUrl(url))) faults.push(`not saved: ${url}`)
    if (!(await isRefusedAt(url))) faults.push(`sent: ${url}`)
  }
  return faults
}

async function isRefused(run: () => Promise<unknown>): Promise<boolean> {
  return run().then(
    () => false,
    () => true,
  )
}
