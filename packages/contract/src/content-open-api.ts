import { problemCodes } from './problem.ts'
import { type ContentType, entrySchema, type JsonSchema, type Model, richTextForms, schemaName } from '@verso/model'

/** OpenAPI 3.1 of the content API for a model as one reader may see it. */
export function contentOpenApi(model: Model): JsonSchema {
  const collections = model.types.filter((type) => type.kind === 'collection')
  const singles = model.types.filter((type) => type.kind === 'single')
  return {
    openapi: '3.1.0',
    info: { title: 'Verso content API', version: '1', description: problemList() },
    paths: Object.fromEntries([
      ...collections.flatMap((type) => collectionPaths(type)),
      ...singles.map((type) => singlePath(type)),
      resolvePath,
    ]),
    components: {
      schemas: {
        ...Object.fromEntries(model.types.map((type) => [schemaName(type), entrySchema(type, model, 'out')])),
        List_Page: pageSchema,
        Problem_Details: problemSchema,
      },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A content token (vct_…); without one, the rights of the public role' },
      },
    },
    security: [{}, { token: [] }],
  }
}

const pageSchema: JsonSchema = {
  type: 'object',
  required: ['limit', 'next'],
  properties: { limit: { type: 'integer' }, offset: { type: 'integer' }, next: { type: ['string', 'null'] }, total: { type: 'integer' } },
}

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code'],
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
        properties: {
          parameter: { type: 'string' },
          path: { type: 'string' },
          pointer: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
}

function problemList(): string {
  const lines = Object.entries(problemCodes).map(([code, meaning]) => `- \`${code}\`: ${meaning}`)
  return `Published content, read-only. Errors are problem+json with one of these codes:\n\n${lines.join('\n')}`
}

/** Which content is meant. */
const viewpointParameters: JsonSchema[] = [
  parameter('seq', 'Read the published state of that point', { type: 'integer', minimum: 0 }),
  parameter(
    'at',
    'Read the published state of that moment; with a preview token also of one to come, with all that is planned until then',
    { type: 'string', format: 'date-time' },
  ),
  parameter('minSeq', 'Wait until this server has seen at least that point', { type: 'integer', minimum: 0 }),
  parameter(
    'perspective',
    'With a preview token: `drafts` reads every draft as if it were published, `release:<id>` (further ids behind commas) what releases would make public, in this order',
    { type: 'string', default: 'published' },
  ),
]

/** Parameters of every read, with what they mean. */
const readParameters: JsonSchema[] = [
  parameter('locale', 'Language; the default locale when absent', { type: 'string' }),
  parameter('fallback', 'Whether other languages stand in, for whole entries and for single values', { type: 'boolean', default: true }),
  parameter(
    'sourceMap',
    'Whether the answer says, for each localised value, the locale that it comes from: `sourceMap`, by entry, by path (`title`, `seo/title`, `sections/0/heading`)',
    { type: 'boolean', default: false },
  ),
  parameter('select', 'Fields to give, by commas', { type: 'string' }),
  parameter('omit', 'Fields to leave out, by commas', { type: 'string' }),
  parameter(
    'include',
    'References to load, by path: author,categories.parent or * or *.*; the name of a rich text loads the entries among its words. Options of a path: include[path][limit], [sort], [filter]…, [select], and for a reference to several types [on][type][select], [on][type][filter]…',
    { type: 'string' },
  ),
  parameter('dedupe', 'Whether included entries come once, in `included` by id, while references stay addresses', {
    type: 'boolean',
    default: false,
  }),
  parameter('richText', 'Rich text as a string in this form; Portable Text when absent', { type: 'string', enum: [...richTextForms] }),
  ...viewpointParameters,
]

const listParameters: JsonSchema[] = [
  ...readParameters,
  {
    ...parameter('filter', 'Conditions: filter[path][operator]=value, or the whole as JSON', { type: ['object', 'string'] }),
    style: 'deepObject',
    explode: true,
  },
  parameter('sort', 'Keys by commas, - for descending; with `search` also `_score`. Without it by `_id`, with `search` by `-_score,_id`', {
    type: 'string',
  }),
  parameter(
    'search',
    'Words that an entry must hold in the fields that are searched: every one of them in any of its forms, accents or not, of the last one the beginning; ' +
      '`"quoted words"` side by side; not those behind a `-`. For a word that no text holds, words that are one slip away. Types without searched fields: 400 `not_searchable`; with a `perspective`, or an `at` to come: 400 `conflicting_parameters`',
    { type: 'string', maxLength: 200 },
  ),
  parameter('highlight', 'With `search`: whether each entry shows in `_highlights` where the words stand', {
    type: 'boolean',
    default: false,
  }),
  parameter('limit', 'Entries on a page', { type: 'integer', minimum: 1, maximum: 250, default: 20 }),
  parameter('offset', 'Entries to pass over', { type: 'integer', minimum: 0, maximum: 10_000 }),
  parameter('after', 'The cursor that the page before gave as next', { type: 'string' }),
  parameter('count', 'Whether the page says the exact total', { type: 'boolean', default: false }),
  parameter(
    'group',
    'Up to 3 paths to group by, in place of the entries; a reference is grouped by id, an entry stands in the group of each of its values, null is a group and comes last',
    { type: 'string' },
  ),
  parameter(
    'aggregate',
    'What to work out: count, countDistinct(path), min(path), max(path), sum(path), avg(path); count when only `group` is given. Sums and averages of whole numbers and everything decimal are texts, exact and without needless zeros',
    { type: 'string' },
  ),
]

/** The parameters of a list for whom an address is too short: of the same names, as JSON. */
const requestBody: JsonSchema = {
  required: true,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        description:
          'The parameters of the list as members: numbers and booleans as such, `select`, `omit` and `sort` as lists, `filter` as an object, `include` as a list of paths or an object of paths to their options or true',
        properties: Object.fromEntries(listParameters.map(({ name, description }) => [name, { description }])),
        additionalProperties: false,
      },
    },
  },
}

/** Where localised values come from, on request. */
const sourceMap: JsonSchema = {
  type: 'object',
  description: 'Only with `sourceMap=true`',
  additionalProperties: {
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['locale', 'entry', 'revision'],
      properties: { locale: { type: 'string' }, entry: { type: 'string', format: 'uuid' }, revision: { type: 'integer' } },
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
  description: 'With `group` or `aggregate`: one row for each group, or one row',
  required: ['data', 'page'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        properties: { group: { type: 'object', description: 'By path' }, count: { type: 'integer' } },
        additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
      },
    },
    page: { $ref: '#/components/schemas/List_Page' },
  },
}

function parameter(name: string, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'query', description, schema }
}

function collectionPaths(type: ContentType): [string, JsonSchema][] {
  const one = { type: 'object', required: ['data'], properties: { data: reference(type), included, sourceMap } }
  const entries = {
    type: 'object',
    required: ['data', 'page'],
    properties: { data: { type: 'array', items: reference(type) }, page: { $ref: '#/components/schemas/List_Page' }, included, sourceMap },
  }
  const many = { anyOf: [entries, figures] }
  const idOrSlug = {
    name: 'idOrSlug',
    in: 'path',
    required: true,
    description: type.slugField === undefined ? 'Id' : 'Id or slug',
    schema: { type: 'string' },
  }
  return [
    [`/content/v1/entries/${type.name}`, { get: operation(`List ${type.label}`, listParameters, many) }],
    [`/content/v1/query/${type.name}`, { post: { ...operation(`List ${type.label}, by parameters in a body`, [], many), requestBody } }],
    [`/content/v1/entries/${type.name}/{idOrSlug}`, { get: operation(`One of ${type.label}`, [idOrSlug, ...readParameters], one) }],
  ]
}

function singlePath(type: ContentType): [string, JsonSchema] {
  return [
    `/content/v1/singles/${type.name}`,
    {
      get: operation(type.label, readParameters, {
        type: 'object',
        required: ['data'],
        properties: { data: reference(type), included, sourceMap },
      }),
    },
  ]
}

/** What lives at a path, or where an old one leads by now. */
const resolvePath: [string, JsonSchema] = [
  '/content/v1/resolve',
  {
    get: operation(
      'What lives at a path, or where an old one leads by now. Several types: 409 with `candidates`',
      [
        { ...parameter('path', 'A path of a tree, or `/` and a slug', { type: 'string' }), required: true },
        parameter('locale', 'Language; the default locale when absent', { type: 'string' }),
        parameter('type', 'Only what is of this type', { type: 'string' }),
        ...viewpointParameters,
      ],
      {
        type: 'object',
        required: ['data'],
        properties: {
          data: {
            type: 'object',
            required: ['id', 'type', 'locale', 'path', 'slug', 'moved'],
            properties: {
              id: { type: ['string', 'null'], description: 'Null for a redirect to a fixed path or address' },
              type: { type: ['string', 'null'] },
              locale: { type: 'string' },
              path: {
                type: ['string', 'null'],
                description: 'The present path; of a redirect without an entry the path or address it leads to',
              },
              slug: { type: ['string', 'null'] },
              moved: { type: 'boolean' },
              permanent: { type: 'boolean', description: 'Of what has moved: whether it will stay there' },
            },
          },
        },
      },
    ),
  },
]

function operation(summary: string, parameters: JsonSchema[], schema: JsonSchema): JsonSchema {
  const problem = {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem_Details' } } },
  }
  return {
    summary,
    parameters,
    responses: {
      '200': {
        description: 'Published content',
        headers: { 'Verso-Seq': { description: 'The state that was read', schema: { type: 'string' } } },
        content: { 'application/json': { schema } },
      },
      '304': { description: 'Not modified' },
      '4XX': problem,
      '503': problem,
    },
  }
}

function reference(type: ContentType): JsonSchema {
  return { $ref: `#/components/schemas/${schemaName(type)}` }
}
