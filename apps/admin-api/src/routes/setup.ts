import fastifyCookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Problem, SetupBody, SetupState, SignedIn } from '@verso/contract'
import { isSetupNeeded, setUpOwner } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import type { AdminApiOptions } from '../options.ts'
import { refreshCookie } from '../refresh-cookie.ts'
import { crossSiteGuard } from '../refuse-cross-site.ts'
import { deviceOf, signedInReply } from '../signed-in-reply.ts'

/** The first owner, made once by whoever can read the console. */
export async function setupRoutes(instance: FastifyInstance, { publicUrl }: AdminApiOptions): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  await app.register(fastifyCookie)
  const cookie = refreshCookie(publicUrl)

  app.get(
    '/setup',
    { schema: { summary: 'Is the first owner still to be made', security: [], response: { 200: SetupState } } },
    async (request) => ({ needed: await isSetupNeeded(request.ctx) }),
  )

  app.post(
    '/setup',
    {
      onRequest: crossSiteGuard(publicUrl),
      schema: { summary: 'Make the first owner and sign in', security: [], body: SetupBody, response: { 201: SignedIn, '4xx': Problem } },
    },
    async (request, reply) => {
      const { token, ...owner } = request.body
      const signedIn = await setUpOwner(request.ctx, { ...owner, code: token, device: deviceOf(request) })
      reply.code(201)
      return signedInReply(request, reply, { signedIn, cookie })
    },
  )
}
