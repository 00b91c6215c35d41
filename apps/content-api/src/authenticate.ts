import { type Actor, authenticateToken, type Context, publicActor } from '@verso/core'
import { type Arrival, bearerToken } from '@verso/http'
import type { FastifyRequest } from 'fastify'

/** How long a verdict on a token may be used again: within a second, revoking and demoting take effect everywhere. */
const verdictMs = 1000
const maxVerdicts = 10_000

/** What a token must be for to be good at this door. */
export const contentTokenKinds = ['content', 'preview'] as const

interface Verdict {
  actor: Actor
  until: number
}

export interface Authenticator {
  authenticate: (request: FastifyRequest) => Promise<Actor>
  /** Who reads, where that was found out within the last second; null where it has to be asked. */
  known: (request: Arrival) => Actor | null
}

/** Token → who reads. Without one: the rights of the public role. An invalid token is refused, never taken for the public. */
export function createAuthenticator(store: Context['store'], now: () => Date): Authenticator {
  const verdicts = new Map<string, Verdict>()

  function known(request: Arrival): Actor | null {
    const verdict = verdicts.get(keyOf(request, secretOf(request)))
    return verdict !== undefined && verdict.until > performance.now() ? verdict.actor : null
  }

  return {
    known(request) {
      try {
        return known(request)
      } catch {
        // Asked before anything else is done; a header that can't be one is refused by `authenticate`, where refusals have all their headers.
        return null
      }
    },
    async authenticate(request) {
      const before = known(request)
      if (before !== null) return before
      const secret = secretOf(request)
      const actor =
        secret === null
          ? await publicActor(store)
          : await authenticateToken(store, { secret, kinds: contentTokenKinds, address: request.ip, now: now() })
      if (verdicts.size >= maxVerdicts) verdicts.clear()
      verdicts.set(keyOf(request, secret), { actor, until: performance.now() + verdictMs })
      return actor
    },
  }
}

function secretOf(request: Arrival): string | null {
  return request.headers.authorization === undefined ? null : bearerToken(request)
}

function keyOf(request: Arrival, secret: string | null): string {
  return secret === null ? '' : `${secret} ${request.ip}`
}
