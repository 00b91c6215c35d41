import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreateRedirectBody, IdParams, ListOf, Problem, RedirectView, TriedPathView } from '@verso/contract'
import { createRedirect, deleteRedirect, listRedirects, tryPath } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { limitOf, textOf } from '../page-parameters.ts'
import { toRedirectView, toTriedPathView } from '../views/redirect-view.ts'

const usualLimit = 50

/** Old paths and where they lead. */
export async function redirectRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/redirects',
    {
      config: { query: ['limit', 'after', 'search'] },
      schema: { summary: 'Redirects that count now, newest first', response: { 200: ListOf(RedirectView), '4xx': Problem } },
    },
    async (request) => {
      const limit = limitOf(request.parameters, usualLimit)
      const search = textOf(request.parameters, 'search')
      const { redirects, next } = await listRedirects(request.ctx, { limit, after: request.parameters.after, search })
      return { data: redirects.map(toRedirectView), page: { limit, next } }
    },
  )

  app.get(
    '/redirects/resolve',
    {
      config: { query: ['path', 'locale'] },
      schema: { summary: 'Where a path leads readers now', response: { 200: TriedPathView, '4xx': Problem } },
    },
    async ({ ctx, parameters }) =>
      toTriedPathView(await tryPath(ctx, { path: textOf(parameters, 'path'), locale: textOf(parameters, 'locale') })),
  )

  app.post(
    '/redirects',
    {
      schema: {
        summary: 'Let a path lead to an entry, another path or an address',
        body: CreateRedirectBody,
        response: { 201: RedirectView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const redirect = toRedirectView(await createRedirect(request.ctx, request.body))
      return reply.code(201).header('location', `/admin/v1/redirects/${redirect.id}`).send(redirect)
    },
  )

  app.delete(
    '/redirects/:id',
    { schema: { summary: 'End a redirect', params: IdParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      await deleteRedirect(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
