import {
  type Content,
  contentForLocale,
  contentLeaves,
  type ContentType,
  type Field,
  type FlatContent,
  holdsLocalized,
  isPlainObject,
  type Locale,
  localeChain,
} from '@verso/model'

/** By the key of a value (its field's id; inside components a path by ids and positions, such as `id/0/id`): the locale that it stands in from. */
export type Origins = Record<string, string>

export interface WholeContent {
  type: ContentType
  content: Content
}

/** What is published in a locale: its own values, and where it has none those of its stand-ins as they are at this publish. */
export function publishedContent(
  { type, content }: WholeContent,
  locale: string,
  locales: readonly Locale[],
): { flat: FlatContent; origins: Origins } {
  const chain = localeChain(locales, locale)
  const origins: Origins = {}
  for (const field of type.fields) {
    for (const [key, codes] of localesOf(type, field, content)) {
      const origin = chain.find((code) => codes.has(code))
      if (origin !== undefined && origin !== locale) origins[key] = origin
    }
  }
  return { flat: contentForLocale(type, content, chain), origins }
}

/** In which locales each localised value of a field is there, by key. */
function localesOf(type: ContentType, field: Field, content: Content): Map<string, Set<string>> {
  const value = content[field.id]
  if (field.localized === true) {
    const map = isPlainObject(value) ? value : {}
    return new Map([[field.id, new Set(Object.keys(map).filter((code) => map[code] !== null))]])
  }
  const found = new Map<string, Set<string>>()
  if (!holdsLocalized(field)) return found
  for (const { locale, inner, path } of contentLeaves({ ...type, fields: [field] }, content)) {
    if (locale === null || inner === null) continue
    const segments = path.split('/')
    const key = field.id + segments.slice(0, segments.indexOf(locale)).join('/')
    found.set(key, (found.get(key) ?? new Set()).add(locale))
  }
  return found
}
