import { t } from '@lingui/core/macro'
import { intlTag } from '../language/language.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

// German shortens with full stops, which would meet the one at the end of a sentence.
const width = intlTag().startsWith('de') ? 'long' : 'short'
const relative = new Intl.RelativeTimeFormat(intlTag(), { numeric: 'auto', style: width })
const date = new Intl.DateTimeFormat(intlTag(), { day: 'numeric', month: width, year: 'numeric' })
const dateThisYear = new Intl.DateTimeFormat(intlTag(), { day: 'numeric', month: width })
const exact = new Intl.DateTimeFormat(intlTag(), {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** Relative up to seven days, then a date. */
export function formatTime(at: string, now = Date.now()): string {
  const time = Date.parse(at)
  const ago = now - time
  if (Math.abs(ago) < 45_000) return ago < 0 ? t`in a moment` : t`just now`
  if (Math.abs(ago) < hour) return relative.format(-Math.round(ago / minute), 'minute')
  if (Math.abs(ago) < day) return relative.format(-Math.round(ago / hour), 'hour')
  if (Math.abs(ago) < 7 * day) return relative.format(-Math.round(ago / day), 'day')
  return formatDate(at, now)
}

export function formatDate(at: string, now = Date.now()): string {
  const time = new Date(at)
  return (time.getFullYear() === new Date(now).getFullYear() ? dateThisYear : date).format(time)
}

/** With the zone, so that nobody has to guess. */
export function formatExactTime(at: string): string {
  return exact.format(new Date(at))
}
