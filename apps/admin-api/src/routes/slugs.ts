import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Problem, ProposedSlugView, ProposeSlugBody } from '@verso/contract'
import { proposeSlug } from '@verso/core'
import type { FastifyInstance } from 'fastify'

/** Addresses that are free. */
export async function slugRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.post(
    '/slugs/propose',
    {
      schema: {
        summary: 'Make a slug from a text: the next one that no other entry of the type, language and parent uses',
        body: ProposeSlugBody,
        response: { 200: ProposedSlugView, '4xx': Problem },
      },
    },
    async (request) => proposeSlug(request.ctx, request.body),
  )
}
