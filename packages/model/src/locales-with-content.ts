import type { Content } from './content.ts'
import type { ContentType } from './content-type.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** The locales in which a localised field has a value: those that an entry is published in unless others are named. */
export function localesWithContent(type: ContentType, content: Content): string[] {
  const localized = type.fields.filter((field) => field.localized === true)
  return [...new Set(localized.flatMap((field) => Object.keys(valuesByLocale(content[field.id]))))].sort()
}
