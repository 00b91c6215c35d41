import type { JsonSchema } from '@verso/model'
import { problemCodes } from '../problem.ts'

/** The codes of problems, for the introduction of a description. */
export function problemList(): string {
  const lines = Object.entries(problemCodes).map(([code, meaning]) => `- \`${code}\`: ${meaning}`)
  return `Errors are problem+json with one of these codes:\n\n${lines.join('\n')}`
}

export const licence = { name: 'MIT', identifier: 'MIT' }

/** A description belongs to the server that gave it. */
export const servers = [{ url: '/' }]

/** The tag of what is read across types. */
export const acrossTag = 'Across types'

export const uuid: JsonSchema = { type: 'string', format: 'uuid' }
export const orNull = (type: string): JsonSchema => ({ type: [type, 'null'] })
/** An object that has these members, and whatever else. */
export const objectWith = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
})
export const commaList = {
  style: 'form',
  explode: false,
  schema: { type: 'array', items: { type: 'string' } },
}

export function parameter(name: string, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'query', description, schema }
}

/** The name of an operation for programs: `listPost`, `getEntriesById`. */
export function operationName(words: readonly string[]): string {
  const [first = '', ...rest] = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/)).filter((word) => word !== '')
  return [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}

export const problemSchema: JsonSchema = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problemCodes) },
    detail: { type: 'string' },
    instance: { type: 'string' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          parameter: { type: 'string' },
          path: { type: 'string', description: 'JSON Pointer into the body' },
          pointer: {
            type: 'string',
            description: 'JSON Pointer into the parameter',
          },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
}

export const pageSchema: JsonSchema = {
  type: 'object',
  required: ['limit', 'next'],
  properties: {
    limit: { type: 'integer' },
    offset: { type: 'integer' },
    next: { type: ['string', 'null'] },
    total: { type: 'integer' },
  },
  additionalProperties: false,
}

/** What every answer carries, whatever it is about. */
export const requestIdHeader = header('Names the request in the log of the server', { type: 'string', format: 'uuid' })

const retryAfterHeader = header('Seconds to wait', {
  type: 'string',
  pattern: '^[0-9]+$',
})

export const seqHeader: JsonSchema = { type: 'string', pattern: '^[0-9]+$' }

export function header(description: string, schema: JsonSchema, required = true): JsonSchema {
  return { description, ...(required ? { required } : {}), schema }
}

const problemContent: JsonSchema = {
  'application/problem+json': {
    schema: { $ref: '#/components/schemas/Problem_Details' },
  },
}

/** How any operation may refuse. */
export const problemResponses: JsonSchema = {
  '4XX': {
    description: 'A problem',
    headers: { 'X-Request-Id': requestIdHeader },
    content: problemContent,
  },
  '503': {
    description: 'Not now: starting, busy, or not yet at that point',
    headers: {
      'X-Request-Id': requestIdHeader,
      'Retry-After': retryAfterHeader,
    },
    content: problemContent,
  },
}

/** What every answer with content carries. */
export const contentHeaders: JsonSchema = {
  'X-Request-Id': requestIdHeader,
  'Verso-Seq': header('The state that was read', seqHeader),
  ETag: header('Of the bytes of the body', {
    type: 'string',
    pattern: '^"[^"]+"$',
  }),
  'Cache-Control': header('How long others may keep it', { type: 'string' }),
  'Cache-Tag': header('What the answer was made from, by commas: `e-<id>`, `m-<id>`, `t-<type>`', { type: 'string' }),
  'Surrogate-Key': header('The same by spaces', { type: 'string' }),
  Vary: header('What other answers depend on', { type: 'string' }),
}

export interface ContentOperation {
  /** The words of its name for programs. */
  name: readonly string[]
  tag: string
  summary: string
  parameters?: JsonSchema[]
  requestBody?: JsonSchema
  schema: JsonSchema
}

/** An operation of the content API: every answer names its state, its bytes and what it was made from. */
export function contentOperation({ name, tag, summary, parameters = [], requestBody, schema }: ContentOperation): JsonSchema {
  return {
    operationId: operationName(name),
    tags: [tag],
    summary,
    parameters,
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      '200': {
        description: 'What was asked for',
        headers: contentHeaders,
        content: { 'application/json': { schema } },
      },
      ...(requestBody === undefined
        ? {
            '304': {
              description: 'The bytes at hand are still these',
              headers: contentHeaders,
            },
          }
        : {}),
      ...problemResponses,
    },
  }
}
