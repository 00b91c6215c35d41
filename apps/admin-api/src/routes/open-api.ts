import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

const OpenApi = Type.Object({ openapi: Type.Literal('3.1.0'), info: Type.Object({}), paths: Type.Object({}) })

/** The description of this API, made from its routes. */
export async function openApiRoutes(app: FastifyInstance): Promise<void> {
  app.get('/openapi.json', { schema: { summary: 'This description', response: { 200: OpenApi } } }, async () => app.swagger())
}
