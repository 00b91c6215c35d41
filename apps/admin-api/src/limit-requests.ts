import { networkOf } from '@verso/core'
import { createRateLimit, type Rate, rateHeaders, refuseRate } from '@verso/http'
import type { onRequestHookHandler } from 'fastify'

/**
 * A hook: so many requests of an address, whoever asks there, before anything is done for them. It keeps what runs wild from wearing out
 * the database; people don't come near it.
 */
export function limitRequests(rate: Rate): onRequestHookHandler {
  const limit = createRateLimit(rate)
  return (request, reply, done) => {
    const verdict = limit.take(networkOf(request.ip))
    const headers = rateHeaders(limit, verdict)
    for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1])
    done(verdict.isAllowed ? undefined : refuseRate(verdict))
  }
}
