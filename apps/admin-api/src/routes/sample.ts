import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { EmptyBody, PlantedSample, Problem } from '@verso/contract'
import { plantSample } from '@verso/core'
import type { FastifyInstance } from 'fastify'

/** Something to look at where there is nothing yet. */
export async function sampleRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.post(
    '/sample',
    {
      schema: {
        summary: 'Plant the sample magazine: types, pictures and entries in English and German, for a Verso without content types',
        description: 'Cut off anywhere, the same request goes on. Where somebody has made types of their own it is refused (409).',
        body: EmptyBody,
        response: { 200: PlantedSample, 201: PlantedSample, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { entries, media, seq } = await plantSample(request.ctx)
      return reply.code(seq === null ? 200 : 201).send({ entries, media, seq: seq === null ? null : Number(seq) })
    },
  )
}
