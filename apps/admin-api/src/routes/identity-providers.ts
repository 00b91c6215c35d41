import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  CreateIdentityProviderBody,
  IdentityProviderView,
  ListOf,
  PatchIdentityProviderBody,
  Problem,
  ProviderParams,
} from '@verso/contract'
import { changeProvider, createProvider, type Guard, listProviders, removeProvider, returnAddress } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

type Provider = Awaited<ReturnType<typeof createProvider>>

/** Who is trusted to say who somebody is (OpenID Connect). */
export async function identityProviderRoutes(
  instance: FastifyInstance,
  { guard, linkOrigin }: { guard: Guard; linkOrigin: string },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const toView = ({ clientSecret, policy, createdAt, ...provider }: Provider): IdentityProviderView => ({
    ...provider,
    ...policy,
    hasSecret: clientSecret !== null,
    returnUrl: returnAddress(linkOrigin, provider.name),
    createdAt: createdAt.toISOString(),
  })

  app.get(
    '/identity-providers',
    { schema: { summary: 'The providers that are trusted', response: { 200: ListOf(IdentityProviderView), '4xx': Problem } } },
    async (request) => {
      const data = (await listProviders(request.ctx)).map(toView)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/identity-providers',
    {
      schema: {
        summary: 'Trust a provider; for owners',
        body: CreateIdentityProviderBody,
        response: { 201: IdentityProviderView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const provider = await createProvider(request.ctx, request.body, guard)
      reply.code(201).header('location', '/admin/v1/identity-providers')
      return toView(provider)
    },
  )

  app.patch(
    '/identity-providers/:provider',
    {
      schema: {
        summary: 'Change what is agreed with a provider; for owners',
        params: ProviderParams,
        body: PatchIdentityProviderBody,
        response: { 200: IdentityProviderView, '4xx': Problem },
      },
    },
    async (request) => toView(await changeProvider(request.ctx, request.params.provider, { wish: request.body, guard })),
  )

  app.delete(
    '/identity-providers/:provider',
    { schema: { summary: 'Trust a provider no more; for owners', params: ProviderParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      await removeProvider(request.ctx, request.params.provider)
      return reply.code(204).send(null)
    },
  )
}
