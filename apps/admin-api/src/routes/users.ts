import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreateUserBody, IdParams, ListOf, PatchUserBody, Problem, UserView } from '@verso/contract'
import { changeUser, createUser, getUser, listUsers, resetSecondFactor } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { toUserView } from '../views/user-view.ts'

/** The people who may sign in. */
export async function userRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/users',
    { schema: { summary: 'Everyone with an account', response: { 200: ListOf(UserView), '4xx': Problem } } },
    async (request) => {
      const data = (await listUsers(request.ctx)).map(toUserView)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/users',
    { schema: { summary: 'Make an account', body: CreateUserBody, response: { 201: UserView, '4xx': Problem } } },
    async (request, reply) => {
      const user = await createUser(request.ctx, request.body)
      reply.code(201).header('location', `/admin/v1/users/${user.id}`)
      return toUserView(user)
    },
  )

  app.get(
    '/users/:id',
    { schema: { summary: 'One account', params: IdParams, response: { 200: UserView, '4xx': Problem } } },
    async (request) => toUserView(await getUser(request.ctx, request.params.id)),
  )

  app.patch(
    '/users/:id',
    {
      schema: {
        summary: 'Change name, roles or status',
        params: IdParams,
        body: PatchUserBody,
        response: { 200: UserView, '4xx': Problem },
      },
    },
    async (request) => toUserView(await changeUser(request.ctx, request.params.id, request.body)),
  )

  app.delete(
    '/users/:id/second-factor',
    {
      schema: {
        summary: 'Take away the second factor of somebody who has lost it, and end their sessions',
        params: IdParams,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await resetSecondFactor(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
