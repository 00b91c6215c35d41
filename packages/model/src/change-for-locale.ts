import type { PartialContent } from './content.ts'
import type { Field } from './content-type.ts'
import type { Json } from './json.ts'
import { isItemList, isNested, nestedItems } from './nested-items.ts'
import { ownMember } from './plain-object.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** A value as a change that says of its languages only one: applied, it gives what all share and that language, and leaves the others. */
export function changeForLocale(field: Field, value: Json | undefined, locale: string): Json {
  if (field.localized === true) return { [locale]: ownMember(valuesByLocale(value), locale) ?? null }
  if (value === undefined || value === null || !isNested(field)) return value ?? null
  const items = nestedItems(field, value).map(({ type, value: members }) => {
    const change: PartialContent = { ...members }
    for (const inner of type.fields) change[inner.id] = changeForLocale(inner, members[inner.id], locale)
    return change
  })
  return isItemList(field) ? items : (items[0] ?? null)
}
