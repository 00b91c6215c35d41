import fastifyCookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { AcceptInvitationBody, ConfirmEmailBody, ConfirmPasswordResetBody, PasswordResetBody, Problem, SignedIn } from '@verso/contract'
import { acceptInvitation, confirmEmail, type Guard, requestReset, resetPassword } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { AdminApiOptions } from '../options.ts'
import { refreshCookie } from '../refresh-cookie.ts'
import { crossSiteGuard } from '../refuse-cross-site.ts'
import { deviceOf, signedInReply } from '../signed-in-reply.ts'

/** What the links do that people are sent: a new password, and the way in for who was invited. */
export async function linkRoutes(instance: FastifyInstance, { publicUrl, guard }: AdminApiOptions & { guard: Guard }): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  await app.register(fastifyCookie)
  app.addHook('onRequest', crossSiteGuard(publicUrl))
  const cookie = refreshCookie(publicUrl)

  app.post(
    '/password-resets',
    {
      schema: {
        summary: 'Have a link to a new password sent; the answer is the same for an address that nobody has',
        security: [],
        body: PasswordResetBody,
        response: { 202: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await requestReset(request.ctx, request.body.email, guard)
      // No body at all: null would be sent as one, the JSON of null.
      return reply.code(202).send(undefined as unknown as null)
    },
  )

  app.post(
    '/password-resets/confirm',
    {
      schema: {
        summary: 'Set a new password by the token of a link; all sessions end',
        security: [],
        body: ConfirmPasswordResetBody,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await resetPassword(request.ctx, request.body)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/email-changes/confirm',
    {
      schema: {
        summary: 'Confirm a new address by the token of the link that was sent there',
        security: [],
        body: ConfirmEmailBody,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await confirmEmail(request.ctx, request.body.token)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/invitations/accept',
    {
      schema: {
        summary: 'Accept an invitation by the token of its link, and sign in',
        security: [],
        body: AcceptInvitationBody,
        response: { 201: SignedIn, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const signedIn = await acceptInvitation(request.ctx, { ...request.body, device: deviceOf(request) })
      reply.code(201)
      return signedInReply(request, reply, { signedIn, cookie })
    },
  )
}
