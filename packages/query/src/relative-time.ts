import { daysIn, formatDatetime } from '@verso/model'

const relative = /^now(?:([+-])(\d{1,5})([smhdwMy]))?$/
const unitMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `now`, `now-7d`, `now+1M` as a moment in its stored form, or null for what is none or leaves the years 0001–9999. */
export function parseRelativeTime(text: string, now: Date): string | null {
  const [whole, sign, digits, unit] = relative.exec(text) ?? []
  if (whole === undefined) return null
  if (digits === undefined || unit === undefined) return formatDatetime(now.getTime())
  const amount = (sign === '-' ? -1 : 1) * Number(digits)
  const length = unitMs[unit]
  return formatDatetime(length === undefined ? addMonths(now, unit === 'y' ? amount * 12 : amount) : now.getTime() + amount * length)
}

/** The same day and time some months on; where that month is shorter, its last day. */
function addMonths(from: Date, months: number): number {
  const count = from.getUTCFullYear() * 12 + from.getUTCMonth() + months
  const [year, month] = [Math.floor(count / 12), count - Math.floor(count / 12) * 12]
  const moment = new Date(from)
  moment.setUTCFullYear(year, month, Math.min(from.getUTCDate(), daysIn(year, month + 1)))
  return moment.getTime()
}
