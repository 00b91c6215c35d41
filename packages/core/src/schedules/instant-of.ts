const localPattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/
const offsetPattern = /^(.+?)(Z|[+-]\d{2}:\d{2})$/
const zoneName = /^[A-Za-z][A-Za-z0-9_+/-]*$/
const dayMs = 86_400_000

/** What is wrong with a time that was said, or the instant that it means. */
export type Instant = { at: Date; fault?: never } | { fault: { path: '/at' | '/timeZone'; code: string; message: string } }

/**
 * The instant that people mean by the time on their clocks in a named zone (IANA), or by a time with an offset. A local time that is
 * skipped when clocks go forward counts from the clock of before, so that 02:30 is 03:30; of one that comes twice when they go back the
 * first is meant. Calendars and `Temporal` (`compatible`) do the same.
 */
export function instantOf(text: string, timeZone: string | undefined): Instant {
  const [, local = text, offset] = offsetPattern.exec(text) ?? []
  const wallMs = readWall(local)
  if (wallMs === null) return atFault('invalid', 'A time such as 2026-12-01T09:00, or 2026-12-01T09:00+01:00')
  if (offset !== undefined) {
    if (timeZone !== undefined)
      return { fault: { path: '/timeZone', code: 'not_both', message: 'The time has an offset; leave out one of the two' } }
    const ms = wallMs - offsetMs(offset)
    return Math.abs(offsetMs(offset)) > dayMs || !isSayable(ms) ? atFault('invalid', 'There is no such time') : { at: new Date(ms) }
  }
  if (timeZone === undefined)
    return { fault: { path: '/timeZone', code: 'required', message: 'Name a time zone such as Europe/Berlin, or give the time an offset' } }
  const clock = clockOf(timeZone)
  if (clock === null) return { fault: { path: '/timeZone', code: 'unknown_time_zone', message: `There is no time zone "${timeZone}"` } }
  const ms = resolve(wallMs, clock)
  return isSayable(ms) ? { at: new Date(ms) } : atFault('invalid', 'There is no such time')
}

function atFault(code: string, message: string): Instant {
  return { fault: { path: '/at', code, message } }
}

/** What the clock of a zone shows at an instant, as if it were UTC. */
type Clock = (ms: number) => number

function resolve(wallMs: number, clock: Clock): number {
  const offsetAt = (ms: number) => clock(ms) - ms
  // No zone has changed its clocks twice within two days.
  const before = offsetAt(wallMs - dayMs)
  const after = offsetAt(wallMs + dayMs)
  const fitting = [before, after].map((offset) => wallMs - offset).filter((ms) => clock(ms) === wallMs)
  return fitting.length > 0 ? Math.min(...fitting) : wallMs - before
}

/** The text as if it were UTC; null for what no calendar has. */
function readWall(text: string): number | null {
  const parts = localPattern.exec(text)
  if (parts === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0))
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, Number((parts[7] ?? '').padEnd(3, '0')))
  const isSame = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return isSame && year > 0 ? date.getTime() : null
}

function offsetMs(text: string): number {
  if (text === 'Z') return 0
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number)
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

function isSayable(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear()
  return year >= 1 && year <= 9999
}

function clockOf(timeZone: string): Clock | null {
  if (!zoneName.test(timeZone)) return null
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    return (ms) => shownBy(format, ms)
  } catch {
    return null
  }
}

function shownBy(format: Intl.DateTimeFormat, ms: number): number {
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const date = new Date(0)
  date.setUTCFullYear(part('year'), part('month') - 1, part('day'))
  date.setUTCHours(part('hour'), part('minute'), part('second'), ((ms % 1000) + 1000) % 1000)
  return date.getTime()
}
