import { canonicalJson } from './canonical-json.ts'
import type { Field } from './content-type.ts'
import { comparableDecimal, decimalOfNumber, isDecimal } from './decimal-text.ts'
import type { Json } from './json.ts'
import { comparisonOf, fieldKinds } from './field-kinds.ts'
import { isMissing } from './is-missing.ts'
import { isNested } from './nested-items.ts'
import { isPlainObject, ownMember } from './plain-object.ts'
import { valuesByLocale } from './values-by-locale.ts'

export interface FieldChange {
  before: Field
  after: Field
  defaultLocale: string
}

export interface Converted {
  /** The value in the form of the field as it is after the change; null when nothing could be kept. */
  value: Json | null
  /** Whether something of the value is gone: the reverse change would not give it back as it was. */
  lost: boolean
}

/** A stored value of a field (localised: the whole map) as the changed field holds it. For any value at all; it never throws. */
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

/** Nothing is lost exactly where the way back gives the same again, or where there was nothing. */
function convertOne(value: Json, before: Field, after: Field): Converted {
  const carried = carry(value, before, after)
  if (isMissing(value, before)) return { value: carried, lost: false }
  return { value: carried, lost: carried === null || canonicalJson(carry(carried, after, before)) !== canonicalJson(value) }
}

/** What says nothing stays as it is or goes: an empty text made an empty list would come back as one, which in JSON does say something. */
function carry(value: Json, before: Field, after: Field): Json | null {
  const turned = turn(value, before, after)
  return isMissing(value, before) && canonicalJson(turned) !== canonicalJson(value) ? null : turned
}

/** One value, or a list where the fields hold many. */
function turn(value: Json, before: Field, after: Field): Json | null {
  if (after.kind === 'json') return parsed(value, after)
  const isList = Array.isArray(value) && (before.many === true || (before.kind === 'json' && after.many === true))
  const items = isList ? value : [value]
  const one = { ...after, many: false }
  if (after.many !== true) return items[0] === undefined ? null : turnItem(items[0], before, one)
  const kept = items.map((item) => turnItem(item, before, one)).filter((item) => item !== null)
  return parsed(withoutRepeats(kept), after)
}

function withoutRepeats(items: Json[]): Json[] {
  const texts = items.map((item) => canonicalJson(item))
  return items.filter((_, index) => texts.indexOf(texts[index] ?? '') === index)
}

function turnItem(value: Json, before: Field, after: Field): Json | null {
  if (isNested(before) || isNested(after)) return before.kind === after.kind ? value : null
  const from = { ...before, many: false }
  if (from.kind === after.kind || from.kind === 'json') {
    const same = parsed(value, after)
    if (same !== null) return same
  }
  const candidate = candidateOf(value, { from, after })
  return candidate === null ? null : parsed(candidate, after)
}

/** The value in the JSON type of the new kind, or null where no sense can be made of it. */
function candidateOf(value: Json, { from, after }: { from: Field; after: Field }): Json | null {
  const comparison = comparisonOf(after)
  if (comparison === 'id') return null
  const text = textOf(value, from)
  if (text === null) return null
  if (after.kind === 'richText') return paragraphs(text)
  if (comparison === 'integer' || comparison === 'number') return number.test(text) ? Number(text) : null
  if (comparison === 'bigint') return isDecimal(text) && !comparableDecimal(text).includes('.') ? comparableDecimal(text) : null
  if (comparison === 'boolean') return text === 'true' ? true : text === 'false' ? false : null
  if (comparison === 'date') return text.slice(0, 10)
  if (comparison === 'datetime') return text.length === 10 ? `${text}T00:00:00Z` : text
  if (comparison === 'location') return pointOf(text)
  return text
}

const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

/** What a value says, as people would write it into a field for text. */
function textOf(value: Json, from: Field): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return decimalOfNumber(value) ?? String(value)
  if (from.kind === 'location' && isPlainObject(value)) return `${String(value.lat)},${String(value.lng)}`
  if (from.kind === 'richText') {
    const words = fieldKinds.richText.comparable(value, from)
    return typeof words === 'string' && words !== '' ? words : null
  }
  return from.kind === 'json' && value !== null ? JSON.stringify(value) : null
}

function pointOf(text: string): Json | null {
  const [lat, lng, ...others] = text.split(',').map((part) => part.trim())
  if (lat === undefined || lng === undefined || others.length > 0 || !number.test(lat) || !number.test(lng)) return null
  return { lat: Number(lat), lng: Number(lng) }
}

/** A paragraph for each line that says something; keys count, so that the same text always gives the same blocks. */
function paragraphs(text: string): Json {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.map((line, index) => ({
    _type: 'block',
    _key: `b${index}`,
    style: 'normal',
    markDefs: [],
    children: [{ _type: 'span', _key: `s${index}`, text: line, marks: [] }],
  }))
}

function parsed(value: Json, field: Field): Json | null {
  // On a write HTML and Markdown stand for rich text; stored it never is.
  if (field.kind === 'richText' && !Array.isArray(value)) return null
  const result = fieldKinds[field.kind].parse(value, field)
  return result.issues === undefined ? result.value : null
}
