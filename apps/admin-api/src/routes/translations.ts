import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { ConfirmTranslationBody, EntryView, IdParams, Problem } from '@verso/contract'
import { confirmTranslation } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { entryReply } from '../entry-reply.ts'
import { ifMatchRevision } from '../if-match.ts'

/** How translations stand to their sources. */
export async function translationRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.post(
    '/entries/:id/translations/confirm',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Say that translations fit their source as it is now; the content stays',
        params: IdParams,
        body: ConfirmTranslationBody,
        response: { 200: EntryView, '4xx': Problem },
      },
    },
    async (request, reply) =>
      entryReply(reply, await confirmTranslation(request.ctx, request.params.id, { ...request.body, ifMatch: ifMatchRevision(request) })),
  )
}
