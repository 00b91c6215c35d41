import type { Locale } from '@verso/model'
import { Refusal, type RefusalIssue } from '../refusal.ts'

export type Texts = Record<string, string>

/** What people say of a file, by locale: sets the locales that are named; an empty text takes one away. */
export function changedTexts(before: Texts, changes: Texts | undefined): Texts {
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, text]) => text !== ''))
}

/** Refuses texts in languages that there aren't. */
export function requireKnownLocales(texts: Record<string, Texts | undefined>, locales: Locale[]): void {
  const issues: RefusalIssue[] = Object.entries(texts).flatMap(([member, byLocale]) =>
    Object.keys(byLocale ?? {})
      .filter((code) => !locales.some((locale) => locale.code === code))
      .map((code) => ({
        path: `/${member}/${code.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        code: 'unknown_locale',
        message: `There is no language "${code}"`,
      })),
  )
  if (issues.length > 0) throw new Refusal('invalid_value', 'A language is unknown', { issues })
}
