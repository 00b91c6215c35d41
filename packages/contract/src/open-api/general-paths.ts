import type { ContentType, JsonSchema } from '@verso/model'
import { readParameters, viewpointParameters } from './content-parameters.ts'
import { acrossTag, commaList, contentOperation, objectWith, orNull, parameter } from './open-api-parts.ts'
import { buildPath } from './build-path.ts'
import { followingPaths } from './following-paths.ts'
import { graphPath } from './graph-path.ts'
import { mediaPaths } from './media-paths.ts'
import { anyEntry, listOf } from './type-paths.ts'

const byIds = ['locale', 'fallback', 'sourceMap', 'select', 'include', 'richText', 'seq', 'minSeq', 'perspective']

/** Addresses that don't belong to one type. */
export function generalPaths(types: ContentType[]): [string, Record<string, JsonSchema>][] {
  const entries = types.filter(({ kind }) => kind !== 'component')
  return [
    ['/content/v1/entries', { get: entriesByIds(entries) }],
    ['/content/v1/resolve', { get: resolve }],
    ...mediaPaths,
    ...followingPaths(entries),
    graphPath,
    buildPath,
    ['/content/v1/model', { get: model }],
    ['/content/v1/openapi.json', { get: description }],
  ]
}

function entriesByIds(types: ContentType[]): JsonSchema {
  return contentOperation({
    name: ['getEntries'],
    tag: acrossTag,
    summary: 'Up to 100 entries of any type, in the order of their ids; absent ones are left out',
    parameters: [
      {
        name: 'ids',
        in: 'query',
        required: true,
        description: 'Ids by commas, at most 100',
        ...commaList,
      },
      ...readParameters.filter(({ name }) => byIds.includes(String(name))),
    ],
    schema: listOf(anyEntry(types)),
  })
}

const resolve = contentOperation({
  name: ['resolvePath'],
  tag: acrossTag,
  summary: 'What lives at a path, or where an old one leads by now. Several types: 409 with `candidates`',
  parameters: [
    {
      ...parameter('path', 'A path of a tree, or `/` and a slug', {
        type: 'string',
      }),
      required: true,
    },
    parameter('locale', 'Language; the default locale when absent', {
      type: 'string',
    }),
    parameter('type', 'Only what is of this type', { type: 'string' }),
    ...viewpointParameters,
  ],
  schema: {
    type: 'object',
    required: ['data'],
    properties: {
      data: {
        type: 'object',
        required: ['id', 'type', 'locale', 'path', 'slug', 'moved'],
        properties: {
          id: {
            ...orNull('string'),
            description: 'Null for a redirect to a fixed path or address',
          },
          type: orNull('string'),
          locale: { type: 'string' },
          path: {
            ...orNull('string'),
            description: 'The present path; of a redirect without an entry the path or address it leads to',
          },
          slug: orNull('string'),
          moved: { type: 'boolean' },
          permanent: {
            type: 'boolean',
            description: 'Of what has moved: whether it will stay there',
          },
        },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  },
})

const model = contentOperation({
  name: ['readModel'],
  tag: acrossTag,
  summary: 'The types that one may see, with a hash of them',
  schema: {
    type: 'object',
    required: ['data'],
    properties: {
      data: {
        type: 'object',
        required: ['modelHash', 'types'],
        properties: {
          modelHash: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          types: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'label', 'kind', 'fields'],
              properties: {
                name: { type: 'string' },
                label: { type: 'string' },
                kind: { enum: ['collection', 'single', 'component'] },
                fields: {
                  type: 'array',
                  items: objectWith({ name: { type: 'string' }, label: { type: 'string' }, kind: { type: 'string' } }),
                },
              },
            },
          },
        },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  },
})

const description = contentOperation({
  name: ['readOpenApi'],
  tag: acrossTag,
  summary: 'This description: OpenAPI 3.1 of the model as one may see it',
  schema: objectWith({ openapi: { const: '3.1.0' }, info: { type: 'object' }, paths: { type: 'object' } }),
})
