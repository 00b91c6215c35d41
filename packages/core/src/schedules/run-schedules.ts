import { type ScheduleReason, type ScheduleRow, type Transaction, UnavailableError } from '@verso/data'
import type { Json } from '@verso/model'
import type { Actor, Context } from '../context.ts'
import { refusingTaken } from '../entries/refuse-publication.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { actingStore } from '../rights/acting-store.ts'
import { systemActor } from '../system-actor.ts'
import { actorOfSchedule } from './actor-of-schedule.ts'
import { changeAsScheduled } from './change-as-scheduled.ts'

/** What verbs need, but for who acts. */
export type Surroundings = Omit<Context, 'actor' | 'address' | 'requestId'>

/** These are over in a moment; the schedule is tried again. */
const passing: readonly RefusalCode[] = ['busy', 'not_yet', 'storage_full', 'too_many_requests']
const overdueAtOnce = 20

/**
 * Does what is due of an entry, in the order of the times, as the people who asked for it and with their rights of this moment. What
 * can't be done changes nothing, and stays visible with its reason. However often and by however many this is called, each schedule is
 * done once: its row is settled in the transaction of the change.
 */
export async function runSchedules(base: Surroundings, entryId: string): Promise<void> {
  let isGoingOn = true
  while (isGoingOn) {
    const next = await base.store.schedules.nextDue(entryId)
    isGoingOn = next !== null && (await runSchedule(base, next))
  }
}

/** The same for every entry with something that should have been done by now: after a time without workers, or when one hangs. */
export async function runOverdueSchedules(base: Surroundings): Promise<void> {
  const failures: unknown[] = []
  for (const entryId of await base.store.schedules.overdueEntryIds(overdueAtOnce))
    await runSchedules(base, entryId).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/** False when another worker is at this entry. */
async function runSchedule(base: Surroundings, schedule: ScheduleRow): Promise<boolean> {
  let ctx = contextOf(base, schedule, systemActor)
  try {
    ctx = contextOf(base, schedule, await actorOfSchedule(base.store, schedule, base.now()))
    return await refusingTaken(ctx, () => ctx.store.transaction((tx) => doSchedule(ctx, tx, schedule)))
  } catch (error) {
    if (error instanceof UnavailableError || (error instanceof Refusal && passing.includes(error.code))) throw error
    await failSchedule(ctx, schedule, error)
    // A bug of ours: told here once, instead of at every further try.
    if (!(error instanceof Refusal)) throw error
    return true
  }
}

/** Whatever it does is found in the audit under the id of the schedule. */
function contextOf(base: Surroundings, { id }: ScheduleRow, actor: Actor): Context {
  return { ...base, store: actingStore(base.store, actor, base.now), actor, address: null, requestId: id }
}

/** The entry is locked before the schedule's row, as by everybody: one that is called off meanwhile takes all of this back. */
async function doSchedule(ctx: Context, tx: Transaction, { id, entryId }: ScheduleRow): Promise<boolean> {
  if (!(await tx.schedules.takeTurn(entryId))) return false
  const due = await tx.schedules.nextDue(entryId)
  // Whoever had the turn before may have done it.
  if (due?.id !== id) return due !== null
  const seq = await changeAsScheduled(ctx, tx, due)
  if (!(await tx.schedules.settle(id, { state: 'done', reason: null, seq })))
    throw new Refusal('already_done', 'This schedule was called off')
  await recordAudit(ctx, tx, auditOf(due, { seq: seq === null ? null : Number(seq) }))
  return true
}

async function failSchedule(ctx: Context, schedule: ScheduleRow, error: unknown): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const reason = reasonOf(error)
    if (!(await tx.schedules.settle(schedule.id, { state: 'failed', reason, seq: null }))) return
    await recordAudit(ctx, tx, { ...auditOf(schedule, { code: reason.code, reason: reason.message }), outcome: 'refused' })
  })
}

function auditOf({ id, entryId, action, at }: ScheduleRow, outcome: { [name: string]: Json }) {
  return {
    action: 'schedule.run',
    target: { kind: 'schedule', id },
    after: { entry: entryId, action, at: at.toISOString(), ...outcome },
  }
}

/** Who holds a taken value, and what other entries are called, is left out: whoever reads the reason later may not be allowed to know. */
function reasonOf(error: unknown): ScheduleReason {
  if (!(error instanceof Refusal)) return { code: 'internal', message: 'Something went wrong on the server; its log says what' }
  const issues = error.issues.map(({ path, code, message, locale, entryId }) => ({
    code,
    message: entryId === undefined ? message : 'An entry that would be published along is not ready',
    ...(path === undefined ? {} : { path }),
    ...(locale === undefined ? {} : { locale }),
  }))
  return { code: error.code, message: error.message, ...(issues.length === 0 ? {} : { issues }) }
}
