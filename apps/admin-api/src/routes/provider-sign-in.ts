import fastifyCookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { BegunWay, EmptyBody, ListOf, Problem, ProviderParams, ReturnedBody, SignedIn, WayIn } from '@verso/contract'
import { beginProviderSignIn, finishProviderSignIn, type Guard, listWaysIn } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { begunCookie, refreshCookie } from '../refresh-cookie.ts'
import type { AdminApiOptions } from '../options.ts'
import { crossSiteGuard } from '../refuse-cross-site.ts'
import { deviceOf, signedInReply } from '../signed-in-reply.ts'

/** Signing in by an account that one has elsewhere (OpenID Connect). The admin UI is where the provider sends people back to. */
export async function providerSignInRoutes(
  instance: FastifyInstance,
  { publicUrl, linkOrigin, outbound, guard }: AdminApiOptions & { guard: Guard },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  await app.register(fastifyCookie)
  app.addHook('onRequest', crossSiteGuard(publicUrl))
  const [cookie, begun] = [refreshCookie(publicUrl), begunCookie(publicUrl)]
  const ways = { guard, ask: outbound.ask, origin: linkOrigin }

  app.get(
    '/sessions/oidc',
    { schema: { summary: 'The providers that one may sign in by', security: [], response: { 200: ListOf(WayIn), '4xx': Problem } } },
    async (request) => {
      const data = await listWaysIn(request.ctx)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/sessions/oidc/:provider/options',
    {
      schema: {
        summary: 'Begin to sign in by a provider: where the browser goes next',
        security: [],
        params: ProviderParams,
        body: EmptyBody,
        response: { 200: BegunWay, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { url, kept, endsAt } = await beginProviderSignIn(request.ctx, request.params.provider, ways)
      begun.write(request, reply, { value: kept, expiresAt: endsAt })
      return { url }
    },
  )

  app.post(
    '/sessions/oidc/:provider/verify',
    {
      schema: {
        summary: 'Finish it with what the provider added to the address; once more with a code where one is asked for',
        security: [],
        params: ProviderParams,
        body: ReturnedBody,
        response: { 201: SignedIn, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const wish = { ...request.body, kept: begun.read(request), device: deviceOf(request) }
      const returned = await finishProviderSignIn(request.ctx, request.params.provider, { wish, ways }).catch((error: unknown) => {
        // What has failed can't be tried again: the provider redeems a code once.
        begun.clear(request, reply)
        throw error
      })
      if ('refusal' in returned) {
        begun.write(request, reply, { value: returned.kept, expiresAt: returned.endsAt })
        throw returned.refusal
      }
      begun.clear(request, reply)
      reply.code(201)
      return signedInReply(request, reply, { signedIn: returned.signedIn, cookie })
    },
  )
}
