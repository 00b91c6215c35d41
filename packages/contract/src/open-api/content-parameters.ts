import { type JsonSchema, richTextForms } from '@verso/model'
import { parameter } from './open-api-parts.ts'

/** Which content is meant. */
export const viewpointParameters: JsonSchema[] = [
  parameter('seq', 'Read the published state of that point', {
    type: 'integer',
    minimum: 0,
  }),
  parameter(
    'at',
    'Read the published state of that moment; with a preview token also of one to come, with all that is planned until then',
    { type: 'string', format: 'date-time' },
  ),
  parameter('minSeq', 'Wait until this server has seen at least that point', {
    type: 'integer',
    minimum: 0,
  }),
  parameter(
    'perspective',
    'With a preview token: `drafts` reads every draft as if it were published, `release:<id>` (further ids behind commas) what releases would make public, in this order',
    { type: 'string', default: 'published' },
  ),
]

/** Parameters of every read, with what they mean. */
export const readParameters: JsonSchema[] = [
  parameter('locale', 'Language; the default locale when absent', {
    type: 'string',
  }),
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

export const listParameters: JsonSchema[] = [
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
      '`"quoted words"` side by side; not those behind a `-`. For a word that no text holds, words that are one slip away, of longer ones two. By `_score` the 1,000 newest of what is found are ranked. Types without searched fields: 400 `not_searchable`',
    { type: 'string', maxLength: 200 },
  ),
  parameter('highlight', 'With `search`: whether each entry shows in `_highlights` where the words stand', {
    type: 'boolean',
    default: false,
  }),
  parameter(
    'facets',
    'Up to 5 paths whose values are counted over all entries that the list is about, with `search` and `filter`, whatever the page shows: in `facets` by path, ' +
      'at most 100 values each, those that most entries have first. A path that may be grouped by; `search` may be grouped as well',
    { type: 'string' },
  ),
  parameter('limit', 'Entries on a page', {
    type: 'integer',
    minimum: 1,
    maximum: 250,
    default: 20,
  }),
  parameter('offset', 'Entries to pass over', {
    type: 'integer',
    minimum: 0,
    maximum: 10_000,
  }),
  parameter('after', 'The cursor that the page before gave as next', {
    type: 'string',
  }),
  parameter('count', 'Whether the page says the exact total', {
    type: 'boolean',
    default: false,
  }),
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
export const listBody: JsonSchema = {
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

const draftNames = ['filter', 'sort', 'limit', 'offset', 'after', 'count', 'search', 'locale', 'fallback']

/** Those of the list of drafts, by name: the same language, without what only readers have. */
export const draftListParameters: Record<string, JsonSchema> = Object.fromEntries([
  ['type', { type: 'string', description: 'The content type to list' }],
  ...listParameters
    .filter(({ name }) => draftNames.includes(String(name)))
    .map(({ name, description, schema }): [string, JsonSchema] => [
      String(name),
      { ...(schema as JsonSchema), description: description ?? '' },
    ]),
])
