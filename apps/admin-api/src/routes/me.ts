import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { PatchMeBody, Problem, RightsView, UserView } from '@verso/contract'
import { changeMe, getMe, type Guard, listRights, type MyChanges } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { toUserView } from '../views/user-view.ts'

/** Oneself. */
export async function meRoutes(instance: FastifyInstance, { guard }: { guard: Guard }): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get('/me', { schema: { summary: 'Oneself', response: { 200: UserView, '4xx': Problem } } }, async (request) =>
    toUserView(await getMe(request.ctx)),
  )

  app.patch(
    '/me',
    { schema: { summary: 'Change own name, password or preferences', body: PatchMeBody, response: { 200: UserView, '4xx': Problem } } },
    async (request) => toUserView(await changeMe(request.ctx, request.body as MyChanges, guard)),
  )

  app.get('/me/rights', { schema: { summary: 'What one may do', response: { 200: RightsView, '4xx': Problem } } }, async (request) =>
    listRights(request.ctx),
  )
}
