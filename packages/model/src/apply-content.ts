import type { Content, PartialContent } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { isItemList, isNested, nestedItems, type NestedItem, type NestedValue } from './nested-items.ts'
import { valuesByLocale } from './values-by-locale.ts'

/**
 * The content after a change. What the change doesn't name stays, values of fields that the type no longer has included. A component is
 * replaced by what is sent of it, but a language that isn't named inside keeps every value that it has, as long as the item is there.
 */
export function applyContent(type: ContentType, content: Content, change: PartialContent): Content {
  const after: Content = { ...content }
  for (const field of type.fields) {
    const value = change[field.id]
    if (value === undefined) continue
    const next = applyValue(field, content[field.id], value)
    if (next === null) delete after[field.id]
    else after[field.id] = next
  }
  return after
}

function applyValue(field: Field, before: Json | undefined, change: Json): Json {
  if (change === null) return null
  if (field.localized !== true) return applyOwn(field, before, change)
  const map = valuesByLocale(before)
  const changed = Object.entries(valuesByLocale(change)).map(
    ([locale, own]) => [locale, own === null ? null : applyOwn(field, map[locale], own)] as const,
  )
  const present = Object.entries({ ...map, ...Object.fromEntries(changed) }).filter(([, value]) => value !== null)
  return present.length === 0 ? null : Object.fromEntries(present)
}

function applyOwn(field: Field, before: Json | undefined, change: Json): Json {
  if (!isNested(field)) return change
  const old = nestedItems(field, before)
  const items = nestedItems(field, change).map((item) =>
    applyItem(
      item,
      old.find((candidate) => isSame(candidate, item)),
    ),
  )
  // No items is no value: what was never there and what was emptied are the same. In a language it stays, so that no other stands in.
  return isItemList(field) && (items.length > 0 || field.localized === true) ? items : (items[0] ?? null)
}

/** Items of a list are the same by their key; a component that stands alone is. */
function isSame(one: NestedItem, other: NestedItem): boolean {
  return one.type.id === other.type.id && (one.index === null || one.value._key === other.value._key)
}

function applyItem({ type, value }: NestedItem, old: NestedItem | undefined): NestedValue {
  const known = new Map(type.fields.map((field) => [field.id, field]))
  const next: NestedValue = {}
  for (const member of ['_key', '_block']) if (value[member] !== undefined) next[member] = value[member]
  for (const [id, own] of Object.entries(old?.value ?? {})) if (!known.has(id) && !id.startsWith('_')) next[id] = own
  for (const field of type.fields) {
    const change = value[field.id] ?? (field.localized === true && value[field.id] === undefined ? {} : null)
    const own = applyValue(field, old?.value[field.id], change)
    const isEmpty = Array.isArray(own) && own.length === 0 && field.kind !== 'json' && field.localized !== true
    if (own !== null && !isEmpty) next[field.id] = own
  }
  return next
}
