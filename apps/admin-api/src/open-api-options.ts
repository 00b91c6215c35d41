import { IdempotencyKeyHeader } from '@verso/contract'
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

/** How the OpenAPI description is made from the routes: the schemas that requests are judged by are the ones that are shown. */
export const openApiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: { title: 'Verso admin API', version: '1', description: 'Everything that editors and administrators do.' },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An access token of a session, or an API token (vat_…)' } },
    },
    security: [{ bearer: [] }],
  },
  hideUntagged: false,
  transform: ({ schema, url, route }) => ({
    url,
    schema: route.config?.takesKey === true ? { ...schema, headers: IdempotencyKeyHeader } : schema,
  }),
}
