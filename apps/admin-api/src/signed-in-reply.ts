import type { SignedIn as SignedInView } from '@verso/contract'
import { idleUntil, type SignedIn } from '@verso/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { makeAccessToken } from './access-token.ts'
import type { KeptCookie } from './refresh-cookie.ts'
import { toUserView } from './views/user-view.ts'

/** What signing in gives: an access token in the body, the refresh token in its cookie. */
export function signedInReply(
  request: FastifyRequest,
  reply: FastifyReply,
  { signedIn, cookie }: { signedIn: SignedIn; cookie: KeptCookie },
): SignedInView {
  const now = request.ctx.now()
  cookie.write(request, reply, { value: signedIn.refreshToken, expiresAt: idleUntil(signedIn.session, now) })
  const { accessToken, expiresAt } = makeAccessToken(request.server, signedIn, now)
  return {
    ...{ accessToken, expiresAt: expiresAt.toISOString(), user: toUserView(signedIn.user) },
    ...(signedIn.mustSetUpFactor ? { secondFactor: 'setup' as const } : {}),
  }
}

/** The browser as it names itself, for the list of sessions. */
export function deviceOf(request: FastifyRequest): string | null {
  return request.headers['user-agent']?.slice(0, 200) ?? null
}
