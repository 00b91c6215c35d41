import { i18n, type Messages } from '@lingui/core'

/** The languages of the interface; what entries are written in is none of its business. */
export const languages = {
  en: { name: 'English', intl: 'en-GB', direction: 'ltr' },
  de: { name: 'Deutsch', intl: 'de-DE', direction: 'ltr' },
} as const

export type Language = keyof typeof languages

/** English stands in the program itself. */
const catalogs: Record<Exclude<Language, 'en'>, () => Promise<{ messages: Messages }>> = { de: () => import('./de.po') }

const languageKey = 'verso-language'
/** `rtl` turns the interface round whatever the language, to see how it stands up to that. */
const directionKey = 'verso-direction'

/** What the person chose on this device, else the first language of the browser that there is. */
export function language(): Language {
  const wanted = [localStorage.getItem(languageKey) ?? '', ...navigator.languages.map((tag) => tag.split('-')[0] ?? '')]
  return wanted.find(isLanguage) ?? 'en'
}

/** How numbers and times are written: `en-GB`. */
export function intlTag(): string {
  return languages[i18n.locale as Language].intl
}

/** A name in the middle of a sentence: English writes it small, German doesn't. */
export function inSentence(name: string): string {
  return i18n.locale === 'en' ? name.toLowerCase() : name
}

/** To be waited for before anything is imported that says something: sentences are made as modules are read, too. */
export async function startLanguage(): Promise<void> {
  const wanted = language()
  const messages =
    wanted === 'en'
      ? {}
      : await catalogs[wanted]().then(
          (catalog) => catalog.messages,
          () => null,
        )
  const locale = messages === null ? 'en' : wanted
  i18n.loadAndActivate({ locale, locales: languages[locale].intl, messages: messages ?? {} })
  document.documentElement.lang = locale
  document.documentElement.dir = localStorage.getItem(directionKey) ?? languages[locale].direction
}

/** Kept on this device. The page begins anew, since nothing of the old language may stay; edits are kept before they are sent. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(languageKey, chosen)
  location.reload()
}

function isLanguage(name: string): name is Language {
  return Object.hasOwn(languages, name)
}
