import { type Actor, authenticateToken, type Context, publicActor } from '@verso/core'
import { bearerToken } from '@verso/http'
import type { FastifyRequest } from 'fastify'

/** How long a verdict on a token may be used again: within a second, revoking and demoting take effect everywhere. */
const verdictMs = 1000
const maxVerdicts = 10_000

interface Verdict {
  actor: Actor
  until: number
}

/** Token → who reads. Without one: the rights of the public role. An invalid token is refused, never taken for the public. */
export function createAuthenticator(store: Context['store'], now: () => Date): (request: FastifyRequest) => Promise<Actor> {
  const verdicts = new Map<string, Verdict>()

  return async function authenticate(request) {
    const secret = bearerToken(request)
    const key = `${secret ?? ''} ${secret === null ? '' : request.ip}`
    const known = verdicts.get(key)
    if (known !== undefined && known.until > performance.now()) return known.actor
    const actor =
      secret === null
        ? await publicActor(store)
        : await authenticateToken(store, { secret, kinds: ['content', 'preview'], address: request.ip, now: now() })
    if (verdicts.size >= maxVerdicts) verdicts.clear()
    verdicts.set(key, { actor, until: performance.now() + verdictMs })
    return actor
  }
}
