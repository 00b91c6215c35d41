import { intlTag } from '../../language/language.ts'

/** A day as calendars write it: `2026-11-30`. */
export type Day = string

export type CalendarView = 'month' | 'week' | 'agenda'

const dayMs = 86_400_000

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** The same day some months on; the last one of a shorter month. */
function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The Monday on or before a day. */
function weekOf(day: Day): Day {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** The days that a view shows: whole weeks, or for the agenda four of them from the day on. */
export function daysOf(view: CalendarView, day: Day): Day[] {
  if (view === 'week') return daysFrom(weekOf(day), 7)
  if (view === 'agenda') return daysFrom(day, 28)
  const first = `${day.slice(0, 7)}-01`
  const start = weekOf(first)
  const end = addDays(weekOf(addDays(addMonths(first, 1), -1)), 7)
  return daysFrom(start, Math.round((Date.parse(end) - Date.parse(start)) / dayMs))
}

/** Where a view begins when one goes back or on in it. */
export function stepFrom(view: CalendarView, day: Day, by: 1 | -1): Day {
  if (view === 'month') return addMonths(day, by)
  return addDays(day, by * (view === 'week' ? 7 : 28))
}

function daysFrom(start: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(start, index))
}

const month = new Intl.DateTimeFormat(intlTag(), { month: 'long', year: 'numeric', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat(intlTag(), { day: 'numeric', month: 'short', timeZone: 'UTC' })
const long = new Intl.DateTimeFormat(intlTag(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

export function dayWords(day: Day): string {
  return long.format(new Date(`${day}T00:00:00Z`))
}

/** What a view is about: "November 2026", "23 Nov – 29 Nov". */
export function viewWords(view: CalendarView, day: Day): string {
  if (view === 'month') return month.format(new Date(`${day}T00:00:00Z`))
  const days = daysOf(view, day)
  return [days[0], days.at(-1)].map((one) => short.format(new Date(`${one}T00:00:00Z`))).join(' – ')
}
