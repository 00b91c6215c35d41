import type { EntryRow, LastChange, PublishedTimes, ScheduleRow } from '@verso/data'
import { type ContentType, type Locale, localesWithContent } from '@verso/model'
import { type EntryStatus, entryStatus } from './entry-status.ts'
import { defaultLocale } from './entry-title.ts'
import { translationPath } from './translations.ts'

/** When and by whom something was published first and last; nulls where it never was. Unpublishing changes none of it. */
export interface PublishingTimes {
  firstPublishedAt: Date | null
  firstPublishedById: string | null
  publishedAt: Date | null
  publishedById: string | null
}

/** How an entry stands in one locale. */
export interface LocaleState extends PublishingTimes {
  status: EntryStatus
  /** What readers have; null where it isn't public. */
  publishedRevision: number | null
  /** JSON Pointers of the translations whose source changed after them, as far as the asker may read them. */
  outdated: string[]
  /** When something is going to be published or unpublished in it next. */
  scheduledAt?: Date
  /** The last save that changed what is said in it, in this language alone or in all. */
  updatedAt: Date
  updatedById: string | null
}

/** By locale, in the order of the model: the default, and each one in which there is content, or a publication now or once. */
export function localeStates(
  type: ContentType,
  { row, schedules }: { row: EntryRow; schedules: readonly ScheduleRow[] },
  locales: Locale[],
): Record<string, LocaleState> {
  const present = new Set([defaultLocale(locales), ...localesWithContent(type, row.content), ...row.published.map((times) => times.locale)])
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
  const times = row.published.filter((one) => one.locale === code)
  const { at, byId } = lastChange(row, code)
  return {
    status: entryStatus({ ...row, publications: heads, wasPublished: times.length > 0 }),
    publishedRevision: heads[0]?.revision ?? null,
    outdated: (row.outdated[code] ?? []).flatMap((key) => translationPath(type, key, code) ?? []),
    ...publishingTimes(times),
    updatedAt: at,
    updatedById: byId,
  }
}

function lastChange({ lastChanges, createdAt, createdById }: EntryRow, code: string): LastChange {
  const made = { at: createdAt, byId: createdById }
  // Of changes at one time the one in the language itself counts.
  return [lastChanges[''], lastChanges[code]].reduce<LastChange>((last, one) => (one !== undefined && one.at >= last.at ? one : last), made)
}

/** The first and the last of what happened in some locales. */
export function publishingTimes(times: readonly PublishedTimes[]): PublishingTimes {
  const first = times.toSorted((a, b) => a.firstPublishedAt.getTime() - b.firstPublishedAt.getTime())[0]
  const last = times.toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())[0]
  return {
    firstPublishedAt: first?.firstPublishedAt ?? null,
    firstPublishedById: first?.firstPublishedById ?? null,
    publishedAt: last?.publishedAt ?? null,
    publishedById: last?.publishedById ?? null,
  }
}
