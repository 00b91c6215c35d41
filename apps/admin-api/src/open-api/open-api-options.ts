import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { licence, problemList, servers } from '@verso/contract'
import { describeRoute } from './describe-route.ts'
import { finishDocument } from './finish-document.ts'

/** How the OpenAPI description is made from the routes: the schemas that requests are judged by are the ones that are shown. */
export const openApiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Verso admin API',
      version: '1',
      license: licence,
      description: `Everything that editors and administrators do. ${problemList()}`,
    },
    servers,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access token of a session, or an API token (vat_…)',
        },
      },
    },
    security: [{ bearer: [] }],
  },
  hideUntagged: false,
  transform: ({ schema, url, route }) => ({
    url,
    schema: describeRoute(schema, url, route),
  }),
  transformObject: (made) => ('openapiObject' in made ? finishDocument(made.openapiObject) : made.swaggerObject),
}
