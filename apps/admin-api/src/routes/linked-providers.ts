import fastifyCookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { BegunWay, IdParams, LinkedProviderView, LinkProofsBody, LinkReturnedBody, ListOf, Problem, ProviderParams } from '@verso/contract'
import { beginLink, finishLink, type Guard, type LinkedProvider, listLinkedProviders, removeLink } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { AdminApiOptions } from '../options.ts'
import { linkingCookie } from '../refresh-cookie.ts'

/** The accounts elsewhere that one comes in by. */
export async function linkedProviderRoutes(
  instance: FastifyInstance,
  { publicUrl, linkOrigin, outbound, guard }: AdminApiOptions & { guard: Guard },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  await app.register(fastifyCookie)
  const cookie = linkingCookie(publicUrl)
  const ways = { guard, ask: outbound.ask, origin: linkOrigin }

  app.get(
    '/me/providers',
    { schema: { summary: 'The providers that one comes in by', response: { 200: ListOf(LinkedProviderView), '4xx': Problem } } },
    async (request) => {
      const data = (await listLinkedProviders(request.ctx)).map(toView)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/me/providers/:provider/options',
    {
      schema: {
        summary: 'Begin to link a provider to one’s account: where the browser goes next',
        params: ProviderParams,
        body: LinkProofsBody,
        response: { 200: BegunWay, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { url, kept, endsAt } = await beginLink(request.ctx, request.params.provider, { proofs: request.body, ways })
      cookie.write(request, reply, { value: kept, expiresAt: endsAt })
      return { url }
    },
  )

  app.post(
    '/me/providers/:provider/verify',
    {
      schema: {
        summary: 'Finish it with what the provider added to the address',
        params: ProviderParams,
        body: LinkReturnedBody,
        response: { 201: LinkedProviderView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const kept = cookie.read(request)
      // What has failed can't be tried again: the provider redeems a code once.
      cookie.clear(request, reply)
      const linked = await finishLink(request.ctx, request.params.provider, { kept, query: request.body.query, ways })
      return reply.code(201).header('location', `/admin/v1/me/providers/${linked.identity.id}`).send(toView(linked))
    },
  )

  app.delete(
    '/me/providers/:id',
    {
      schema: {
        summary: 'Link a provider no more; all other sessions end',
        params: IdParams,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await removeLink(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

function toView({ identity: { id, createdAt, lastUsedAt }, provider }: LinkedProvider): LinkedProviderView {
  return { id, provider, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt.toISOString() }
}
