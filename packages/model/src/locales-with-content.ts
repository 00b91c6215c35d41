import type { Content } from './content.ts'
import type { ContentType } from './content-type.ts'
import { contentLeaves } from './content-leaves.ts'
import { holdsLocalized, isNested } from './nested-items.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** The locales in which a localised field has a value, inside components too: those that an entry is published in unless others are named. */
export function localesWithContent(type: ContentType, content: Content): string[] {
  const localized = type.fields.filter((field) => field.localized === true)
  const holding = type.fields.filter((field) => isNested(field) && holdsLocalized(field))
  const inside = holding.length === 0 ? [] : contentLeaves({ fields: holding }, content).flatMap(({ locale }) => locale ?? [])
  return [...new Set([...localized.flatMap((field) => Object.keys(valuesByLocale(content[field.id]))), ...inside])].sort()
}
