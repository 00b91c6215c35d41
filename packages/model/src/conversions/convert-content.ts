import { canonicalJson } from '../canonical-json.ts'
import type { Content } from '../content.ts'
import type { Field } from '../content-type.ts'
import { convertFieldValue } from '../convert-field-value.ts'
import type { Json } from '../json.ts'
import { isItemList, isNested, nestedItems } from '../nested-items.ts'
import { isPlainObject } from '../plain-object.ts'
import { valuesByLocale } from '../values-by-locale.ts'
import { gatherNested, spreadNested } from './nested-locales.ts'
import { type ChangedField, changedForms, defaultCode, hasOtherForm, heldIds, type ModelChange } from './model-change.ts'

export type Verdict = 'kept' | 'converted' | 'convertedWithLoss' | 'lost'

/** What became of one value, and which part of the change did it. */
export interface Outcome {
  cause: 'form' | 'option' | 'localeRemoved' | 'localeRenamed' | 'component'
  fieldId: string
  /** The option or locale that is renamed or removed, as it was. */
  was?: string
  locale: string | null
  before: Json
  after: Json | null
  verdict: Verdict
}

/** A change of the model, ready to bring content after content into its form. */
export interface Conversion {
  change: ModelChange
  fields: ReadonlyMap<string, readonly ChangedField[]>
}

export type Report = (outcome: Outcome) => void

export function conversionOf(change: ModelChange): Conversion {
  return { change, fields: changedForms(change) }
}

/**
 * The value of a field (localised: the whole map) in the form after the change; undefined when nothing is left of it. With a locale it is
 * what stands inside of that one, and no map.
 */
export function convertValue(
  conversion: Conversion,
  pair: ChangedField,
  { value, report, locale = null }: { value: Json; report?: Report | undefined; locale?: string | null },
): Json | undefined {
  return convertField({ conversion, report, locale }, pair, value)
}

interface At {
  conversion: Conversion
  report: Report | undefined
  /** The locale inside which everything stands; null where the values of all stand side by side. */
  locale: string | null
}

function convertField(at: At, pair: ChangedField, value: Json): Json | undefined {
  const { before, after } = pair
  const { change } = at.conversion
  // Inside of a localised component everything is of its locale, and what inner fields say of locales means nothing.
  if (at.locale !== null) return convertOne(at, { before: withoutLocales(before), after: withoutLocales(after) }, value)
  const isSpread = before.localized !== true && after.localized === true && isNested(before)
  if (before.localized !== true && !isSpread) {
    const shared = convertOne(at, pair, value)
    return after.localized !== true || shared === undefined ? shared : { [defaultCode(change.after.locales)]: shared }
  }
  const map = isSpread ? spreadNested(before, { value, defaultLocale: defaultCode(change.before.locales) }) : valuesByLocale(value)
  const kept = Object.entries(map).flatMap(([code, own]) => convertLocale(at, pair, { code, own }))
  if (after.localized === true) return kept.length === 0 ? undefined : Object.fromEntries(kept)
  const locale = sharedCode(change)
  const own = kept.find(([code]) => code === locale)?.[1]
  return own === undefined || !isNested(after) ? own : gatherNested(after, { value: own, locale })
}

/** The locale whose value stays when all languages come to share one. */
function sharedCode({ before, renames }: ModelChange): string {
  const code = defaultCode(before.locales)
  return renames.locales[code] ?? code
}

function convertLocale(at: At, pair: ChangedField, { code, own }: { code: string; own: Json }): [string, Json][] {
  const { change } = at.conversion
  const outcome = { fieldId: pair.before.id, was: code, locale: code, before: own }
  const next = change.renames.locales[code] ?? code
  if (change.after.locales.every((locale) => locale.code !== next)) {
    at.report?.({ ...outcome, cause: 'localeRemoved', after: null, verdict: 'lost' })
    return []
  }
  if (next !== code) at.report?.({ ...outcome, cause: 'localeRenamed', after: own, verdict: 'converted' })
  if (pair.after.localized !== true && next !== sharedCode(change)) {
    at.report?.({ ...outcome, cause: 'form', after: null, verdict: 'lost' })
    return []
  }
  const converted = convertOne({ ...at, locale: code }, pair, own)
  return converted === undefined ? [] : [[next, converted]]
}

/** One value without its map by locale. */
function convertOne(at: At, pair: ChangedField, value: Json): Json | undefined {
  const { before, after } = pair
  const renamed = renameOptions(at, before, value)
  if (before.kind === after.kind && isNested(before)) return convertNested(at, pair, renamed)
  if (!hasOtherForm(before, after)) return renamed
  const [bare, shared] = [withoutLocales(before), withoutLocales(after)]
  const { value: next, lost } = hasOtherForm(bare, shared)
    ? convertFieldValue(renamed, { before: bare, after: shared, defaultLocale: '' })
    : { value: renamed, lost: false }
  reportForm(at, pair, { before: value, after: next, lost })
  return next ?? undefined
}

function withoutLocales({ localized: _, ...field }: Field): Field {
  return field
}

function reportForm(at: At, pair: ChangedField, { before, after, lost }: { before: Json; after: Json | null; lost: boolean }): void {
  // A value that only moves to a map by locale, or out of one, is the same and yet stored otherwise.
  const isKept = (pair.before.localized === true) === (pair.after.localized === true) && canonicalJson(before) === canonicalJson(after)
  const isNothing = after === null && !lost
  const verdict = isKept || isNothing ? 'kept' : after === null ? 'lost' : lost ? 'convertedWithLoss' : 'converted'
  at.report?.({ cause: 'form', fieldId: pair.before.id, locale: at.locale, before, after, verdict })
}

function renameOptions(at: At, field: Field, value: Json): Json {
  const map = at.conversion.change.renames.options[field.id]
  if (map === undefined) return value
  const rename = (item: Json): Json => {
    const next = typeof item === 'string' && Object.hasOwn(map, item) ? map[item] : undefined
    if (next === undefined) return item
    at.report?.({
      cause: 'option',
      fieldId: field.id,
      was: String(item),
      locale: at.locale,
      before: item,
      after: next,
      verdict: 'converted',
    })
    return next
  }
  return Array.isArray(value) ? value.map(rename) : rename(value)
}

/** A component, a list of them or blocks: item by item, their inner fields each in its new form. */
function convertNested(at: At, pair: ChangedField, value: Json): Json | undefined {
  const { before, after } = pair
  const items = (Array.isArray(value) ? value : [value]).flatMap((item) => convertItem(at, pair, item) ?? [])
  const next = isItemList(after) ? withKeys(items) : (items[0] ?? null)
  const lost = !Array.isArray(next) && items.length > 1
  if (hasOtherForm(before, after)) reportForm(at, pair, { before: value, after: next, lost })
  return next ?? undefined
}

/** What stood alone gets a key when it becomes an item of a list. */
function withKeys(items: Json[]): Json[] {
  return items.map((item, index) =>
    isPlainObject(item) && item._key === undefined ? ({ _key: `item-${index + 1}`, ...item } as Json) : item,
  )
}

function convertItem(at: At, { before, after }: ChangedField, item: Json): Json | undefined {
  const [found] = nestedItems(before, isItemList(before) ? [item] : item)
  // What isn't an item of a known type was passed over before, and is so after.
  if (found === undefined) return item
  if (!heldIds(after).includes(found.type.id)) {
    at.report?.({ cause: 'component', fieldId: before.id, locale: at.locale, before: item, after: null, verdict: 'lost' })
    return undefined
  }
  return convertFields(at, found.type.id, found.value)
}

function convertFields(at: At, typeId: string, content: Content): Content {
  const next = { ...content }
  for (const pair of at.conversion.fields.get(typeId) ?? []) {
    const value = content[pair.before.id]
    if (value === undefined || value === null) continue
    const converted = convertField(at, pair, value)
    if (converted === undefined) delete next[pair.before.id]
    else next[pair.before.id] = converted
  }
  return next
}
