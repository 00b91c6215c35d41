const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/
const datetimePattern = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/

/** A real calendar date between the years 0001 and 9999 (`2026-11-22`), or null. */
export function parseDate(text: string): string | null {
  const [, year, month, day] = datePattern.exec(text) ?? []
  if (year === undefined || year === '0000') return null
  const isReal = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month))
  return isReal ? text : null
}

/**
 * RFC 3339 with any offset and up to nine fraction digits, given back in UTC with three, truncated: all of one width, so that their order
 * as text is their order in time. Null for what isn't a moment between the years 0001 and 9999.
 */
export function parseDatetime(text: string): string | null {
  const [, date, hour, minute, second, fraction = '', zone = ''] = datetimePattern.exec(text) ?? []
  if (date === undefined || parseDate(date) === null) return null
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const offsetMs = parseOffset(zone)
  if (offsetMs === null) return null
  const localMs = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  return formatDatetime(localMs - offsetMs)
}

/** The stored form of a moment, or null outside the years 0001–9999. */
export function formatDatetime(timeMs: number): string | null {
  const time = new Date(timeMs)
  if (Number.isNaN(timeMs) || time.getUTCFullYear() < 1 || time.getUTCFullYear() > 9999) return null
  return time.toISOString()
}

function parseOffset(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (hours > 23 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** Days of a month that counts from 1. */
export function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}
