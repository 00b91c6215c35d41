import { networkOf, Refusal } from '@verso/core'
import { createRateLimit, type Rate, rateHeaders, refuseRate } from '@verso/http'
import type { FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the answer says of the rate limit, where the request was counted already. */
    counted: readonly string[] | null
  }
}

/** A request, or one that has only arrived. */
type MayBeCounted = Pick<FastifyRequest, 'headers' | 'ip'> & Partial<Pick<FastifyRequest, 'counted'>>

/** How often somebody may read. Counted for each credential at each address, so that no reader of a public token shuts out the others. */
export interface ReadLimits {
  /** Counts a request before anything is done for it; refuses what is too much. */
  count: (request: FastifyRequest, reply: FastifyReply) => void
  /** Finds out who asks. Credentials that are no good count for their address, or guessing would be free. */
  identify: <T>(request: FastifyRequest, identify: () => Promise<T>) => Promise<T>
  /**
   * Names and values of the headers of an answer, in turn. Counts a request that wasn't, and null where that is too much. What needn't be
   * sent is free.
   */
  headersFor: (request: MayBeCounted, isFree: boolean) => readonly string[] | null
}

/** Without a rate nothing is counted. */
export function createReadLimits(rate: Rate | null): ReadLimits {
  if (rate === null) return { count: () => {}, identify: (_, identify) => identify(), headersFor: () => none }
  const limit = createRateLimit(rate)
  return {
    count(request, reply) {
      const verdict = limit.take(keyOf(request))
      request.counted = rateHeaders(limit, verdict)
      setHeaders(reply, request.counted)
      if (!verdict.isAllowed) throw refuseRate(verdict)
    },
    async identify(request, identify) {
      if (request.headers.authorization === undefined) return identify()
      const key = `? ${networkOf(request.ip)}`
      const verdict = limit.look(key)
      if (!verdict.isAllowed) throw refuseRate(verdict)
      try {
        return await identify()
      } catch (error) {
        if (error instanceof Refusal) limit.take(key)
        throw error
      }
    },
    headersFor(request, isFree) {
      const { counted = null } = request
      if (counted !== null && !isFree) return counted
      const key = keyOf(request)
      if (counted !== null) limit.giveBack(key)
      const verdict = isFree ? limit.look(key) : limit.take(key)
      return verdict.isAllowed || isFree ? rateHeaders(limit, verdict) : null
    },
  }
}

const none: readonly string[] = []

export function setHeaders(reply: FastifyReply, headers: readonly string[]): void {
  for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1])
}

function keyOf({ headers: { authorization }, ip }: MayBeCounted): string {
  return authorization === undefined ? networkOf(ip) : `${authorization} ${networkOf(ip)}`
}
