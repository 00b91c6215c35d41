import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreateTokenBody, IdParams, ListOf, Problem, RotateTokenBody, TokenView, TokenWithSecret } from '@verso/contract'
import { createToken, listTokens, revokeToken, rotateToken } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { toTokenViews, toTokenWithSecret } from '../views/token-view.ts'

/** Credentials for programs. A secret is in an answer once: when it is made. */
export async function tokenRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/tokens',
    { schema: { summary: 'All tokens, newest first', response: { 200: ListOf(TokenView), '4xx': Problem } } },
    async (request) => {
      const data = await toTokenViews(request.ctx, await listTokens(request.ctx))
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/tokens',
    { schema: { summary: 'Make a token', body: CreateTokenBody, response: { 201: TokenWithSecret, '4xx': Problem } } },
    async (request, reply) => {
      const made = await createToken(request.ctx, request.body)
      reply.code(201).header('location', '/admin/v1/tokens')
      return toTokenWithSecret(request.ctx, made)
    },
  )

  app.post(
    '/tokens/:id/rotate',
    {
      schema: {
        summary: 'Give a token a new secret',
        params: IdParams,
        body: RotateTokenBody,
        response: { 200: TokenWithSecret, '4xx': Problem },
      },
    },
    async (request) => toTokenWithSecret(request.ctx, await rotateToken(request.ctx, request.params.id, request.body)),
  )

  app.delete(
    '/tokens/:id',
    { schema: { summary: 'Revoke a token at once', params: IdParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      await revokeToken(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
