import { intlTag } from '../language/language.ts'

/** A moment as clocks in a time zone show it: `2026-11-30T08:00`. */
export function localTimeIn(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

export interface ZonedMoment {
  at: Date
  /** `skipped`: clocks never show this time that day; `twice`: they show it two times. */
  clock: 'plain' | 'skipped' | 'twice'
}

const hourMs = 3_600_000

/** The moment at which clocks in a zone show a local time: the first of two, and where clocks skip it, by the clock from before. Null for what is no time. */
export function momentOf(local: string, timeZone: string): ZonedMoment | null {
  const asUtc = Date.parse(`${local}:00Z`)
  if (Number.isNaN(asUtc)) return null
  const offsets = [-24, 24].map((hours) => offsetAt(timeZone, asUtc + hours * hourMs))
  const [before = 0] = offsets
  const candidates = [...new Set(offsets)].map((offset) => new Date(asUtc - offset)).toSorted((a, b) => a.getTime() - b.getTime())
  const shown = candidates.filter((at) => localTimeIn(timeZone, at) === local)
  const [first] = shown
  if (first === undefined) return { at: new Date(asUtc - before), clock: 'skipped' }
  return { at: first, clock: shown.length > 1 ? 'twice' : 'plain' }
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  const minute = Math.floor(at / 60_000) * 60_000
  return Date.parse(`${localTimeIn(timeZone, new Date(minute))}:00Z`) - minute
}

/** "Mon 30 Nov, 08:00 Berlin = 07:00 UTC": with both clocks, so that nobody has to reckon. */
export function zonedWords(at: Date, timeZone: string): string {
  const day = (zone: string) =>
    new Intl.DateTimeFormat(intlTag(), { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', ...yearOf(at) }).format(at)
  const clock = (zone: string) => localTimeIn(zone, at).slice(11)
  const local = `${day(timeZone)}, ${clock(timeZone)} ${zoneName(timeZone)}`
  if (timeZone === 'UTC') return local
  return `${local} = ${day('UTC') === day(timeZone) ? '' : `${day('UTC')}, `}${clock('UTC')} UTC`
}

/** Said only where it isn't the present one. */
function yearOf(at: Date): Intl.DateTimeFormatOptions {
  return at.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }
}

/** The city of a zone: people know that one. */
export function zoneName(timeZone: string): string {
  return timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
}

export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

export function timeZones(): string[] {
  return [...new Set([ownTimeZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}
