import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { IdParams, Preflight, PreflightBody, Problem } from '@verso/contract'
import { preflightEntry } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { toPreflight } from '../views/preflight-view.ts'

/** What an action would say, without doing it. */
export async function preflightRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.post(
    '/entries/:id/preflight',
    {
      schema: {
        summary: 'What publishing, unpublishing, trashing or purging would say now, and whom it would affect; changes nothing',
        params: IdParams,
        body: PreflightBody,
        response: { 200: Preflight, '4xx': Problem },
      },
    },
    async (request) => toPreflight(await preflightEntry(request.ctx, request.params.id, request.body)),
  )
}
