import { DndContext, PointerSensor, pointerWithin, useDroppable, useSensor, useSensors } from '@dnd-kit/core'
import { t } from '@lingui/core/macro'
import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Day, dayWords } from './calendar-days.ts'
import type { CalendarEvent } from './calendar-events.ts'
import classes from './calendar.module.css'
import { EventButton } from './event-button.tsx'
import { intlTag } from '../../language/language.ts'

interface MonthGridProps {
  days: readonly Day[]
  events: readonly CalendarEvent[]
  today: Day
  /** The month that is looked at; days of others are quieter. */
  month: string | null
  /** So many of a day are shown; the others behind "more". */
  most: number
  onOpen: (event: CalendarEvent) => void
  onMove: (event: CalendarEvent, day: Day) => void
  onShowDay: (day: Day) => void
}

/** Monday to Sunday, in short. */
function weekdays(): string[] {
  const format = new Intl.DateTimeFormat(intlTag(), { weekday: 'short', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, index) => format.format(Date.UTC(2024, 0, index + 1)))
}

/** A press that moves so far is a drag. */
const dragPx = 6

/** Weeks as rows. What is to come can be moved to another day. */
export function MonthGrid({ days, events, today, month, most, onOpen, onMove, onShowDay }: MonthGridProps) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: dragPx } }))
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7))
  return (
    <DndContext
      sensors={sensors}
      // The day under the pointer, wherever the thing was taken hold of.
      collisionDetection={pointerWithin}
      onDragEnd={({ active, over }) => {
        const event = events.find(({ key }) => key === active.id)
        if (event !== undefined && over !== null && over.id !== event.day) onMove(event, String(over.id))
      }}
    >
      <table className={classes.grid} data-roomy={month === null || undefined}>
        <thead>
          <tr>
            {weekdays().map((weekday) => (
              <th key={weekday} scope="col" className={classes.weekday}>
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const all = events.filter((event) => event.day === day)
                const shown = all.length > most ? all.slice(0, most - 1) : all
                return (
                  <DayCell key={day} day={day} today={today} isOutside={month !== null && !day.startsWith(month)}>
                    {shown.map((event) => (
                      <li key={event.key}>
                        <EventButton event={event} onOpen={onOpen} isMovable />
                      </li>
                    ))}
                    {all.length > shown.length && (
                      <li>
                        <button type="button" className={classes.more} onClick={() => onShowDay(day)}>
                          {t`${all.length - shown.length} more`} <VisuallyHidden>{t`on ${dayWords(day)}`}</VisuallyHidden>
                        </button>
                      </li>
                    )}
                  </DayCell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </DndContext>
  )
}

function DayCell({ day, today, isOutside, children }: { day: Day; today: Day; isOutside: boolean; children: ReactNode }) {
  const { setNodeRef, isOver } = useDroppable({ id: day, disabled: day < today })
  return (
    <td
      ref={setNodeRef}
      className={classes.day}
      data-today={day === today || undefined}
      data-outside={isOutside || undefined}
      data-over={isOver || undefined}
    >
      <span className={classes.date} aria-hidden>
        {Number(day.slice(8))}
      </span>
      <VisuallyHidden>{day === today ? t`${dayWords(day)}, today` : dayWords(day)}</VisuallyHidden>
      <ul className={classes.events}>{children}</ul>
    </td>
  )
}
