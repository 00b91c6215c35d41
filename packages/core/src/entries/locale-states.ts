import type { EntryRow, ScheduleRow } from '@verso/data'
import { type ContentType, type Locale, localesWithContent } from '@verso/model'
import { type EntryStatus, entryStatus } from './entry-status.ts'
import { defaultLocale } from './entry-title.ts'
import { translationPath } from './translations.ts'

/** How an entry stands in one locale. */
export interface LocaleState {
  status: EntryStatus
  /** What readers have; null where it isn't public. */
  publishedRevision: number | null
  /** JSON Pointers of the translations whose source changed after them, as far as the asker may read them. */
  outdated: string[]
  /** When something is going to be published or unpublished in it next. */
  scheduledAt?: Date
}

/** By locale, in the order of the model: the default, and each one in which there is content, or a publication now or once. */
export function localeStates(
  type: ContentType,
  { row, schedules }: { row: EntryRow; schedules: readonly ScheduleRow[] },
  locales: Locale[],
): Record<string, LocaleState> {
  const present = new Set([defaultLocale(locales), ...localesWithContent(type, row.content), ...row.publicLocales])
  return Object.fromEntries(
    locales
      .filter(({ code }) => present.has(code))
      .map(({ code }) => [code, { ...stateIn(type, row, code), ...scheduledIn(schedules, code) }]),
  )
}

/** Schedules come in the order of their times. */
function scheduledIn(schedules: readonly ScheduleRow[], code: string): Pick<LocaleState, 'scheduledAt'> {
  const next = schedules.find(({ state, locales }) => state === 'pending' && (locales.length === 0 || locales.includes(code)))
  return next === undefined ? {} : { scheduledAt: next.at }
}

function stateIn(type: ContentType, row: EntryRow, code: string): LocaleState {
  const heads = row.publications.filter((head) => head.locale === code)
  return {
    status: entryStatus({ ...row, publications: heads, wasPublished: row.publicLocales.includes(code) }),
    publishedRevision: heads[0]?.revision ?? null,
    outdated: (row.outdated[code] ?? []).flatMap((key) => translationPath(type, key, code) ?? []),
  }
}
