import type { SchedulePage, ScheduleState } from '@verso/data'
import { isUuid } from '@verso/model'
import { authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { entryTitle } from '../entries/entry-title.ts'
import { getReadableEntry } from '../entries/get-readable-entry.ts'
import { readableEntry } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { seenDrafts } from '../rights/row-rights.ts'
import { type ScheduleDetail, scheduleDetails } from './schedule-detail.ts'

export const scheduleStates = ['pending', 'done', 'failed', 'cancelled'] as const satisfies readonly ScheduleState[]

/** A schedule with what it is about, for lists over all entries. */
export interface ScheduleOfEntry extends ScheduleDetail {
  typeName: string
  title: string
}

export interface ScheduleQuery {
  from: Date | null
  to: Date | null
  state: ScheduleState | null
  after: string | undefined
  limit: number
}

/** Everything that is, was or should have been scheduled of an entry, in the order of the times. */
export async function listEntrySchedules(ctx: Context, entryId: string): Promise<ScheduleDetail[]> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  return scheduleDetails(ctx.store, await ctx.store.schedules.ofEntries([entry.id], scheduleStates))
}

export async function getSchedule(ctx: Context, entryId: string, scheduleId: string): Promise<ScheduleDetail> {
  const found = (await listEntrySchedules(ctx, entryId)).find(({ row }) => row.id === scheduleId)
  if (found === undefined) throw new Refusal('not_found', 'There is no such schedule')
  return found
}

/** The schedules of all entries that the asker may read, in the order of their times. */
export async function listSchedules(ctx: Context, query: ScheduleQuery): Promise<{ schedules: ScheduleOfEntry[]; next: string | null }> {
  authoriseKind(ctx.actor, 'read')
  const { from, to, state, limit } = query
  const after = query.after === undefined ? null : readCursor(query.after)
  const { schedules, more } = await findSchedules(ctx, { from, to, states: state === null ? scheduleStates : [state], after, limit })
  const last = schedules.at(-1)?.row
  return { schedules, next: more && last !== undefined ? `${last.at.toISOString()}_${last.id}` : null }
}

/** A page of schedules of entries that the actor may read, with what they are about. */
export async function findSchedules(
  ctx: Context,
  page: Omit<SchedulePage, 'scope'>,
): Promise<{ schedules: ScheduleOfEntry[]; more: boolean }> {
  const model = await ctx.model()
  const { rows, more } = await ctx.store.schedules.list({ ...page, scope: seenDrafts(ctx.actor, model, ctx.now()) })
  const details = await scheduleDetails(ctx.store, rows)
  const entries = new Map((await ctx.store.entries.findMany([...new Set(rows.map((row) => row.entryId))])).map((row) => [row.id, row]))
  const schedules = details.flatMap((detail): ScheduleOfEntry[] => {
    const entry = entries.get(detail.row.entryId)
    const type = model.types.find((candidate) => candidate.id === entry?.typeId)
    if (entry === undefined || type === undefined) return []
    const shown = readableEntry(ctx.actor, type, entry)
    return [{ ...detail, typeName: type.name, title: entryTitle(shown.type, shown.content, model.locales) }]
  })
  return { schedules, more }
}

function readCursor(text: string): { at: Date; id: string } {
  const [time = '', id = ''] = text.split('_')
  const at = new Date(time)
  if (Number.isNaN(at.getTime()) || !isUuid(id)) throw new Refusal('cursor_invalid', 'This cursor is damaged')
  return { at, id }
}
