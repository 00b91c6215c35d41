import { t } from '@lingui/core/macro'
import { type Day, dayWords } from './calendar-days.ts'
import type { CalendarEvent } from './calendar-events.ts'
import classes from './calendar.module.css'
import { EventButton } from './event-button.tsx'

/** Day after day, without those on which nothing happens. */
export function Agenda({
  events,
  today,
  onOpen,
}: {
  events: readonly CalendarEvent[]
  today: Day
  onOpen: (event: CalendarEvent) => void
}) {
  const days = [...new Set(events.map(({ day }) => day))]
  return (
    <div className={classes.agenda}>
      {days.map((day) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className={classes.agendaDay}>
            {dayWords(day)}
            {day === today && <span className={classes.todayWord}>{t`Today`}</span>}
          </h2>
          <ul className={classes.events}>
            {events
              .filter((event) => event.day === day)
              .map((event) => (
                <li key={event.key}>
                  <EventButton event={event} onOpen={onOpen} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
