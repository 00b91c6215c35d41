import type { JsonSchema } from '@verso/model'
import { problemCodes } from '../problem.ts'
import { acrossTag, contentHeaders, operationName, parameter, problemResponses } from './open-api-parts.ts'

const members: Record<string, { description: string; schema: JsonSchema }> = {
  query: { description: 'The document: one query; there are no mutations', schema: { type: 'string' } },
  operationName: { description: 'Which of its operations to run, where it has several', schema: { type: ['string', 'null'] } },
  variables: { description: 'Values of its variables; in an address as JSON', schema: { type: ['object', 'null'] } },
  extensions: { description: 'Taken and passed over; in an address as JSON', schema: { type: ['object', 'null'] } },
}

const errors: JsonSchema = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['message', 'extensions'],
    properties: {
      message: { type: 'string' },
      locations: { type: 'array', items: { type: 'object' } },
      path: { type: 'array', items: { type: ['string', 'integer'] } },
      extensions: {
        type: 'object',
        required: ['code'],
        properties: { code: { type: 'string', enum: Object.keys(problemCodes) } },
      },
    },
  },
}

const answered: JsonSchema = {
  type: 'object',
  description: '`data`, `errors` or both, as the specification of GraphQL says',
  properties: { data: { type: ['object', 'null'] }, errors },
  additionalProperties: false,
}

const refused: JsonSchema = { type: 'object', required: ['errors'], properties: { errors }, additionalProperties: false }

const inBothForms = (schema: JsonSchema): JsonSchema => ({
  'application/json': { schema },
  'application/graphql-response+json': { schema },
})

/** The content through GraphQL, whose own description is asked for by introspection. */
export const graphPath: [string, Record<string, JsonSchema>] = [
  '/content/v1/graphql',
  {
    get: operation('read', {
      parameters: Object.entries(members).map(([name, { description, schema }]) => ({
        ...parameter(name, description, name === 'query' ? schema : { type: 'string' }),
        ...(name === 'query' ? { required: true } : {}),
      })),
    }),
    post: operation('query', {
      parameters: [],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['query'],
              properties: Object.fromEntries(
                Object.entries(members).map(([name, { description, schema }]) => [name, { ...schema, description }]),
              ),
              additionalProperties: false,
            },
          },
        },
      },
    }),
  },
]

function operation(verb: string, asked: Record<string, unknown>): JsonSchema {
  const { '4XX': refusal, '503': later } = problemResponses
  return {
    operationId: operationName([verb, 'graphql']),
    tags: [acrossTag],
    summary:
      'Published content through GraphQL. What is too large, not allowed or wrongly asked has the status of its code; with plain JSON, documents that ' +
      'don’t parse or don’t fit the schema are told as 200 with `errors`',
    ...asked,
    responses: {
      '200': { description: 'What was asked for', headers: notAlways(contentHeaders), content: inBothForms(answered) },
      ...(verb === 'read' ? { '304': { description: 'The bytes at hand are still these', headers: contentHeaders } } : {}),
      '4XX': { ...asObject(refusal), content: inBothForms(refused) },
      '503': { ...asObject(later), content: inBothForms(refused) },
    },
  }
}

/** A document that doesn't fit the schema reads nothing. */
function notAlways(headers: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(headers).map(([name, one]) => [name, { ...asObject(one), required: false }]))
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
