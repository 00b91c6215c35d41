import type { Content } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { isItemList, isNested, nestedItems } from './nested-items.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** Content with only some of its languages, chosen for each field of the type; what all languages share stays. */
export function contentInLocales(
  type: Pick<ContentType, 'fields'>,
  content: Content,
  keeps: (field: Field, locale: string) => boolean,
): Content {
  const kept: Content = { ...content }
  for (const field of type.fields) {
    const value = content[field.id]
    if (value !== undefined) kept[field.id] = valueInLocales(field, value, (locale) => keeps(field, locale))
  }
  return kept
}

function valueInLocales(field: Field, value: Json, keeps: (locale: string) => boolean): Json {
  if (field.localized === true) return Object.fromEntries(Object.entries(valuesByLocale(value)).filter(([locale]) => keeps(locale)))
  if (value === null || !isNested(field)) return value
  const items = nestedItems(field, value).map((item) => contentInLocales(item.type, item.value, (_, locale) => keeps(locale)))
  return isItemList(field) ? items : (items[0] ?? null)
}
