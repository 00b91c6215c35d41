import type { JsonSchema } from '@verso/contract'

/** What a query parameter means, wherever a route names it in `config.query`. */
export const queryParameters: Record<string, JsonSchema> = {
  action: { type: 'string', description: 'Only this act, such as `entry.publish`' },
  actor: { type: 'string', description: 'Only what this one did, by id' },
  after: { type: 'string', description: 'The `next` of the page before' },
  autosave: {
    type: 'boolean',
    default: false,
    description: 'Keep what is sent as a working copy of the caller, without a revision',
  },
  count: {
    type: 'boolean',
    default: false,
    description: 'Whether the page says the exact total',
  },
  'filter[_used]': { type: 'boolean', description: 'Only files that entries show, or only those that none does' },
  'filter[bytes][gte]': { type: 'integer', description: 'Only files of at least so many bytes' },
  'filter[bytes][lte]': { type: 'integer', description: 'Only files of at most so many bytes' },
  'filter[createdAt][gte]': { type: 'string', description: 'Only files that came at this time or later' },
  'filter[createdAt][lt]': { type: 'string', description: 'Only files that came before' },
  folder: { type: 'string', description: 'Only what lies directly in this folder, by id; nothing for the top' },
  field: { type: 'string', description: 'Whether this field may be read, or written' },
  from: { type: 'string', description: 'Where it begins' },
  group: {
    type: 'boolean',
    default: false,
    description: 'Fold autosaves into the save after them',
  },
  id: { type: 'string', description: 'What of this entry' },
  ids: { type: 'string', description: 'Ids by commas, at most 100' },
  limit: {
    type: 'integer',
    minimum: 1,
    maximum: 250,
    description: 'How many on a page',
  },
  locale: {
    type: 'string',
    description: 'Language; the default locale when absent',
  },
  mimeType: {
    type: 'string',
    description: 'Only files of this type, or of those that begin with `image/`',
  },
  outcome: { enum: ['done', 'refused'], description: 'Only what was done, or what was refused' },
  path: { type: 'string', description: 'A path, as readers would ask for it' },
  q: { type: 'string', minLength: 1, maxLength: 200, description: 'The text to look for; required' },
  role: { type: 'string', description: 'Of this role, by id or name' },
  search: {
    type: 'string',
    minLength: 1,
    maxLength: 200,
    description: 'Only what holds this text',
  },
  state: { type: 'string', description: 'Only those in this state' },
  tag: { type: 'string', description: 'Only files with this tag' },
  target: { type: 'string', description: 'Only what was done to this, by id' },
  targetKind: { type: 'string', description: 'Only what was done to things of this kind, such as `entry`' },
  to: { type: 'string', description: 'Where it ends' },
  token: { type: 'string', description: 'Of this token, by its id; never its secret' },
  type: { type: 'string', description: 'Name of a content type' },
  user: {
    type: 'string',
    description: 'Of somebody else; needs the right to manage people',
  },
}
