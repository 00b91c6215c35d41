import { isUuid } from '@verso/model'
import { authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { getReadableEntry } from '../entries/get-readable-entry.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'

/** Calls off what was to happen, also what somebody else asked for. What has happened, or failed, stays as it is. */
export async function cancelSchedule(ctx: Context, entryId: string, scheduleId: string): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    authoriseKind(ctx.actor, 'schedule')
    const entry = await getReadableEntry(ctx, tx, entryId)
    authorise(ctx.actor, 'schedule', entry)
    const schedule = isUuid(scheduleId) ? await tx.schedules.lock(scheduleId) : null
    if (schedule === null || schedule.entryId !== entry.id) throw new Refusal('not_found', 'There is no such schedule')
    if (schedule.state === 'cancelled') return
    if (schedule.state !== 'pending') throw new Refusal('already_done', 'This schedule has run already')
    await tx.schedules.cancel(schedule.id)
    await tx.jobs.remove(schedule.id)
    await recordAudit(ctx, tx, {
      action: 'schedule.cancel',
      target: { kind: 'schedule', id: schedule.id },
      before: { entry: entry.id, action: schedule.action, at: schedule.at.toISOString() },
    })
  })
}
