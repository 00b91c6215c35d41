import { t } from '@lingui/core/macro'
import { useMediaQuery } from '@mantine/hooks'
import { IconCalendar } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { localTimeIn, ownTimeZone } from '../../parts/zoned-time.ts'
import { Agenda } from './agenda.tsx'
import { CalendarBar } from './calendar-bar.tsx'
import { type CalendarView, type Day, daysOf } from './calendar-days.ts'
import type { CalendarEvent } from './calendar-events.ts'
import { EventDialog } from './event-dialog.tsx'
import { MonthGrid } from './month-grid.tsx'
import { useCalendar } from './use-calendar.ts'
import { useReschedule, wishOnDay } from './use-reschedule.ts'

/** So many of a day fit into a month's cell. */
const mostInMonth = 4

/** When what becomes public, or ceases to be: schedules of entries and releases. */
export function CalendarScreen() {
  const { view, day, today, show } = useShown()
  const days = daysOf(view, day)
  const { events, error, retry, zone } = useCalendar(days)
  const [opened, setOpened] = useState<CalendarEvent | null>(null)
  const rescheduling = useReschedule()
  const move = (event: CalendarEvent, to: Day) =>
    rescheduling.mutate(
      { event, to: wishOnDay(event, to, zone) },
      { onError: (problem) => toast({ message: t`It could not be moved: ${problem.message}`, tone: 'error' }) },
    )
  return (
    <Page title={t`Calendar`} crumbs={[{ label: t`Releases`, to: '/releases' }]}>
      <CalendarBar view={view} day={day} today={today} zone={zone} onShow={show} />
      {error !== null && <ProblemCard problem={error} title={t`The calendar could not be loaded`} onRetry={retry} />}
      {events === null && error === null && <Loading label={t`Loading the calendar`} rows={8} />}
      {events !== null && view === 'agenda' && events.length === 0 && (
        <Empty icon={IconCalendar} title={t`Nothing is planned for these four weeks.`}>
          {t`Entries are scheduled in their publish panel, releases on their own page.`}
        </Empty>
      )}
      {events !== null && view === 'agenda' && <Agenda events={events} today={today} onOpen={setOpened} />}
      {events !== null && view !== 'agenda' && (
        <MonthGrid
          days={days}
          events={events}
          today={today}
          month={view === 'month' ? day.slice(0, 7) : null}
          most={view === 'month' ? mostInMonth : Number.POSITIVE_INFINITY}
          onOpen={setOpened}
          onMove={move}
          onShowDay={(one) => show('agenda', one)}
        />
      )}
      {opened !== null && <EventDialog event={opened} onClose={() => setOpened(null)} />}
    </Page>
  )
}

/** The view and the day live in the address; without any it is the month of today, on a phone the next weeks. */
function useShown() {
  const search: { view?: string; day?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const isNarrow = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false }) === true
  const today = localTimeIn(ownTimeZone(), new Date()).slice(0, 10)
  const isDay = search.day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(search.day) && !Number.isNaN(Date.parse(search.day))
  const view: CalendarView =
    search.view === 'month' || search.view === 'week' || search.view === 'agenda' ? search.view : isNarrow ? 'agenda' : 'month'
  return {
    today,
    view,
    day: isDay ? (search.day ?? today) : today,
    show: (next: CalendarView, day: Day) =>
      void navigate({
        to: '.',
        search: (before: Record<string, string | undefined>) => ({ ...before, view: next, day: day === today ? undefined : day }),
      } as Parameters<typeof navigate>[0]),
  }
}
