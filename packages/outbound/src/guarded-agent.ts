import { isIPv6, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import type { Guard } from './create-guard.ts'
import { OutboundError } from './outbound-error.ts'

const connectMs = 10_000
/** What follows at once needs no new connection; nobody is left with idle ones of every process that has ever sent something. */
const idleMs = 300

/** An agent that can't be talked into an unchecked connection: the check is part of connecting, so a name that changes its answer gains nothing. */
export function guardedAgent(guard: Guard): Agent {
  return new Agent({ connect: guardedConnect(guard), keepAliveTimeout: idleMs, keepAliveMaxTimeout: idleMs, maxHeaderSize: 16_384 })
}

function guardedConnect(guard: Guard): buildConnector.connector {
  return (options, callback) => {
    const startedAt = performance.now()
    within(guard(options.hostname), connectMs).then(
      (addresses) => {
        const leftMs = Math.max(1, connectMs - (performance.now() - startedAt))
        const connect = buildConnector({ timeout: leftMs, lookup: answering(addresses), autoSelectFamily: true })
        connect(options, callback)
      },
      (error: Error) => callback(error, null),
    )
  }
}

/** Stands where the socket would ask the name system and answers with what was checked. */
function answering(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_hostname, options, callback) => {
    const [first] = found
    if (options.all || !first) callback(null, found)
    else callback(null, first.address, first.family)
  }
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new OutboundError('address_refused', 'the name system did not answer in time')), limitMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
