import type { PartialContent } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { jsonPointer } from './json-pointer.ts'
import { isItemList, isNested, type NestedItem, nestedItems } from './nested-items.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** What becomes of one value; `path` is its address by names, as a JSON Pointer. */
export type MapLeaf = (field: Field, value: Json, path: string) => Json

/** Content, or a change of it, with every value put through a function, wherever it stands. Nulls, which clear, stay. */
export function mapLeaves(type: ContentType, content: PartialContent, map: MapLeaf): PartialContent {
  return { ...content, ...mapMembers(type, content, { map, path: jsonPointer('fields') }) }
}

interface Mapping {
  map: MapLeaf
  path: string
}

function mapMembers(type: ContentType, members: PartialContent, { map, path }: Mapping): PartialContent {
  const mapped: PartialContent = {}
  for (const field of type.fields) {
    const value = members[field.id]
    if (value !== undefined) mapped[field.id] = mapValue(field, value, { map, path: path + jsonPointer(field.name) })
  }
  return mapped
}

function mapValue(field: Field, value: Json, { map, path }: Mapping): Json {
  if (value === null) return null
  if (field.localized !== true) return mapOwn(field, value, { map, path })
  const mapped = Object.entries(valuesByLocale(value)).map(([locale, own]): [string, Json] => [
    locale,
    own === null ? null : mapOwn(field, own, { map, path: path + jsonPointer(locale) }),
  ])
  return Object.fromEntries(mapped)
}

function mapOwn(field: Field, value: Json, { map, path }: Mapping): Json {
  if (!isNested(field)) return map(field, value, path)
  const items = nestedItems(field, value).map((item) => mapItem(item, { map, path }))
  return isItemList(field) ? items : (items[0] ?? null)
}

function mapItem({ type, value, index }: NestedItem, { map, path }: Mapping): Json {
  return { ...value, ...mapMembers(type, value, { map, path: index === null ? path : path + jsonPointer(index) }) }
}
