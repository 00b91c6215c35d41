import type { FlatContent } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import { fieldKinds } from './field-kinds.ts'
import type { Json } from './json.ts'
import { holdsLocalized, isItemList, isNested, nestedItems } from './nested-items.ts'

/** A value to compare by, wherever it stands in an entry. */
export interface Comparable {
  /** Ids from the entry's field to the one that is compared, joined by `/`, those of component types in front of the fields of blocks. */
  key: string
  /** Whether the draft holds one for each language. */
  isLocalized: boolean
  /** A scalar or a list; always a list below a list of components or blocks. */
  value: Json
}

/** What filters, sorts and uniqueness look at, by key: the field's id, or the ids on the way to it. What has nothing to compare is left out. */
export function comparableValues(type: ContentType, flat: FlatContent): Record<string, Json> {
  return Object.fromEntries(comparables(type, flat).map(({ key, value }) => [key, value]))
}

/** The same one by one. `flat` is the content of one locale, the type is asked only which fields are localised in drafts. */
export function comparables(type: ContentType, flat: FlatContent): Comparable[] {
  const found = new Map<string, Comparable>()
  for (const field of type.fields)
    addComparable(found, { field, value: flat[field.id], key: field.id, isListed: false, isLocalized: false })
  return [...found.values()]
}

interface Place {
  field: Field
  value: Json | undefined
  key: string
  isListed: boolean
  isLocalized: boolean
}

function addComparable(found: Map<string, Comparable>, place: Place): void {
  const { field, value, key, isListed } = place
  const comparable = value === undefined || value === null ? null : fieldKinds[field.kind].comparable(value, field)
  if (value === undefined || comparable === null) return
  const isLocalized = place.isLocalized || field.localized === true
  if (!isListed) found.set(key, { key, isLocalized, value: comparable })
  // A list that is one value of JSON stays one.
  else addItem(found, { key, isLocalized, value: field.kind === 'json' ? [comparable] : comparable })
  if (isNested(field)) addInside(found, { ...place, isLocalized })
  if (isItemList(field) && !isListed)
    found.set(itemsKey(key), {
      key: itemsKey(key),
      isLocalized: isLocalized || holdsLocalized(field),
      value: itemsOf(field, value),
    })
}

/** Where the items of a list of components or blocks stand one by one, so that several conditions can be said of one of them. */
export function itemsKey(key: string): string {
  return `${key}/#`
}

/** Each item as comparable values of its own, by the ids inside; a block also under the id of its type, which says what it is. */
function itemsOf(field: Field, value: Json): Json[] {
  return nestedItems(field, value).map(({ type, value: members, steps }) => {
    const found = new Map<string, Comparable>()
    for (const inner of type.fields)
      addComparable(found, {
        field: inner,
        value: members[inner.id],
        key: [...steps, inner.id].join('/'),
        isListed: false,
        isLocalized: false,
      })
    return Object.fromEntries([
      ...steps.map((id) => [id, true] as const),
      ...[...found.values()].map((one) => [one.key, one.value] as const),
    ])
  })
}

function addInside(found: Map<string, Comparable>, { field, value, key, isListed, isLocalized }: Place): void {
  for (const { type, value: members, steps } of nestedItems(field, value)) {
    for (const inner of type.fields) {
      const place = { field: inner, value: members[inner.id], key: [key, ...steps, inner.id].join('/'), isLocalized }
      addComparable(found, { ...place, isListed: isListed || isItemList(field) })
    }
  }
}

/** Below a list the values of all items are looked at together. */
function addItem(found: Map<string, Comparable>, { key, isLocalized, value }: Comparable): void {
  const list = found.get(key)?.value
  const items = Array.isArray(value) ? value : [value]
  if (Array.isArray(list)) list.push(...items)
  else found.set(key, { key, isLocalized, value: [...items] })
}
