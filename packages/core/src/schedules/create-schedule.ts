import type { ScheduledAction, ScheduleRow, Transaction } from '@verso/data'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { type EntryInHand, takeLiveEntry } from '../entries/entry-in-hand.ts'
import { refuseUnknownLocales } from '../entries/publish-locales.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { instantOf } from './instant-of.ts'
import { type ScheduleDetail, scheduleDetails } from './schedule-detail.ts'

export interface NewSchedule {
  action: ScheduledAction
  /** Local time of `timeZone`, or a time with an offset. */
  at: string
  timeZone?: string | undefined
  locales?: readonly string[] | undefined
  /** The revision to publish; absent: the one that is current then. */
  revision?: number | undefined
}

/** Whoever presses a button at the minute that they chose is not late. */
const graceMs = 60_000

/** Lets an entry be published or unpublished at a time, in the name and with the rights that the actor will have then. */
export async function createSchedule(ctx: Context, entryId: string, wish: NewSchedule): Promise<ScheduleDetail> {
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'schedule' })
    authorise(ctx.actor, wish.action, inHand.entry)
    refuseUnknownLocales(inHand.locales, wish.locales ?? [])
    const at = await readTime(tx, wish)
    refuseWrongRevision(inHand, wish)
    const row = newRow(ctx, inHand, { wish, at })
    await tx.schedules.create(row)
    await tx.jobs.add({ task: 'runSchedules', payload: { entryId: row.entryId }, runAt: at, key: row.id })
    await recordAudit(ctx, tx, {
      action: 'schedule.create',
      target: { kind: 'schedule', id: row.id },
      after: { entry: row.entryId, action: row.action, at: at.toISOString(), locales: row.locales, revision: row.revision },
    })
    const [detail] = await scheduleDetails(tx, [row])
    if (detail === undefined) throw new Error('The schedule has no detail')
    return detail
  })
}

/** The instant that is meant; one that is over by the database's clock can't be kept any more. */
async function readTime(tx: Transaction, { at, timeZone }: NewSchedule): Promise<Date> {
  const found = instantOf(at, timeZone)
  if (found.fault !== undefined) throw refused(found.fault)
  if ((await tx.schedules.ageMs(found.at)) > graceMs) throw refused({ path: '/at', code: 'past', message: 'This time is over' })
  return found.at
}

function refuseWrongRevision({ entry }: EntryInHand, { action, revision }: NewSchedule): void {
  if (revision === undefined) return
  if (action === 'unpublish') throw refused({ path: '/revision', code: 'not_both', message: 'Unpublishing is about no revision' })
  if (revision > entry.revision)
    throw refused({ path: '/revision', code: 'not_found', message: `The entry has no revision ${revision} yet` })
}

function refused(issue: RefusalIssue): Refusal {
  return new Refusal('invalid_value', issue.message, { issues: [issue] })
}

function newRow(ctx: Context, { entry }: EntryInHand, { wish, at }: { wish: NewSchedule; at: Date }): ScheduleRow {
  const { kind, id } = ctx.actor
  if (kind === 'public') throw new Refusal('not_allowed', 'You may not schedule entries')
  return {
    id: ctx.newId(),
    entryId: entry.id,
    action: wish.action,
    at,
    timeZone: wish.timeZone ?? null,
    locales: [...(wish.locales ?? [])],
    revision: wish.revision ?? null,
    state: 'pending',
    reason: null,
    ranAt: null,
    seq: null,
    createdAt: ctx.now(),
    createdByKind: kind,
    createdById: id,
  }
}
