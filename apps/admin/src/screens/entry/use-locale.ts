import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { localesQuery } from '../../api/types.ts'
import { useEntryWork } from './session-context.ts'

/** The language that is being written. It lives in the address; what isn't localised stays where it is. */
export function useLocale() {
  const { type, locale } = useEntryWork()
  const navigate = useNavigate()
  const { data: locales = [] } = useQuery(localesQuery())
  return {
    locale,
    locales,
    /** Whether there is more than one to choose from. */
    isChoice:
      locales.length > 1 && type.fields.some((field) => field.localized === true || (field.components ?? field.blocks) !== undefined),
    choose: (code: string) =>
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (before: Record<string, string | undefined>) => ({ ...before, locale: code }),
      } as Parameters<typeof navigate>[0]),
  }
}
