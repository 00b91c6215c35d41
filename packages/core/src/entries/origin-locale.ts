import { type Content, type Field, type Locale, localeChain } from '@verso/model'

export interface OriginContext {
  content: Content
  locales: readonly Locale[]
}

/** The locale that the value of a localised field comes from in a locale: where it is written, and where a fault of it is mended. */
export function originLocale(field: Field, { content, locales }: OriginContext, locale: string): string {
  const map = content[field.id]
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return locale
  return localeChain(locales, locale).find((code) => Object.hasOwn(map, code) && map[code] !== null) ?? locale
}
