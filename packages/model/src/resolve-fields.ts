import type { ContentType, Field, FieldGroup, FieldKindName } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import type { ParsedField } from './parse-field.ts'
import { type KnownTypes, resolveWishes } from './resolve-wishes.ts'

/** Kinds whose values read well as the name of an entry, and of which a slug can be made. */
const namingKinds: readonly FieldKindName[] = [
  'text',
  'longText',
  'slug',
  'enum',
  'email',
  'url',
  'integer',
  'decimal',
  'number',
  'date',
  'datetime',
]
/** A computed field can name an entry; its value isn't there yet when a slug is proposed. */
const titleKinds: readonly FieldKindName[] = [...namingKinds, 'computed']

interface TypeSoFar {
  input: Record<string, unknown>
  current: ContentType | undefined
  groups: readonly FieldGroup[] | undefined
  /** The other types of the model. */
  types: KnownTypes['types']
}

interface Resolved {
  fields: Field[]
  titleField: string | undefined
  slugField: string | undefined
}

/** What can be said only when all fields are known: the fields that others name, which become ids. */
export function resolveFields(
  parsed: readonly ParsedField[],
  { input, current, groups = [], types }: TypeSoFar,
  list: IssueList,
): Resolved {
  const resolved = resolveWishes(parsed, { types, current }, list)
  const fields = resolved.map((field, at) => {
    const { from, index } = parsed[at] ?? { from: undefined, index: at }
    return withSources(field, { from, fields: resolved, current }, list.at(`/fields/${index}`))
  })
  for (const { field, index } of parsed) {
    if (field.group !== undefined && !groups.some((group) => group.name === field.group)) {
      list.add(`/fields/${index}/group`, 'invalid', `There is no group "${field.group}" in this type`)
    }
  }
  const isTitle = (field: Field) => titleKinds.includes(field.kind) && field.many !== true
  const isSlug = (field: Field) => field.kind === 'slug'
  return {
    fields,
    titleField:
      pointedField('titleField', { input, current, fields, fits: isTitle }, list) ??
      first('titleField', { input, fields, fits: (field) => field.kind === 'text' }),
    slugField:
      pointedField('slugField', { input, current, fields, fits: isSlug }, list) ?? first('slugField', { input, fields, fits: isSlug }),
  }
}

interface Sources {
  from: string[] | undefined
  fields: readonly Field[]
  current: ContentType | undefined
}

function withSources(field: Field, { from, fields, current }: Sources, list: IssueList): Field {
  if (from === undefined || from.length === 0) return field
  const ids = from.flatMap((name, index) => {
    const source = namedField(fields, name, current)
    if (source === undefined) return list.add(`/from/${index}`, 'unknown_field', `There is no field "${name}" in this type`) ?? []
    if (source.id === field.id || !namingKinds.includes(source.kind) || source.many === true) {
      return list.add(`/from/${index}`, 'invalid', `A slug can’t be made from "${name}"`) ?? []
    }
    return source.id
  })
  return { ...field, from: ids }
}

interface Pointer {
  input: Record<string, unknown>
  fields: readonly Field[]
  fits: (field: Field) => boolean
}

/** The field that a type names as its title or slug: the one that is sent, else the one that it has, as long as it still fits. */
function pointedField(
  member: 'titleField' | 'slugField',
  { input, current, fields, fits }: Pointer & { current: ContentType | undefined },
  list: IssueList,
): string | undefined {
  const name = input[member]
  if (name === undefined) return fields.find((field) => field.id === current?.[member] && fits(field))?.id
  if (name === null) return undefined
  const field = namedField(fields, name, current)
  if (field === undefined) return list.add(`/${member}`, 'unknown_field', 'This must be the name of a field of this type')
  return fits(field) ? field.id : list.add(`/${member}`, 'invalid', `"${field.name}" can’t serve as this: it is of kind ${field.kind}`)
}

/** The field that a name means; the one that bore it until now, where the same change renames that. */
function namedField(fields: readonly Field[], name: unknown, current: ContentType | undefined): Field | undefined {
  const before = current?.fields.find((field) => field.name === name)
  return fields.find((field) => field.name === name) ?? fields.find((field) => field.id === before?.id)
}

/** Where nothing was said of it beside the fields, the first field that fits names the entry. */
function first(member: string, { input, fields, fits }: Pointer): string | undefined {
  return input[member] === undefined && 'fields' in input ? fields.find(fits)?.id : undefined
}
