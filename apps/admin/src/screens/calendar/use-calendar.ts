import { useQuery } from '@tanstack/react-query'
import { plannedReleasesQuery } from '../../api/releases.ts'
import { schedulesQuery } from '../../api/schedules.ts'
import { momentOf, ownTimeZone } from '../../parts/zoned-time.ts'
import { addDays, type Day } from './calendar-days.ts'
import { type CalendarEvent, calendarEvents } from './calendar-events.ts'

export interface LoadedCalendar {
  /** Null until they are known. */
  events: CalendarEvent[] | null
  error: unknown
  retry: () => void
  zone: string
}

/** What happens on some days in a row, by the clocks of whoever looks. */
export function useCalendar(days: readonly Day[]): LoadedCalendar {
  const zone = ownTimeZone()
  const startOf = (day: Day) => momentOf(`${day}T00:00`, zone)?.at.toISOString() ?? `${day}T00:00:00Z`
  const first = days[0] ?? ''
  const last = days.at(-1) ?? ''
  const schedules = useQuery(schedulesQuery({ from: startOf(first), to: startOf(addDays(last, 1)) }))
  const releases = useQuery(plannedReleasesQuery())
  const events =
    schedules.data === undefined || releases.data === undefined
      ? null
      : calendarEvents(schedules.data, releases.data, zone).filter(({ day }) => day >= first && day <= last)
  return {
    events,
    error: schedules.error ?? releases.error,
    retry: () => {
      void schedules.refetch()
      void releases.refetch()
    },
    zone,
  }
}
