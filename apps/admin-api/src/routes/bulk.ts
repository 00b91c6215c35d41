import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { BulkBody, BulkResults, Problem } from '@verso/contract'
import { changeEntries } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { toBulkResults } from '../views/bulk-view.ts'

/** One act on many entries. */
export async function bulkRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.post(
    '/entries/bulk',
    { schema: { summary: 'Do one thing to many entries', body: BulkBody, response: { 200: BulkResults, '4xx': Problem } } },
    async (request, reply) => {
      const outcome = await changeEntries(request.ctx, request.body)
      if (outcome.seq !== null) reply.header('verso-seq', String(outcome.seq))
      return toBulkResults(outcome)
    },
  )
}
