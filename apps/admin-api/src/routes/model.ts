import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { ModelView, Problem } from '@verso/contract'
import { listTypes } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { toLocaleView } from '../views/locale-view.ts'

/** The whole model as one document. */
export async function modelRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get('/model', { schema: { summary: 'The whole model', response: { 200: ModelView, '4xx': Problem } } }, async (request, reply) => {
    const { views, locales, modelVersion, modelHash } = await listTypes(request.ctx)
    reply.header('etag', `"${modelHash}"`)
    return { modelVersion, modelHash, locales: locales.map(toLocaleView), types: views }
  })
}
