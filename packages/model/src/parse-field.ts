import type { ContentType, Field, FieldKindName, FieldSettings } from './content-type.ts'
import { fieldKindNames } from './content-type.ts'
import { fieldKinds } from './field-kinds.ts'
import type { IssueList } from './issue-list.ts'
import { labelOf } from './names.ts'
import { checkJsonSchema } from './json-schema.ts'
import { parseBounds } from './parse-bounds.ts'
import { parseFieldSettings } from './parse-field-settings.ts'
import { parseChoice, parseFlag, parseName, parseText, parseTexts, refuseUnknownMembers } from './parse-members.ts'
import { type FieldWishes, parseWishes } from './parse-wishes.ts'
import { isPlainObject } from './plain-object.ts'
import { flagNames, settingNames } from './setting-names.ts'

/** Settings that every kind takes. */
const commonSettings: readonly (keyof FieldSettings)[] = ['required', 'localized', 'private', 'help', 'group', 'rules', 'showIf']
const members = ['id', 'name', 'label', 'kind', ...settingNames]

export interface FieldContext {
  /** Names of the fields before it in the list. */
  taken: readonly string[]
  /** Id of the field that is meant, or of a new one. */
  id: string
  index: number
  types: readonly Pick<ContentType, 'id' | 'name' | 'kind'>[]
}

/** A field and the names of the fields that it is made from, which are looked up when all fields are known. */
export interface ParsedField {
  field: Field
  /** Its place in the list that was sent, which paths of faults name. */
  index: number
  from: string[] | undefined
  /** Absent for a field that stays as it is. */
  wishes?: FieldWishes
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
  for (const flag of flagNames) if (parseFlag(settings[flag], `/${flag}`, list) === true) base[flag] = true
  const field: Field = {
    ...base,
    ...parseBounds(settings, base, list),
    ...parseFieldSettings(settings, { kind, types: context.types }, list),
  }
  return {
    field: withDefault(field, settings.default, list),
    index: context.index,
    from: parseTexts(settings.from, { path: '/from', max: 10 }, list),
    wishes: parseWishes(settings, list),
  }
}

/** The settings that the kind takes. Saying of another one that it isn't set (null, false) is true, and no fault. */
function settingsOf(kind: FieldKindName, input: Record<string, unknown>, list: IssueList): Record<string, unknown> {
  const own = fieldKinds[kind].settings
  const taken: readonly string[] = [...commonSettings, ...own, ...(own.includes('unique') ? ['uniqueWithin'] : [])]
  const settings: Record<string, unknown> = {}
  for (const setting of settingNames) {
    const value = input[setting]
    if (taken.includes(setting)) settings[setting] = value
    else if (value !== undefined && value !== null && value !== false)
      list.add(`/${setting}`, 'unknown_member', `A field of kind ${kind} has no setting "${setting}"`)
  }
  return settings
}

/** A default keeps the rules of its field, so that a new entry doesn't begin with a fault. */
function withDefault(field: Field, value: unknown, list: IssueList): Field {
  if (value === undefined || value === null) return field
  const parsed = fieldKinds[field.kind].parse(value, field)
  const issues = parsed.issues ?? [...fieldKinds[field.kind].check(parsed.value, field), ...checkJsonSchema(parsed.value, field)]
  for (const issue of issues) list.add(`/default${issue.path}`, issue.code, issue.message)
  return parsed.issues === undefined ? { ...field, default: parsed.value } : field
}
