import type { Content, FlatContent } from './content.ts'
import type { ContentType } from './content-type.ts'
import type { Json } from './json.ts'
import { ownMember } from './plain-object.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** What an entry says in a locale: each localised field by the first locale of the chain that has a value for it. */
export function contentForLocale(type: ContentType, content: Content, chain: readonly string[]): FlatContent {
  const flat: FlatContent = {}
  for (const field of type.fields) {
    const value = field.localized === true ? firstValue(content[field.id], chain) : content[field.id]
    if (value !== undefined && value !== null) flat[field.id] = value
  }
  return flat
}

function firstValue(value: Json | undefined, chain: readonly string[]): Json | undefined {
  const map = valuesByLocale(value)
  return chain.map((locale) => ownMember(map, locale)).find((own) => own !== undefined && own !== null)
}
