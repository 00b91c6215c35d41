import type { ContentType, Field, Locale } from './content-type.ts'
import type { Parsed } from './field-kind.ts'
import { fieldKinds } from './field-kinds.ts'
import type { Issue } from './issue.ts'
import { isItemKey, newItemKey } from './item-keys.ts'
import type { Json } from './json.ts'
import { jsonPointer } from './json-pointer.ts'
import { outlineFault } from './kinds/component.ts'
import { fault } from './kinds/shape.ts'
import { componentTypesOf } from './link-types.ts'
import { isItemList, isNested } from './nested-items.ts'
import { isPlainObject, setMember } from './plain-object.ts'

/** Levels of components inside one another: more than pages need, and few enough for every reader. */
const maxNesting = 10
const keyRule = 'A key is 1 to 40 letters (a–z), digits, "-" and "_"'

interface ValueContext {
  locales: readonly Locale[]
  /** How many components the value stands in. */
  depth: number
}

/** What a save sends for a field, by names, as what it changes, by ids: null clears; in a map by locale, null clears that locale. */
export function parseValue(field: Field, value: unknown, context: ValueContext): Parsed {
  if (value === null) return { value: null }
  return field.localized === true ? parseLocalized(field, value, context) : parseShared(field, value, context)
}

function parseShared(field: Field, value: unknown, context: ValueContext): Parsed {
  const parsed = parseOwn(field, value, context)
  if (parsed.issues === undefined || !isMapByLocale(value, context.locales)) return parsed
  return {
    issues: [fault('not_localized', `"${field.name}" has one value for all languages; send it without a language`)],
  }
}

function parseLocalized(field: Field, value: unknown, context: ValueContext): Parsed {
  const { locales } = context
  if (!isPlainObject(value)) {
    const example = `{ "${locales[0]?.code ?? 'en'}": … }`
    return { issues: [fault('localized', `"${field.name}" has a value for each language; send a map such as ${example}`)] }
  }
  const issues: Issue[] = []
  const map: { [locale: string]: Json } = {}
  for (const [code, own] of Object.entries(value)) {
    const path = jsonPointer(code)
    if (!locales.some((locale) => locale.code === code)) {
      issues.push(fault('unknown_locale', `There is no language "${code}"`, path))
      continue
    }
    const parsed: Parsed = own === null ? { value: null } : parseOwn(field, own, context)
    if (parsed.issues !== undefined) issues.push(...below(path, parsed.issues))
    else setMember(map, code, parsed.value)
  }
  return issues.length > 0 ? { issues } : { value: map }
}

function isMapByLocale(value: unknown, locales: readonly Locale[]): boolean {
  const codes = isPlainObject(value) ? Object.keys(value) : []
  return codes.length > 0 && codes.every((code) => locales.some((locale) => locale.code === code))
}

function parseOwn(field: Field, value: unknown, context: ValueContext): Parsed {
  if (!isNested(field)) return fieldKinds[field.kind].parse(value, field)
  const outline = outlineFault(value, field)
  if (outline !== null) return { issues: [outline] }
  if (context.depth >= maxNesting)
    return { issues: [fault('too_large', `Components stand in one another at most ${maxNesting} levels deep`)] }
  const inside = { ...context, depth: context.depth + 1 }
  return isItemList(field) ? parseItems(field, value as unknown[], inside) : parseItem(field, value as Record<string, unknown>, inside)
}

function parseItems(field: Field, items: readonly unknown[], context: ValueContext): Parsed {
  const issues: Issue[] = []
  const values: { [member: string]: Json }[] = []
  const taken = new Set<string>()
  for (const [index, item] of items.entries()) {
    const path = jsonPointer(index)
    const parsed = parseItem(field, item as Record<string, unknown>, context)
    if (parsed.issues !== undefined) {
      issues.push(...below(path, parsed.issues))
      continue
    }
    const value = parsed.value as { [member: string]: Json }
    if (typeof value._key === 'string' && taken.has(value._key))
      issues.push(fault('duplicate_key', `Another item of this list has the key "${value._key}"`, `${path}/_key`))
    if (typeof value._key === 'string') taken.add(value._key)
    values.push(value)
  }
  return issues.length > 0 ? { issues } : { value: values.map((value) => withKey(value, taken)) }
}

function withKey({ _key, ...item }: { [member: string]: Json }, taken: Set<string>): Json {
  const key = typeof _key === 'string' ? _key : newItemKey(item, taken)
  taken.add(key)
  return { _key: key, ...item }
}

function parseItem(field: Field, item: Record<string, unknown>, context: ValueContext): Parsed {
  const { _key: key } = item
  const issues: Issue[] = key === undefined || isItemKey(key) ? [] : [fault('wrong_format', keyRule, '/_key')]
  const isBlock = field.kind === 'blocks'
  const type = componentTypesOf(field).find(({ name }) => !isBlock || name === item._block)
  if (type === undefined) return { issues: [...issues, unknownBlock(field, item._block)] }
  const value: { [member: string]: Json } = { ...(isItemKey(key) ? { _key: key } : {}), ...(isBlock ? { _block: type.id } : {}) }
  for (const [name, own] of Object.entries(item)) {
    if (name === '_key' || (name === '_block' && isBlock)) continue
    const parsed = parseMember(type, { name, value: own }, context)
    if (parsed.issues !== undefined) issues.push(...below(jsonPointer(name), parsed.issues))
    else Object.assign(value, parsed.member)
  }
  return issues.length > 0 ? { issues } : { value }
}

function unknownBlock(field: Field, block: unknown) {
  const names = componentTypesOf(field).map(({ name }) => name)
  if (block === undefined) return fault('required', `A block says by "_block" which one it is: ${names.join(', ')}`, '/_block')
  return fault('unknown_type', `This takes the blocks ${names.join(', ')}`, '/_block')
}

type ParsedMember = { member: { [fieldId: string]: Json }; issues?: never } | { issues: Issue[] }

function parseMember(type: ContentType, { name, value }: { name: string; value: unknown }, context: ValueContext): ParsedMember {
  const field = type.fields.find((candidate) => candidate.name === name)
  if (field === undefined) {
    const code = name.startsWith('_') ? 'unknown_member' : 'unknown_field'
    return { issues: [fault(code, `"${type.name}" has no field "${name}"`)] }
  }
  // Components are replaced whole: whoever sends back what was read sends what was worked out along.
  if (field.kind === 'computed') return { member: {} }
  const parsed = parseValue(field, value, context)
  return parsed.issues === undefined ? { member: { [field.id]: parsed.value } } : parsed
}

function below(path: string, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: path + issue.path }))
}
