import type { Field } from '../content-type.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import type { Json } from '../json.ts'
import type { Issue } from '../issue.ts'
import { findForbiddenCharacter, forbiddenCharacterMessage } from '../characters.ts'
import { checkCount, manySchema } from './rules.ts'
import { fault, refused } from './shape.ts'

const maxChoices = 200

/** One of a set of values, or several different ones with `many`. That they are among the options is a rule of publishing: options may change under a draft. */
export const enumeration: FieldKind = {
  name: 'enum',
  label: 'Choice',
  settings: ['options', 'many', 'min', 'max', 'indexed', 'searchable', 'default'],
  comparison: 'option',
  resolution: 'none',
  editor: 'enum',
  parse: (value, field) => (field.many === true ? parseMany(value) : parseOne(value)),
  check: checkChoices,
  comparable: (value) => (Array.isArray(value) && value.length === 0 ? null : value),
  inputSchema: schema,
  outputSchema: schema,
  typescript: (field) => (field.many === true ? `(${union(field)})[]` : union(field)),
}

function parseOne(value: unknown): Parsed {
  if (typeof value !== 'string') return refused('wrong_type', 'This must be the value of one of the options')
  return findForbiddenCharacter(value) === null ? { value } : refused('forbidden_character', forbiddenCharacterMessage)
}

function parseMany(value: unknown): Parsed {
  if (!Array.isArray(value)) return refused('wrong_type', 'This must be a list of values of the options')
  if (value.length > maxChoices) return refused('too_long', `This takes at most ${maxChoices} values`)
  const issues = value.flatMap((item, index): Issue[] => {
    const parsed = parseOne(item)
    if (parsed.issues !== undefined) return parsed.issues.map((issue) => ({ ...issue, path: `/${index}${issue.path}` }))
    return value.indexOf(item) < index ? [fault('invalid', 'This value is in the list already', `/${index}`)] : []
  })
  return issues.length > 0 ? { issues } : { value: value.map((item) => String(item)) }
}

function checkChoices(value: Json, field: Field): Issue[] {
  const values = Array.isArray(value) ? value : [value]
  const unknown = values.flatMap((item, index): Issue[] => {
    if (field.options?.some((option) => option.value === item) === true) return []
    return [fault('not_in_options', 'This is not one of the options', Array.isArray(value) ? `/${index}` : '')]
  })
  return Array.isArray(value) ? [...unknown, ...checkCount(value, field)] : unknown
}

function schema(field: Field) {
  return manySchema({ type: 'string', enum: (field.options ?? []).map((option) => option.value) }, field)
}

function union({ options = [] }: Field): string {
  return options.length === 0 ? 'never' : options.map((option) => JSON.stringify(option.value)).join(' | ')
}
