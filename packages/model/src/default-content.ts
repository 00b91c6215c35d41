import type { Content } from './content.ts'
import type { ContentType } from './content-type.ts'
import type { Json } from './json.ts'

/** What a new entry begins with: the defaults of its fields, those of localised ones in one locale. */
export function defaultContent(type: ContentType, locale: string): Content {
  const withDefault = type.fields.filter((field) => field.default !== undefined && field.default !== null)
  // The default was brought into the stored form when the type was saved.
  return Object.fromEntries(
    withDefault.map((field) => [field.id, field.localized === true ? { [locale]: field.default as Json } : (field.default as Json)]),
  )
}
