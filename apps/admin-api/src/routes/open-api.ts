import { contentOpenApi } from '@verso/contract'
import { readPublishedModel } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

const OpenApi = Type.Object({ openapi: Type.Literal('3.1.0'), info: Type.Object({}), paths: Type.Object({}) })

/** The descriptions of both APIs: of this one, made from its routes; of the content API, as far as the asker may read there. */
export async function openApiRoutes(app: FastifyInstance): Promise<void> {
  app.get('/openapi.json', { schema: { summary: 'This description', response: { 200: OpenApi } } }, async () => app.swagger())

  app.get(
    '/openapi/content.json',
    { schema: { summary: 'The description of the content API, of what the asker may read there', response: { 200: OpenApi } } },
    async ({ ctx }) => contentOpenApi((await readPublishedModel(ctx)).model, ctx.now()),
  )
}
