import type { ReleaseRow, Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { instantOf } from '../schedules/instant-of.ts'

export interface ReleaseTime {
  /** Local time of `timeZone`, or a time with an offset; null for none. */
  publishAt?: string | null | undefined
  timeZone?: string | undefined
}

export interface PlannedTime {
  at: Date
  timeZone: string | null
}

/** Whoever presses a button at the minute that they chose is not late. */
const graceMs = 60_000

/** The instant that is meant; undefined where nothing is said of it, null where there is to be none. */
export async function readPublishAt(tx: Transaction, { publishAt, timeZone }: ReleaseTime): Promise<PlannedTime | null | undefined> {
  if (typeof publishAt !== 'string') {
    if (timeZone !== undefined) throw refused({ path: '/publishAt', code: 'required', message: 'A time zone goes with a time' })
    return publishAt
  }
  const found = instantOf(publishAt, timeZone)
  if (found.fault !== undefined) throw refused({ ...found.fault, path: found.fault.path === '/at' ? '/publishAt' : found.fault.path })
  if ((await tx.schedules.ageMs(found.at)) > graceMs) throw refused({ path: '/publishAt', code: 'past', message: 'This time is over' })
  return { at: found.at, timeZone: timeZone ?? null }
}

/** The columns that say when a release is published by itself, and in whose name. */
export function planned(
  ctx: Context,
  time: PlannedTime | null,
): Pick<ReleaseRow, 'publishAt' | 'timeZone' | 'scheduledByKind' | 'scheduledById'> {
  if (time === null) return { publishAt: null, timeZone: null, scheduledByKind: null, scheduledById: null }
  const { kind, id } = ctx.actor
  if (kind === 'public') throw new Refusal('not_allowed', 'You may not schedule a release')
  return { publishAt: time.at, timeZone: time.timeZone, scheduledByKind: kind, scheduledById: id }
}

function refused(issue: RefusalIssue): Refusal {
  return new Refusal('invalid_value', issue.message, { issues: [issue] })
}
