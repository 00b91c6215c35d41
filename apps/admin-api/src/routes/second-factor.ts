import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  BeginSecondFactorBody,
  BegunSecondFactor,
  BothProofs,
  ConfirmSecondFactorBody,
  Problem,
  RecoveryCodes,
  SecondFactorView,
} from '@verso/contract'
import { beginSecondFactor, confirmSecondFactor, getSecondFactor, type Guard, removeSecondFactor, renewRecoveryCodes } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

const path = '/me/second-factor'

/** What one proves beside the password, set up and removed by oneself. */
export async function secondFactorRoutes(instance: FastifyInstance, { guard }: { guard: Guard }): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    path,
    { schema: { summary: 'How the own second factor stands', response: { 200: SecondFactorView, '4xx': Problem } } },
    async (request) => {
      const { confirmedAt, recoveryCodesLeft } = await getSecondFactor(request.ctx)
      return { confirmedAt: confirmedAt?.toISOString() ?? null, recoveryCodesLeft }
    },
  )

  app.post(
    path,
    {
      schema: {
        summary: 'Begin to set up a second factor: the secret for the app, this once',
        body: BeginSecondFactorBody,
        response: { 201: BegunSecondFactor, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const begun = await beginSecondFactor(request.ctx, guard)
      return reply.code(201).header('location', `/admin/v1${path}`).send(begun)
    },
  )

  app.post(
    `${path}/confirm`,
    {
      schema: {
        summary: 'Confirm it by a first code; from then on sign-ins ask for one, and other sessions end',
        body: ConfirmSecondFactorBody,
        response: { 200: RecoveryCodes, '4xx': Problem },
      },
    },
    async (request) => confirmSecondFactor(request.ctx, request.body.code, guard),
  )

  app.post(
    `${path}/recovery-codes`,
    {
      schema: {
        summary: 'Fresh recovery codes in place of the older ones',
        body: BothProofs,
        response: { 200: RecoveryCodes, '4xx': Problem },
      },
    },
    async (request) => renewRecoveryCodes(request.ctx, request.body, guard),
  )

  app.delete(
    path,
    {
      schema: {
        summary: 'Remove the second factor, with the password and a code',
        body: BothProofs,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await removeSecondFactor(request.ctx, request.body, guard)
      return reply.code(204).send(null)
    },
  )
}
