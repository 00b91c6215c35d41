import type { Content, FlatContent } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { isItemList, isNested, type NestedItem, nestedItems, type NestedValue } from './nested-items.ts'
import { ownMember } from './plain-object.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** What an entry says in a locale: each localised field, those inside components too, by the first locale of the chain that has a value for it. */
export function contentForLocale(type: ContentType, content: Content, chain: readonly string[]): FlatContent {
  const flat: FlatContent = {}
  for (const field of type.fields) {
    const value = valueIn(field, content[field.id], chain)
    if (value !== undefined && value !== null) flat[field.id] = value
  }
  return flat
}

function valueIn(field: Field, value: Json | undefined, chain: readonly string[]): Json | undefined {
  const own = field.localized === true ? firstValue(value, chain) : value
  if (own === undefined || own === null || !isNested(field)) return own
  const items = nestedItems(field, own).map((item) => itemIn(item, chain))
  return isItemList(field) ? items : items[0]
}

function itemIn({ type, value }: NestedItem, chain: readonly string[]): NestedValue {
  const flat: NestedValue = {}
  for (const member of ['_key', '_block']) if (value[member] !== undefined) flat[member] = value[member]
  for (const field of type.fields) {
    const own = valueIn(field, value[field.id], chain)
    if (own !== undefined && own !== null) flat[field.id] = own
  }
  return flat
}

function firstValue(value: Json | undefined, chain: readonly string[]): Json | undefined {
  const map = valuesByLocale(value)
  return chain.map((locale) => ownMember(map, locale)).find((own) => own !== undefined && own !== null)
}
