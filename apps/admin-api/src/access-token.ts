import type { FastifyJWTOptions } from '@fastify/jwt'
import { Refusal, type SignedIn } from '@verso/core'
import type { FastifyInstance } from 'fastify'

const issuer = 'verso'
const audience = 'verso-admin'
const type = 'at+jwt'
const lifetimeMs = 10 * 60 * 1000

/** One algorithm, one issuer, one audience, one type: whatever else a token says of itself is not believed. */
export function accessTokenOptions(key: Buffer): FastifyJWTOptions {
  return {
    secret: key,
    sign: { algorithm: 'HS256', header: { alg: 'HS256', typ: type }, iss: issuer, aud: audience },
    verify: {
      algorithms: ['HS256'],
      allowedIss: issuer,
      allowedAud: audience,
      checkTyp: type,
      // What is checked where it is there has to be there.
      requiredClaims: ['sub', 'sid', 'exp', 'iat', 'iss', 'aud'],
    },
  }
}

interface AccessClaims {
  sub: string
  sid: string
  iat: number
}

/** A short-lived token that names a session; what its holder may do is looked up at each request. */
export function makeAccessToken(app: FastifyInstance, { user, session }: SignedIn, now: Date): { accessToken: string; expiresAt: Date } {
  const expiresAt = new Date(now.getTime() + lifetimeMs)
  const seconds = (time: Date) => Math.floor(time.getTime() / 1000)
  const claims = { sub: user.id, sid: session.id, iat: seconds(now), exp: seconds(expiresAt) }
  return { accessToken: app.jwt.sign(claims), expiresAt }
}

/** The session that an access token names. */
export function readAccessToken(app: FastifyInstance, token: string): { userId: string; sessionId: string } {
  const { sub, sid, iat } = verify(app, token)
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof iat !== 'number')
    throw new Refusal('unauthenticated', 'This access token is not valid')
  return { userId: sub, sessionId: sid }
}

function verify(app: FastifyInstance, token: string): Partial<AccessClaims> {
  try {
    return app.jwt.verify<Partial<AccessClaims>>(token)
  } catch (error) {
    const isOver = error instanceof Error && 'code' in error && error.code === 'FAST_JWT_EXPIRED'
    throw isOver
      ? new Refusal('token_expired', 'This access token has expired')
      : new Refusal('unauthenticated', 'This access token is not valid')
  }
}
