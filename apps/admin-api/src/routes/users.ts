import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreateUserBody, EmptyBody, IdParams, InvitedUserView, ListOf, PatchUserBody, Problem, UserView } from '@verso/contract'
import { changeUser, createUser, getUser, linkAddress, listUsers, type MadeUser, resetSecondFactor, sendReset } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { AdminApiOptions } from '../options.ts'
import { toUserView } from '../views/user-view.ts'

/** The people who may sign in. */
export async function userRoutes(
  instance: FastifyInstance,
  { hasMail, linkOrigin }: Pick<AdminApiOptions, 'hasMail' | 'linkOrigin'>,
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const toInvitedView = ({ user, invitation }: MadeUser): InvitedUserView => ({
    ...toUserView(user),
    ...(invitation === null ? {} : { invitationUrl: linkAddress(linkOrigin, invitation) }),
  })

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
    {
      schema: {
        summary: 'Make an account; without a password its owner is invited',
        body: CreateUserBody,
        response: { 201: InvitedUserView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const made = await createUser(request.ctx, request.body, { hasMail })
      reply.code(201).header('location', `/admin/v1/users/${made.user.id}`)
      return toInvitedView(made)
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

  app.post(
    '/users/:id/reset',
    {
      schema: {
        summary: 'Send somebody a link to a new password, or their invitation once more',
        params: IdParams,
        body: EmptyBody,
        response: { 200: InvitedUserView, '4xx': Problem },
      },
    },
    async (request) => toInvitedView(await sendReset(request.ctx, request.params.id, { hasMail })),
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
