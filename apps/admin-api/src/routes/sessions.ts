import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { IdParams, ListOf, Problem, SessionView } from '@verso/contract'
import { endOtherSessions, endSession, listSessions } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { AdminApiOptions } from '../options.ts'
import { crossSiteGuard } from '../refuse-cross-site.ts'
import { toSessionView } from '../views/user-view.ts'

/** Where one is signed in, and ending that. */
export async function sessionRoutes(instance: FastifyInstance, { publicUrl }: AdminApiOptions): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  app.addHook('onRequest', crossSiteGuard(publicUrl))

  app.get(
    '/sessions',
    { config: { query: ['user'] }, schema: { summary: 'Where one is signed in', response: { 200: ListOf(SessionView), '4xx': Problem } } },
    async (request) => {
      const data = (await listSessions(request.ctx, request.parameters.user)).map((session) =>
        toSessionView(session, request.ctx.actor.sessionId),
      )
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.delete(
    '/sessions',
    {
      config: { query: ['user'] },
      schema: { summary: 'End all sessions but this one, or all of somebody else', response: { 204: Type.Null(), '4xx': Problem } },
    },
    async (request, reply) => {
      await endOtherSessions(request.ctx, request.parameters.user)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/sessions/:id',
    { schema: { summary: 'End one session', params: IdParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      await endSession(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
