import type { Content } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { isItemList, isNested, type NestedItem, nestedItems } from './nested-items.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** The content as the admin API gives it: every field of the type, by name, in the order of the model. */
export function fieldsView(type: Pick<ContentType, 'fields'>, content: Content): Record<string, Json> {
  return Object.fromEntries(type.fields.map((field) => [field.name, fieldView(field, content[field.id])]))
}

function fieldView(field: Field, value: Json | undefined): Json {
  if (field.localized !== true) return valueView(field, value)
  const map = valuesByLocale(value)
  return isNested(field) ? Object.fromEntries(Object.entries(map).map(([locale, own]) => [locale, valueView(field, own)])) : map
}

/** One value of a field (of one locale, where it is localised) by names; every field inside is there. */
export function valueView(field: Field, value: Json | undefined): Json {
  if (value === undefined || value === null) return presentValue(field)
  if (!isNested(field)) return value
  const items = nestedItems(field, value).map((item) => itemView(field, item))
  return isItemList(field) ? items : (items[0] ?? null)
}

/** One component or block by names. */
export function itemView(field: Field, { type, value: { _key, ...members } }: NestedItem): Json {
  return {
    ...(_key === undefined ? {} : { _key }),
    ...(field.kind === 'blocks' ? { _block: type.name } : {}),
    ...fieldsView(type, members),
  }
}

/** What stands for a field without a value: `[]` where readers loop, else null. */
export function presentValue(field: Field): Json {
  return field.many === true || field.kind === 'richText' || field.kind === 'blocks' ? [] : null
}
