import { canonicalJson } from '../canonical-json.ts'
import type { Json } from '../json.ts'
import { isItemList, isNested, type NestedItem, type NestedValue, nestedItems } from '../nested-items.ts'
import { isPlainObject } from '../plain-object.ts'
import { valuesByLocale } from '../values-by-locale.ts'
import { type Conversion, convertValue, type Report } from './convert-content.ts'
import { type ChangedField, defaultCode, heldIds } from './model-change.ts'

/** The way back over a change of the model. */
export interface WayBack {
  forward: Conversion
  backward: Conversion
  report: Report | undefined
  /** The locale inside which everything stands; null where the values of all stand side by side. */
  locale: string | null
}

interface Both {
  /** What was set aside on the way on: the value as it was before the change. */
  kept: Json | undefined
  /** The value as it is now, in the form after the change. */
  value: Json | undefined
}

/**
 * A value as it was before a change: to the letter where nobody has saved it since, converted back where somebody has. That is decided
 * language by language, item by item and field by field, so that a save takes nothing along that it didn't change.
 */
export function restoreValue(way: WayBack, pair: ChangedField, { kept, value }: Both): Json | undefined {
  const { before, after } = pair
  if (kept === undefined || kept === null) return back(way, pair, value)
  if (isSame(convertValue(way.forward, pair, { value: kept, locale: way.locale }), value)) return kept
  const isByLocale = way.locale === null && before.localized === true
  if (isByLocale && after.localized === true) return restoreLocales(way, pair, { kept, value })
  if (isByLocale) return isNested(before) ? back(way, pair, value) : restoreShared(way, pair, { kept, value })
  const hasOtherPlace = way.locale === null && after.localized === true
  const isSplit = isItemList(after) && !isItemList(before)
  if (before.kind !== after.kind || !isNested(before) || hasOtherPlace || isSplit) return back(way, pair, value)
  return restoreItems(way, pair, { kept, value })
}

function back(way: WayBack, pair: ChangedField, value: Json | undefined): Json | undefined {
  if (value === undefined || value === null) return undefined
  return convertValue(way.backward, { before: pair.after, after: pair.before }, { value, report: way.report, locale: way.locale })
}

function restoreLocales(way: WayBack, pair: ChangedField, { kept, value }: Both): Json | undefined {
  const { renames, after } = way.forward.change
  const open = { ...valuesByLocale(value) }
  const restored: { [code: string]: Json } = {}
  for (const [code, own] of Object.entries(valuesByLocale(kept))) {
    const next = renames.locales[code] ?? code
    const isGone = after.locales.every((locale) => locale.code !== next)
    const one = isGone
      ? own
      : restoreValue({ ...way, locale: code }, pair, {
          kept: own,
          value: open[next],
        })
    if (one !== undefined) restored[code] = one
    delete open[next]
  }
  return mapOrNothing({
    ...restored,
    ...(Object.keys(open).length === 0 ? {} : valuesByLocale(back(way, pair, open))),
  })
}

/** All languages came to share one value: whoever saved it spoke for that one alone. */
function restoreShared(way: WayBack, pair: ChangedField, { kept, value }: Both): Json | undefined {
  const code = defaultCode(way.forward.change.before.locales)
  const { [code]: own, ...others } = valuesByLocale(kept)
  const restored =
    own === undefined ? valuesByLocale(back(way, pair, value))[code] : restoreValue({ ...way, locale: code }, pair, { kept: own, value })
  return mapOrNothing(restored === undefined ? others : { ...others, [code]: restored })
}

function restoreItems(way: WayBack, pair: ChangedField, { kept, value }: Both): Json | undefined {
  const { before, after } = pair
  const old = nestedItems(before, kept)
  const carried = carriedItems(pair, old)
  const restoredFrom = new Map<NestedItem, Json>()
  const items = listOf(value).flatMap((item) => {
    const source = carried.find((candidate) => isSameItem(candidate, { item, isAlone: !isItemList(after) }))
    if (source === undefined) return listOf(back(way, pair, isItemList(after) ? [item] : item))
    const restored = restoreItem(way, source, item as NestedValue)
    restoredFrom.set(source, restored)
    return [restored]
  })
  // What the change had no place for comes back behind what it stood behind.
  for (const [index, item] of old.entries()) {
    if (carried.includes(item)) continue
    const previous = old.slice(0, index).findLast((candidate) => restoredFrom.has(candidate))
    const place = previous === undefined ? 0 : items.indexOf(restoredFrom.get(previous) ?? null) + 1
    items.splice(place, 0, item.value as Json)
    restoredFrom.set(item, item.value as Json)
  }
  if (items.length === 0) return back(way, pair, value)
  return isItemList(before) ? items : items[0]
}

/** The items that the change had a place for. */
function carriedItems({ after }: ChangedField, items: NestedItem[]): NestedItem[] {
  const held = items.filter(({ type }) => heldIds(after).includes(type.id))
  return isItemList(after) ? held : held.slice(0, 1)
}

function isSameItem({ type, value }: NestedItem, { item, isAlone }: { item: Json; isAlone: boolean }): boolean {
  if (!isPlainObject(item)) return false
  return isAlone || (item._key === value._key && (item._block === undefined || item._block === type.id))
}

function restoreItem(way: WayBack, { type, value: kept }: NestedItem, value: NestedValue): Json {
  const next: NestedValue = {
    ...(kept._key === undefined ? {} : { _key: kept._key }),
    ...value,
  }
  for (const pair of way.forward.fields.get(type.id) ?? []) {
    const { id } = pair.before
    const restored = restoreValue(way, pair, {
      kept: kept[id],
      value: value[id],
    })
    if (restored === undefined) delete next[id]
    else next[id] = restored
  }
  return next
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? [...value] : value === undefined || value === null ? [] : [value]
}

function mapOrNothing(map: { [code: string]: Json }): Json | undefined {
  return Object.keys(map).length === 0 ? undefined : map
}

export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null)
}
