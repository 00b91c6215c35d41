import type { Content } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { isItemList, isNested, type NestedItem, nestedItems } from './nested-items.ts'
import { ownMember } from './plain-object.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** A content with the values of one locale as another content has them; what all locales share, and which items there are, stays. */
export function contentWithLocale(
  type: Pick<ContentType, 'fields'>,
  content: Content,
  { from, locale }: { from: Content; locale: string },
): Content {
  const next: Content = { ...content }
  for (const field of type.fields) {
    const value = valueWithLocale(field, content[field.id], { from: from[field.id], locale })
    if (value === undefined) delete next[field.id]
    else next[field.id] = value
  }
  return next
}

interface Source {
  from: Json | undefined
  locale: string
}

function valueWithLocale(field: Field, value: Json | undefined, { from, locale }: Source): Json | undefined {
  if (field.localized === true) {
    const { [locale]: _, ...others } = valuesByLocale(value)
    const own = ownMember(valuesByLocale(from), locale)
    const map = own === undefined ? others : { ...others, [locale]: own }
    return Object.keys(map).length === 0 ? undefined : map
  }
  if (value === undefined || !isNested(field)) return value
  const sources = nestedItems(field, from)
  const items = nestedItems(field, value).map((item) => {
    const source = sources.find((candidate) => isSame(candidate, item))
    return contentWithLocale(item.type, item.value, { from: source?.value ?? {}, locale })
  })
  return isItemList(field) ? items : items[0]
}

/** Items of a list are the same by their key; a component that stands alone is. */
function isSame(one: NestedItem, other: NestedItem): boolean {
  return one.type.id === other.type.id && (one.index === null || one.value._key === other.value._key)
}
