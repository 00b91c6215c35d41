import fastifyCookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { EmptyBody, PasskeyOptions, PasskeySignInBody, Problem, SignedIn, SignInBody } from '@verso/contract'
import {
  type Guard,
  passkeySignInOptions,
  Refusal,
  refreshSession,
  type RelyingParty,
  signIn,
  signInWithPasskey,
  signOut,
} from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { AdminApiOptions } from '../options.ts'
import { refreshCookie } from '../refresh-cookie.ts'
import { crossSiteGuard } from '../refuse-cross-site.ts'
import { deviceOf, signedInReply } from '../signed-in-reply.ts'

/** Signing in, staying signed in, signing out: what the refresh cookie speaks for. */
export async function signInRoutes(
  instance: FastifyInstance,
  { publicUrl, guard, relyingParty }: AdminApiOptions & { guard: Guard; relyingParty: RelyingParty },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  await app.register(fastifyCookie)
  app.addHook('onRequest', crossSiteGuard(publicUrl))
  const cookie = refreshCookie(publicUrl)

  app.post(
    '/sessions',
    {
      schema: {
        summary: 'Sign in; whose account has a second factor gives a code of it, or a recovery code, as `otp`',
        security: [],
        body: SignInBody,
        response: { 201: SignedIn, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const signedIn = await signIn(request.ctx, { ...request.body, device: deviceOf(request) }, guard)
      reply.code(201)
      return signedInReply(request, reply, { signedIn, cookie })
    },
  )

  app.post(
    '/sessions/passkey/options',
    {
      schema: {
        summary: 'What a browser needs to use a passkey; the same for everybody',
        security: [],
        body: EmptyBody,
        response: { 200: PasskeyOptions, '4xx': Problem },
      },
    },
    async (request) => ({ ...(await passkeySignInOptions(request.ctx, guard, relyingParty)) }),
  )

  app.post(
    '/sessions/passkey/verify',
    { schema: { summary: 'Sign in by a passkey', security: [], body: PasskeySignInBody, response: { 201: SignedIn, '4xx': Problem } } },
    async (request, reply) => {
      const wish = { response: request.body.response, device: deviceOf(request) }
      const signedIn = await signInWithPasskey(request.ctx, wish, { guard, relyingParty })
      reply.code(201)
      return signedInReply(request, reply, { signedIn, cookie })
    },
  )

  app.post(
    '/sessions/refresh',
    {
      schema: {
        summary: 'A new access token for the refresh cookie',
        security: [],
        body: EmptyBody,
        response: { 200: SignedIn, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const token = cookie.read(request)
      if (token === null) throw new Refusal('unauthenticated', 'Sign in first')
      try {
        return signedInReply(request, reply, { signedIn: await refreshSession(request.ctx, token), cookie })
      } catch (error) {
        if (error instanceof Refusal) cookie.clear(request, reply)
        throw error
      }
    },
  )

  app.delete(
    '/sessions/current',
    { schema: { summary: 'Sign out; fine also when the session is over', security: [], response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      await signOut(request.ctx, cookie.read(request))
      cookie.clear(request, reply)
      return reply.code(204).send(null)
    },
  )
}
