import type { Field } from '../content-type.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import type { Json, JsonSchema } from '../json.ts'
import type { Issue } from '../issue.ts'
import { isPlainObject } from '../plain-object.ts'
import { isUuid, uuidPattern } from '../uuid.ts'
import { checkCount, manySchema } from './rules.ts'
import { fault, refused } from './shape.ts'

const maxTargets = 1_000

/** A link to an entry, or to several different ones with `many`. That the target exists and is of a type in `to` is for who has the data. */
export const reference: FieldKind = {
  name: 'reference',
  label: 'Reference',
  settings: ['to', 'many', 'min', 'max', 'onMissingTarget', 'onTargetDelete', 'indexed'],
  comparison: 'id',
  resolution: 'reference',
  editor: 'reference',
  parse: (value, field) => (field.many === true ? parseMany(value) : parseOne(value)),
  check: (value, field) => (Array.isArray(value) ? checkCount(value, field) : []),
  comparable: (value) => (Array.isArray(value) ? (value.length === 0 ? null : value.map(targetId)) : targetId(value)),
  inputSchema: (field) => manySchema(link(['_ref']), { ...field, many: field.many === true }),
  outputSchema: (field, entries = []) =>
    listOf(entries.length === 0 ? link(['_ref', '_type']) : { anyOf: [link(['_ref', '_type']), ...entries] }, field),
  typescript: ({ to = [], many }) => {
    const targets = to.length === 0 ? '' : `<${to.map((name) => JSON.stringify(name)).join(' | ')}>`
    return `Reference${targets}${many === true ? '[]' : ''}`
  },
}

function parseOne(value: unknown): Parsed {
  if (!isPlainObject(value)) return refused('wrong_type', 'A reference is an object such as { "_ref": "<id of an entry>" }')
  // What was read holds `_type` as well; it can be sent back as it is.
  const extra = Object.keys(value).find((name) => name !== '_ref' && name !== '_type')
  if (extra !== undefined) return refused('unknown_member', `A reference has no member "${extra}"`)
  if (typeof value._ref !== 'string' || !isUuid(value._ref)) return refused('wrong_format', 'This must be the id of an entry', '/_ref')
  if (value._type !== undefined && typeof value._type !== 'string')
    return refused('wrong_type', 'This must be the name of a type', '/_type')
  return { value: { _ref: value._ref } }
}

function parseMany(value: unknown): Parsed {
  if (!Array.isArray(value)) return refused('wrong_type', 'This must be a list of references')
  if (value.length > maxTargets) return refused('too_long', `This takes at most ${maxTargets.toLocaleString('en')} references`)
  const issues: Issue[] = []
  const values: Json[] = []
  const seen = new Set<string>()
  for (const [index, item] of value.entries()) {
    const parsed = parseOne(item)
    if (parsed.issues !== undefined) {
      issues.push(...parsed.issues.map((issue) => ({ ...issue, path: `/${index}${issue.path}` })))
      continue
    }
    const id = targetId(parsed.value)
    if (seen.has(id)) issues.push(fault('invalid', 'This entry is in the list already', `/${index}`))
    seen.add(id)
    values.push(parsed.value)
  }
  return issues.length > 0 ? { issues } : { value: values }
}

function targetId(value: Json): string {
  return isPlainObject(value) && typeof value._ref === 'string' ? value._ref : ''
}

function link(required: string[]): JsonSchema {
  const properties = { _ref: { type: 'string', pattern: uuidPattern }, _type: { type: 'string' } }
  return { type: 'object', required, properties, additionalProperties: false }
}

/** Targets that aren't published are left out, so that a reader may get fewer than `min`. */
function listOf(items: JsonSchema, { many, max }: Field): JsonSchema {
  return many === true ? { type: 'array', items, ...(typeof max === 'number' ? { maxItems: max } : {}) } : items
}
