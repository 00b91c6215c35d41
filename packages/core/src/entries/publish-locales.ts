import { type Content, type ContentType, isLocalizedType, type Locale, localesWithContent } from '@verso/model'
import { Refusal } from '../refusal.ts'
import { defaultLocale } from './entry-title.ts'

/**
 * The locales that a publish is about: those asked for, or every one with a value in a localised field, and the default.
 * A type without localised fields reads alike in all locales and is published in the default one.
 */
export function localesToPublish(
  { type, locales }: { type: ContentType; locales: Locale[] },
  content: Content,
  wanted?: readonly string[],
): string[] {
  const fallback = defaultLocale(locales)
  refuseUnknownLocales(locales, wanted ?? [])
  if (!isLocalizedType(type)) return [fallback]
  return wanted === undefined ? [...new Set([fallback, ...localesWithContent(type, content)])] : [...wanted]
}

export function refuseUnknownLocales(locales: Locale[], wanted: readonly string[]): void {
  const issues = wanted.flatMap((code, index) =>
    locales.some((locale) => locale.code === code)
      ? []
      : [{ path: `/locales/${index}`, code: 'unknown_locale', message: `There is no locale "${code}"` }],
  )
  if (issues.length > 0) throw new Refusal('invalid_value', 'Some locales do not exist', { issues })
}
