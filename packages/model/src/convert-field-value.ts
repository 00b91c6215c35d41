import type { Field } from './content-type.ts'
import type { Parsed } from './field-kind.ts'
import type { Json } from './json.ts'
import { fieldKinds } from './field-kinds.ts'
import { ownMember } from './plain-object.ts'
import { valuesByLocale } from './values-by-locale.ts'

export interface FieldChange {
  before: Field
  after: Field
  defaultLocale: string
}

export interface Converted {
  /** The value in the form of the field as it is after the change; null when nothing could be kept. */
  value: Json | null
  /** Whether something of the value is gone. */
  lost: boolean
}

/** A stored value of a field (localised: the whole map) as the changed field holds it. */
export function convertFieldValue(value: Json, { before, after, defaultLocale }: FieldChange): Converted {
  if (before.localized !== true) {
    const shared = convertOne(value, before, after)
    return after.localized === true && shared.value !== null ? { ...shared, value: { [defaultLocale]: shared.value } } : shared
  }
  const map = valuesByLocale(value)
  if (after.localized !== true) {
    const own = ownMember(map, defaultLocale)
    const others = Object.keys(map).length - (own === undefined ? 0 : 1)
    const kept = own === undefined ? { value: null, lost: false } : convertOne(own, before, after)
    return { value: kept.value, lost: kept.lost || others > 0 }
  }
  const converted = Object.entries(map).map(([locale, own]) => [locale, convertOne(own, before, after)] as const)
  const present = converted.filter(([, { value: own }]) => own !== null).map(([locale, { value: own }]) => [locale, own] as const)
  return { value: present.length === 0 ? null : Object.fromEntries(present), lost: converted.some(([, { lost }]) => lost) }
}

function convertOne(value: Json, before: Field, after: Field): Converted {
  const items = before.many === true && Array.isArray(value) ? value : [value]
  const wasMany = before.many === true
  if (after.kind === 'json') return accept(fieldKinds.json.parse(value, after), value)
  if (after.many === true) {
    const kept = items.flatMap((item) => convertScalar(item, before, { ...after, many: false }).value ?? [])
    return accept(fieldKinds[after.kind].parse(kept, after), kept.length === items.length ? kept : null)
  }
  const [first] = items
  if (first === undefined) return { value: null, lost: false }
  const converted = convertScalar(first, before, after)
  return wasMany && items.length > 1 ? { ...converted, lost: true } : converted
}

function convertScalar(value: Json, before: Field, after: Field): Converted {
  if (before.kind === after.kind) return accept(fieldKinds[after.kind].parse(value, after), value)
  const candidate = candidateOf(value, after)
  return candidate === undefined ? { value: null, lost: true } : accept(fieldKinds[after.kind].parse(candidate, after), candidate)
}

/** The value in the JSON type of the new kind. Only what can be turned back without thought counts as the same value. */
function candidateOf(value: Json, after: Field): Json | undefined {
  const { comparison } = fieldKinds[after.kind]
  if (after.kind === 'richText' || comparison === 'id') return undefined
  if (comparison === 'integer' || comparison === 'number') return toNumber(value)
  if (comparison === 'boolean') return value === 'true' ? true : value === 'false' ? false : typeof value === 'boolean' ? value : undefined
  if (after.kind === 'datetime' && typeof value === 'string' && value.length === 10) return `${value}T00:00:00Z`
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function toNumber(value: Json): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined
}

function accept(parsed: Parsed, meant: Json | null): Converted {
  if (parsed.issues !== undefined) return { value: null, lost: true }
  return { value: parsed.value, lost: meant === null }
}
