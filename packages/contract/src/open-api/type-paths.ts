import { type ContentType, type JsonSchema, schemaName } from '@verso/model'
import { listBody, listParameters, readParameters } from './content-parameters.ts'
import { contentOperation } from './open-api-parts.ts'

/** Where localised values come from, on request. */
const sourceMap: JsonSchema = {
  type: 'object',
  description: 'Only with `sourceMap=true`',
  additionalProperties: {
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['locale', 'entry', 'revision'],
      properties: {
        locale: { type: 'string' },
        entry: { type: 'string', format: 'uuid' },
        revision: { type: 'integer' },
      },
    },
  },
}

const included: JsonSchema = {
  type: 'object',
  description: 'Only with `dedupe=true`: what is included, by id',
  additionalProperties: { type: 'object' },
}

/** What a list gives in place of entries where it was asked for figures. */
const figures: JsonSchema = {
  type: 'object',
  title: 'Figures',
  description: 'With `group` or `aggregate`: one row for each group, or one row',
  required: ['data', 'page'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          group: { type: 'object', description: 'By path' },
          count: { type: 'integer' },
        },
        // What begins with `_` is an entry's.
        propertyNames: { pattern: '^[^_]' },
        additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
      },
    },
    page: { $ref: '#/components/schemas/List_Page' },
  },
  additionalProperties: false,
}

/** The addresses of one type, under a name of its own; by a former one they are on their way out. */
export function typePaths(type: ContentType, name: string): [string, Record<string, JsonSchema>][] {
  const isFormer = name !== type.name
  const paths = type.kind === 'single' ? [singlePath(type, name)] : collectionPaths(type, name)
  if (!isFormer) return paths
  return paths.map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, { ...operation, deprecated: true }])),
  ])
}

/** One entry, or several of any of some types, as a list gives them. */
export function listOf(items: JsonSchema): JsonSchema {
  return {
    type: 'object',
    title: 'Entries',
    required: ['data', 'page'],
    properties: {
      data: { type: 'array', items },
      page: { $ref: '#/components/schemas/List_Page' },
      facets,
      included,
      sourceMap,
    },
    additionalProperties: false,
  }
}

const facets: JsonSchema = {
  type: 'object',
  description: 'Of `facets`: by path',
  additionalProperties: {
    type: 'array',
    items: {
      type: 'object',
      required: ['value', 'count'],
      properties: { value: { type: ['string', 'number', 'boolean', 'null'] }, count: { type: 'integer' } },
      additionalProperties: false,
    },
  },
}

function schemaRef(type: ContentType): JsonSchema {
  return { $ref: `#/components/schemas/${schemaName(type)}` }
}

function collectionPaths(type: ContentType, name: string): [string, Record<string, JsonSchema>][] {
  const { label } = type
  const tag = tagOf(type)
  const many = { anyOf: [listOf(schemaRef(type)), figures] }
  const description = type.slugField === undefined ? 'Id' : 'Id or slug'
  const idOrSlug = { name: 'idOrSlug', in: 'path', required: true, description, schema: { type: 'string' } }
  const list = { name: ['list', name], tag, summary: `List ${label}`, parameters: listParameters, schema: many }
  const query = { name: ['query', name], tag, summary: `List ${label}, by parameters in a body`, requestBody: listBody, schema: many }
  const parameters = [idOrSlug, ...readParameters]
  const one = { name: ['get', name], tag, summary: `One of ${label}`, parameters, schema: oneOf(type) }
  return [
    [`/content/v1/entries/${name}`, { get: contentOperation(list) }],
    [`/content/v1/query/${name}`, { post: contentOperation(query) }],
    [`/content/v1/entries/${name}/{idOrSlug}`, { get: contentOperation(one) }],
  ]
}

function singlePath(type: ContentType, name: string): [string, Record<string, JsonSchema>] {
  const operation = { name: ['get', name], tag: tagOf(type), summary: type.label, parameters: readParameters, schema: oneOf(type) }
  return [`/content/v1/singles/${name}`, { get: contentOperation(operation) }]
}

function oneOf(type: ContentType): JsonSchema {
  return {
    type: 'object',
    required: ['data'],
    properties: { data: schemaRef(type), included, sourceMap },
    additionalProperties: false,
  }
}

/** What any of the types gives; with none that one may read, nothing. */
export function anyEntry(types: ContentType[]): JsonSchema {
  const [first] = types
  if (first === undefined) return { type: 'object' }
  return types.length === 1 ? schemaRef(first) : { anyOf: types.map(schemaRef) }
}

export function tagOf({ name }: ContentType): string {
  return schemaName({ name })
}
