import type { Content } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { isPlainObject } from './plain-object.ts'
import { valuesByLocale } from './values-by-locale.ts'

export interface ContentLink {
  fieldId: string
  /** Null for a field that all locales share. */
  locale: string | null
  /** JSON Pointer inside the field's value. */
  path: string
  kind: 'entry' | 'media'
  id: string
}

/** Every link of the reference and media fields of an entry, in the order of the model. Links inside rich text are found by its own room. */
export function contentLinks(type: ContentType, content: Content): ContentLink[] {
  return type.fields.flatMap((field) => {
    if (field.localized !== true) return linksOf(field, content[field.id], null)
    return Object.entries(valuesByLocale(content[field.id])).flatMap(([locale, value]) => linksOf(field, value, locale))
  })
}

function linksOf(field: Field, value: Json | undefined, locale: string | null): ContentLink[] {
  const at = { fieldId: field.id, locale }
  const items = Array.isArray(value) ? value.map((item, index) => ({ item, path: `/${index}` })) : [{ item: value, path: '' }]
  return items.flatMap(({ item, path }): ContentLink[] => {
    if (!isPlainObject(item)) return []
    if (field.kind === 'reference' && typeof item._ref === 'string') return [{ ...at, path, kind: 'entry', id: item._ref }]
    if (field.kind === 'media' && typeof item._media === 'string') return [{ ...at, path, kind: 'media', id: item._media }]
    return []
  })
}
