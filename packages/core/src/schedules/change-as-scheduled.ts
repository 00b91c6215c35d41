import type { ScheduleRow, Transaction } from '@verso/data'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { actEvents } from '../entries/apply-acts.ts'
import { changeInTransaction } from '../entries/change-together.ts'
import type { ActWish } from '../entries/take-acts.ts'

/** Publishes or unpublishes as the schedule says; gives the `seq`, or null when readers have it all already. */
export async function changeAsScheduled(ctx: Context, tx: Transaction, schedule: ScheduleRow): Promise<bigint | null> {
  const entry = await tx.entries.find(schedule.entryId)
  if (entry !== null) authorise(ctx.actor, 'schedule', entry)
  const { seq } = await changeInTransaction(ctx, tx, { wishes: [wishOf(schedule)], mode: 'all', kind: actEvents[schedule.action] })
  return seq
}

/** What a schedule wants to happen. */
export function wishOf({ entryId, action, locales, revision, createdAt }: ScheduleRow): ActWish {
  return {
    entryId,
    action,
    ...(locales.length === 0 ? {} : { locales }),
    ...(revision === null ? {} : { exactRevision: revision, chosenAt: createdAt }),
  }
}
