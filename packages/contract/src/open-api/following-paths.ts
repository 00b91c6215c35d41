import type { ContentType, JsonSchema } from '@verso/model'
import {
  acrossTag,
  commaList,
  contentOperation,
  objectWith,
  orNull,
  parameter,
  problemResponses,
  requestIdHeader,
  uuid,
} from './open-api-parts.ts'
import { anyEntry } from './type-paths.ts'

/** How a copy elsewhere follows what is published. */
export function followingPaths(types: ContentType[]): [string, Record<string, JsonSchema>][] {
  return [
    ['/content/v1/sync', { get: sync(types) }],
    ['/content/v1/events', { get: events }],
    ['/content/v1/live', { get: live }],
  ]
}

function sync(types: ContentType[]): JsonSchema {
  return contentOperation({
    name: ['syncContent'],
    tag: acrossTag,
    summary: 'Everything at one `seq`, in pages; later only what has changed since. 410 `sync_anew` when a position is no longer good',
    parameters: [
      {
        name: 'types',
        in: 'query',
        description: 'Only these types, by commas',
        ...commaList,
      },
      {
        name: 'kinds',
        in: 'query',
        description: '`entries` (alone when absent), `media`, `redirects`, `model`, by commas',
        ...commaList,
      },
      parameter('locale', 'Only this language', { type: 'string' }),
      {
        ...parameter('filter', 'Conditions, with exactly one type', {
          type: ['object', 'string'],
        }),
        style: 'deepObject',
        explode: true,
      },
      parameter('limit', 'Items on a page', {
        type: 'integer',
        minimum: 1,
        default: 500,
      }),
      parameter('next', 'The next page of a sync; stands alone', {
        type: 'string',
      }),
      parameter('from', 'The position of a finished sync: what has changed since; stands alone', { type: 'string' }),
    ],
    schema: {
      type: 'object',
      required: ['items', 'next'],
      properties: {
        items: { type: 'array', items: { anyOf: syncItems(types) } },
        next: {
          ...orNull('string'),
          description: 'Where it goes on; null at the end',
        },
        position: {
          type: 'string',
          description: 'On the last page: where to begin the next time, as `from`',
        },
      },
      additionalProperties: false,
    },
  })
}

function syncItems(types: ContentType[]): JsonSchema[] {
  const put = (kind: string, value: JsonSchema) => syncItem(kind, 'put', { [kind]: value })
  return [
    put('entry', anyEntry(types)),
    syncItem('entry', 'delete', {
      id: uuid,
      type: { type: 'string' },
      locale: { type: 'string' },
    }),
    put('media', objectWith({ _id: uuid })),
    syncItem('media', 'delete', { id: uuid }),
    put('redirect', objectWith({ id: uuid })),
    syncItem('redirect', 'delete', { id: uuid }),
    put('model', objectWith({ types: { type: 'array', items: { type: 'object' } } })),
  ]
}

function syncItem(kind: string, op: 'put' | 'delete', members: Record<string, JsonSchema>): JsonSchema {
  return {
    type: 'object',
    title: `${kind}, ${op}`,
    required: ['kind', 'op', ...Object.keys(members)],
    properties: { kind: { const: kind }, op: { const: op }, ...members },
    additionalProperties: false,
  }
}

const eventItem: JsonSchema = {
  type: 'object',
  required: ['op', 'id', 'type', 'locale', 'slug', 'revision', 'changedFields'],
  properties: {
    op: { enum: ['publish', 'unpublish', 'delete'] },
    id: uuid,
    type: { type: 'string' },
    locale: orNull('string'),
    slug: orNull('string'),
    previousSlug: { type: 'string' },
    revision: orNull('integer'),
    changedFields: { type: 'array', items: { type: 'string' } },
  },
  additionalProperties: false,
}

const affectedEntry: JsonSchema = {
  type: 'object',
  required: ['id', 'type', 'via'],
  properties: { id: uuid, type: { type: 'string' }, via: { type: 'array', items: { type: 'string' } } },
  additionalProperties: false,
}

const aboutEvents: JsonSchema[] = [
  { name: 'types', in: 'query', description: 'Only what is about these types, by commas', ...commaList },
  parameter('locale', 'Only what is about this language', { type: 'string' }),
]

const events = contentOperation({
  name: ['readEvents'],
  tag: acrossTag,
  summary: 'The publication log: every change of published state, oldest first',
  parameters: [
    parameter('after', 'The `next` of the page before; from the beginning when absent', { type: 'integer', minimum: 0, default: 0 }),
    parameter('limit', 'Changes to look at', {
      type: 'integer',
      minimum: 1,
      maximum: 250,
      default: 100,
    }),
    ...aboutEvents,
  ],
  schema: {
    type: 'object',
    required: ['events', 'next'],
    properties: {
      events: {
        type: 'array',
        items: {
          type: 'object',
          required: ['seq', 'type', 'at', 'items', 'affected'],
          properties: {
            seq: { type: 'integer' },
            type: { type: 'string' },
            at: { type: 'string', format: 'date-time' },
            items: { type: 'array', items: eventItem },
            affected: {
              type: 'object',
              description: 'What else reads differently now; `complete: false`: more than is named may',
              required: ['entries', 'types', 'pages', 'complete'],
              properties: {
                entries: { type: 'array', items: affectedEntry },
                types: { type: 'array', items: { type: 'string' } },
                pages: { type: 'array', items: { type: 'string' } },
                complete: { type: 'boolean' },
              },
              additionalProperties: false,
            },
          },
          additionalProperties: false,
        },
      },
      next: {
        type: 'integer',
        description: 'The last `seq` that was looked at',
      },
    },
    additionalProperties: false,
  },
})

const live: JsonSchema = {
  operationId: 'listenToEvents',
  tags: [acrossTag],
  summary: 'The publication log as it is written, by server-sent events: each is one of `/content/v1/events`',
  parameters: [
    {
      name: 'Last-Event-ID',
      in: 'header',
      description: 'The last event that one knows, as browsers send it when they come back',
      schema: { type: 'string' },
    },
    parameter('after', 'The same for a first request; from now on when absent', { type: 'integer', minimum: 0 }),
    ...aboutEvents,
  ],
  responses: {
    '200': {
      description: 'Events until one side ends it; `id` is the `seq`',
      headers: { 'X-Request-Id': requestIdHeader },
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    ...problemResponses,
  },
}
