import { useNavigate, useSearch } from '@tanstack/react-router'
import { useLocale } from './use-locale.ts'

/** The language that stands beside the one being written; it lives in the address. Translations are measured against the default one. */
export function useSource() {
  const { locale, locales, isChoice } = useLocale()
  const search: { source?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const isKnown = search.source !== locale && locales.some(({ code }) => code === search.source)
  const defaultLocale = locales.find((one) => one.default)?.code
  const go = (change: Record<string, string | undefined>) =>
    void navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (before: Record<string, string | undefined>) => ({ ...before, ...change }),
    } as Parameters<typeof navigate>[0])
  return {
    source: isChoice && isKnown ? (search.source ?? null) : null,
    isChoice,
    choose: (code: string) => go({ source: code }),
    close: () => go({ source: undefined }),
    /** From the default language one comes to the first of the others, which is what is to be written. */
    open: () => {
      const other = locales.find(({ code }) => code !== defaultLocale)?.code
      go({ source: defaultLocale, locale: locale === defaultLocale ? other : locale })
    },
    /** One of the translations beside what it was translated from; a panel that lies over the form makes way. */
    openFor: (code: string) => go({ source: defaultLocale, locale: code, pane: undefined }),
  }
}
