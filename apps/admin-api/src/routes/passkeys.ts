import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { AddPasskeyBody, EmptyBody, IdParams, ListOf, PasskeyOptions, PasskeyView, Problem } from '@verso/contract'
import { addPasskey, type Guard, listPasskeys, passkeyOptions, type RelyingParty, removePasskey } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

type Passkey = Awaited<ReturnType<typeof addPasskey>>

/** One's own passkeys. */
export async function passkeyRoutes(
  instance: FastifyInstance,
  { guard, relyingParty }: { guard: Guard; relyingParty: RelyingParty },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/me/passkeys',
    { schema: { summary: 'Own passkeys', response: { 200: ListOf(PasskeyView), '4xx': Problem } } },
    async (request) => {
      const data = (await listPasskeys(request.ctx)).map(toView)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/me/passkeys/options',
    { schema: { summary: 'What a browser makes a passkey from', body: EmptyBody, response: { 200: PasskeyOptions, '4xx': Problem } } },
    async (request) => ({ ...(await passkeyOptions(request.ctx, guard, relyingParty)) }),
  )

  app.post(
    '/me/passkeys/verify',
    { schema: { summary: 'Add the passkey that a browser made', body: AddPasskeyBody, response: { 201: PasskeyView, '4xx': Problem } } },
    async (request, reply) => {
      const passkey = await addPasskey(request.ctx, request.body, { passkeyKey: guard.passkeyKey, relyingParty })
      return reply.code(201).header('location', `/admin/v1/me/passkeys/${passkey.id}`).send(toView(passkey))
    },
  )

  app.delete(
    '/me/passkeys/:id',
    { schema: { summary: 'Remove a passkey', params: IdParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      await removePasskey(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

function toView({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyView {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null }
}
