import { type Content, contentForLocale, type ContentType, type Json, type Locale, localeChain, withComputed } from '@verso/model'

/** What an entry is called in each locale that has a name for it. */
export function entryTitles(type: ContentType, content: Content, locales: Locale[]): Record<string, string> {
  const named = locales.map(({ code }) => [code, titleIn(type, content, [code])] as const)
  return Object.fromEntries(named.filter(([, title]) => title !== ''))
}

/** What an entry is called for people: in the default locale, or else in the first that has a name for it. */
export function entryTitle(type: ContentType, content: Content, locales: Locale[]): string {
  const chain = localeChain(locales, defaultLocale(locales))
  return titleIn(type, content, chain) || (Object.values(entryTitles(type, content, locales))[0] ?? '')
}

export function defaultLocale(locales: Locale[]): string {
  const found = locales.find((locale) => locale.isDefault)
  if (found === undefined) throw new Error('There is no default locale')
  return found.code
}

function titleIn(type: ContentType, content: Content, chain: readonly string[]): string {
  const value: Json | undefined =
    type.titleField === undefined ? undefined : withComputed(type, contentForLocale(type, content, chain))[type.titleField]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
