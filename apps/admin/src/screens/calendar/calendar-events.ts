import { plural, t } from '@lingui/core/macro'
import type { ReleaseSummary, ScheduleOfEntryView } from '@verso/contract'
import type { Status } from '../../parts/status-chip.tsx'
import { localTimeIn } from '../../parts/zoned-time.ts'
import type { Day } from './calendar-days.ts'

/** Something that happens, or happened, to what readers see at a time. */
export interface CalendarEvent {
  key: string
  /** As clocks of the viewer show it. */
  day: Day
  clock: string
  at: string
  /** The zone that it was set in. */
  timeZone: string
  title: string
  /** "Publish en", "Release, 3 entries". */
  words: string
  status: Status
  /** Why it could not be done. */
  reason: string | undefined
  about: { kind: 'schedule'; schedule: ScheduleOfEntryView } | { kind: 'release'; release: ReleaseSummary }
}

/** Schedules and releases as one, in the order of their times. What was called off isn't shown. */
export function calendarEvents(
  schedules: readonly ScheduleOfEntryView[],
  releases: readonly ReleaseSummary[],
  zone: string,
): CalendarEvent[] {
  const events = [
    ...schedules.flatMap((schedule) => (schedule.state === 'cancelled' ? [] : [eventOfSchedule(schedule, zone)])),
    ...releases.flatMap((release) => eventOfRelease(release, zone) ?? []),
  ]
  return events.toSorted((a, b) => a.at.localeCompare(b.at) || a.key.localeCompare(b.key))
}

/** Only what hasn't happened can be moved. */
export function isComing({ status }: CalendarEvent): boolean {
  return status === 'scheduled'
}

function eventOfSchedule(schedule: ScheduleOfEntryView, zone: string): CalendarEvent {
  const { id, at, timeZone, action, locales, state, entry, reason } = schedule
  const done: Status = action === 'publish' ? 'published' : 'unpublished'
  return {
    key: `schedule-${id}`,
    ...placeOf(at, zone),
    timeZone: timeZone ?? 'UTC',
    title: entry.title === '' ? t`Untitled` : entry.title,
    words: `${action === 'publish' ? t`Publish` : t`Unpublish`}${locales === undefined ? '' : ` ${locales.join(', ')}`}`,
    status: state === 'pending' ? 'scheduled' : state === 'failed' ? 'failed' : done,
    reason,
    about: { kind: 'schedule', schedule },
  }
}

function eventOfRelease(release: ReleaseSummary, zone: string): CalendarEvent | null {
  const at = release.state === 'scheduled' || release.state === 'failed' ? release.publishAt : (release.publishedAt ?? null)
  if (at === null) return null
  const statuses = { open: 'draft', scheduled: 'scheduled', published: 'published', reverted: 'unpublished', failed: 'failed' } as const
  return {
    key: `release-${release.id}`,
    ...placeOf(at, zone),
    timeZone: release.timeZone ?? 'UTC',
    title: release.name,
    words: plural(release.itemCount, { one: 'Release, # entry', other: 'Release, # entries' }),
    status: statuses[release.state],
    reason: release.reason,
    about: { kind: 'release', release },
  }
}

function placeOf(at: string, zone: string): Pick<CalendarEvent, 'at' | 'day' | 'clock'> {
  const local = localTimeIn(zone, new Date(at))
  return { at, day: local.slice(0, 10), clock: local.slice(11) }
}
