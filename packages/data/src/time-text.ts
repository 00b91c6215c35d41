import pg from 'pg'

const timestamptz = 1184
const parseAny: (text: string) => unknown = pg.types.getTypeParser(timestamptz, 'text')

/** A moment as PostgreSQL writes it, as ISO 8601 in UTC with milliseconds. Nearly all come in one form, which needs no taking apart. */
export function isoOf(text: string): string {
  // Like `2026-11-27 08:48:14.283+00`: zeros at the end of a fraction aren't written.
  if (!isUsual(text)) return dateOf(text).toISOString()
  const time = text.slice(11, -3)
  const whole = time.length === 12 ? time : time.length === 8 ? `${time}.000` : time.slice(0, 12).padEnd(12, '0')
  return `${text.slice(0, 10)}T${whole}Z`
}

/** The same as a date. */
export function dateOf(text: string): Date {
  return isUsual(text) ? new Date(isoOf(text)) : (parseAny(text) as Date)
}

function isUsual(text: string): boolean {
  return text.endsWith('+00') && text[4] === '-' && text[10] === ' '
}
