import type { FastifyInstance } from 'fastify'

/** The description of this API, made from its routes. */
export async function openApiRoutes(app: FastifyInstance): Promise<void> {
  app.get('/openapi.json', { schema: { summary: 'This description' } }, async () => app.swagger())
}
