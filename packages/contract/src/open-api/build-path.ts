import type { JsonSchema } from '@verso/model'
import { BuildBody } from '../sites.ts'
import { acrossTag, operationName, problemResponses, requestIdHeader } from './open-api-parts.ts'

/** What sites tell of themselves. */
export const buildPath: [string, Record<string, JsonSchema>] = [
  '/content/v1/builds',
  {
    post: {
      operationId: operationName(['reportBuild']),
      tags: [acrossTag],
      summary:
        'Tells that a site is built of what was public at a `seq`; needs a token. Without `site` it is `default`, the one that reads with `Verso-Page` alone belong to',
      requestBody: { required: true, content: { 'application/json': { schema: BuildBody as unknown as JsonSchema } } },
      responses: {
        '201': {
          description: 'Noted; a later build that was told before stays',
          headers: { 'X-Request-Id': requestIdHeader },
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['site', 'seq', 'at'],
                properties: { site: { type: 'string' }, seq: { type: 'integer' }, at: { type: ['string', 'null'], format: 'date-time' } },
                additionalProperties: false,
              },
            },
          },
        },
        ...problemResponses,
      },
    },
  },
]
