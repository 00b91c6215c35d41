import type { ContentType, Field, FieldKindName, FieldSettings, MissingTarget } from './content-type.ts'
import { fieldKindNames } from './content-type.ts'
import { fieldKinds } from './field-kinds.ts'
import type { IssueList } from './issue-list.ts'
import { labelOf } from './names.ts'
import { parseBounds } from './parse-bounds.ts'
import { parseChoice, parseFlag, parseName, parseText, parseTexts, refuseUnknownMembers } from './parse-members.ts'
import { parseOptions } from './parse-options.ts'
import { findPatternFault, maxPatternLength } from './pattern.ts'
import { isPlainObject } from './plain-object.ts'

/** Settings that every kind takes. */
const commonSettings: readonly (keyof FieldSettings)[] = ['required', 'localized', 'private', 'help', 'group']
const flags = ['required', 'localized', 'unique', 'indexed', 'searchable', 'private', 'many'] as const
const otherSettings = ['default', 'help', 'group', 'min', 'max', 'pattern', 'options', 'to', 'accept', 'from', 'onMissingTarget'] as const
const members = ['id', 'name', 'label', 'kind', ...flags, ...otherSettings]
const missingTargets: readonly MissingTarget[] = ['refuse', 'publish', 'absent']
const mediaType = /^[a-z0-9][a-z0-9.+-]*\/(?:\*|[a-z0-9][a-z0-9.+-]*)$/

export interface FieldContext {
  /** Names of the fields before it in the list. */
  taken: readonly string[]
  /** Id of the field that is meant, or of a new one. */
  id: string
  index: number
  types: readonly Pick<ContentType, 'id' | 'name'>[]
}

/** A field and the names of the fields that it is made from, which are looked up when all fields are known. */
export interface ParsedField {
  field: Field
  /** Its place in the list that was sent, which paths of faults name. */
  index: number
  from: string[] | undefined
}

/** One field of the list of a type. */
export function parseField(input: unknown, context: FieldContext, list: IssueList): ParsedField | undefined {
  if (!isPlainObject(input)) return list.add('', 'wrong_type', 'A field is an object')
  refuseUnknownMembers(input, members, list)
  const name = parseName(input.name, context.taken, list)
  if (input.kind === undefined) return list.add('/kind', 'required', `A field needs a kind: one of ${fieldKindNames.join(', ')}`)
  const kind = parseChoice(input.kind, { path: '/kind', choices: fieldKindNames }, list)
  if (kind === undefined || name === undefined) return undefined
  const settings = settingsOf(kind, input, list)
  const label = parseText(input.label, { path: '/label', max: 200 }, list)
  const base: Field = { id: context.id, name, label: label === undefined || label === '' ? labelOf(name) : label, kind }
  for (const flag of flags) if (parseFlag(settings[flag], `/${flag}`, list) === true) base[flag] = true
  const field: Field = {
    ...base,
    ...parseBounds(settings, base, list),
    ...parseOtherSettings(settings, { kind, types: context.types }, list),
  }
  return {
    field: withDefault(field, settings.default, list),
    index: context.index,
    from: parseTexts(settings.from, { path: '/from', max: 10 }, list),
  }
}

/** The settings that the kind takes. Saying of another one that it isn't set (null, false) is true, and no fault. */
function settingsOf(kind: FieldKindName, input: Record<string, unknown>, list: IssueList): Record<string, unknown> {
  const taken: readonly string[] = [...commonSettings, ...fieldKinds[kind].settings]
  const settings: Record<string, unknown> = {}
  for (const setting of [...flags, ...otherSettings]) {
    const value = input[setting]
    if (taken.includes(setting)) settings[setting] = value
    else if (value !== undefined && value !== null && value !== false)
      list.add(`/${setting}`, 'unknown_member', `A field of kind ${kind} has no setting "${setting}"`)
  }
  return settings
}

function parseOtherSettings(
  settings: Record<string, unknown>,
  { kind, types }: { kind: FieldKindName; types: FieldContext['types'] },
  list: IssueList,
): FieldSettings {
  const found = {
    help: parseText(settings.help, { path: '/help', max: 1_000 }, list),
    group: parseText(settings.group, { path: '/group', max: 63 }, list),
    pattern: parsePattern(settings.pattern, list),
    options: kind === 'enum' ? parseOptions(settings.options, list) : undefined,
    to: kind === 'reference' ? parseTargets(settings.to, types, list) : undefined,
    accept: parseAccept(settings.accept, list),
    onMissingTarget: parseChoice(settings.onMissingTarget, { path: '/onMissingTarget', choices: missingTargets }, list),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

function parsePattern(value: unknown, list: IssueList): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const pattern = parseText(value, { path: '/pattern', max: maxPatternLength }, list)
  if (pattern === undefined) return undefined
  const fault = findPatternFault(pattern)
  return fault === null ? pattern : list.add('/pattern', 'wrong_format', fault)
}

/** Names of types as ids. */
function parseTargets(value: unknown, types: FieldContext['types'], list: IssueList): string[] | undefined {
  if (value === undefined || value === null)
    return list.add('/to', 'required', 'A reference needs the names of the types that it may lead to')
  const names = parseTexts(value, { path: '/to', max: 50 }, list)
  if (names?.length === 0) return list.add('/to', 'required', 'A reference needs at least one type that it may lead to')
  return names?.flatMap((name, index) => {
    const type = types.find((candidate) => candidate.name === name)
    return type?.id ?? list.add(`/to/${index}`, 'unknown_type', `There is no content type "${name}"`) ?? []
  })
}

function parseAccept(value: unknown, list: IssueList): string[] | undefined {
  const accept = parseTexts(value, { path: '/accept', max: 50 }, list)
  for (const [index, item] of accept?.entries() ?? []) {
    if (!mediaType.test(item)) list.add(`/accept/${index}`, 'wrong_format', 'This must be a media type such as image/png or image/*')
  }
  return accept?.length === 0 ? undefined : accept
}

/** A default keeps the rules of its field, so that a new entry doesn't begin with a fault. */
function withDefault(field: Field, value: unknown, list: IssueList): Field {
  if (value === undefined || value === null) return field
  const parsed = fieldKinds[field.kind].parse(value, field)
  const issues = parsed.issues ?? fieldKinds[field.kind].check(parsed.value, field)
  for (const issue of issues) list.add(`/default${issue.path}`, issue.code, issue.message)
  return parsed.issues === undefined ? { ...field, default: parsed.value } : field
}
