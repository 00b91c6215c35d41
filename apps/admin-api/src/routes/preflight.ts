import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { BulkPreflightBody, EmptyBody, IdParams, Preflight, PreflightBody, Problem } from '@verso/contract'
import { preflightBulk, preflightEntry, preflightRelease } from '@verso/core'
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

  app.post(
    '/entries/bulk/preflight',
    {
      schema: {
        summary: 'The same for many entries, each judged by what the others do as well',
        body: BulkPreflightBody,
        response: { 200: Preflight, '4xx': Problem },
      },
    },
    async (request) => toPreflight(await preflightBulk(request.ctx, request.body)),
  )

  app.post(
    '/releases/:id/preflight',
    {
      schema: {
        summary: 'What publishing a release would say now, as a whole',
        params: IdParams,
        body: EmptyBody,
        response: { 200: Preflight, '4xx': Problem },
      },
    },
    async (request) => toPreflight(await preflightRelease(request.ctx, request.params.id)),
  )
}
