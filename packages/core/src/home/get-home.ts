import type { EntryRow } from '@verso/data'
import { authoriseKind, may, ownIds } from '../authorise.ts'
import type { Context } from '../context.ts'
import { type EntryDetail, entryDetails } from '../entries/entry-detail.ts'
import { entryStatus } from '../entries/entry-status.ts'
import { seenDrafts } from '../rights/row-rights.ts'
import { findSchedules, type ScheduleOfEntry } from '../schedules/list-schedules.ts'

/** What somebody wants to know who comes in. */
export interface Home {
  /** What the asker made or changed and readers don't have yet. */
  myDrafts: EntryDetail[]
  /** What the asker scheduled and couldn't be done. */
  failedSchedules: ScheduleOfEntry[]
  comingUp: ScheduleOfEntry[]
  latelyPublished: EntryDetail[]
}

const shown = 10
/** Most of what somebody changed is public by now. */
const lookedAt = 100
const failedForMs = 30 * 86_400_000

export async function getHome(ctx: Context): Promise<Home> {
  authoriseKind(ctx.actor, 'read')
  const seen = seenDrafts(ctx.actor, await ctx.model(), ctx.now())
  const mine = await readable(ctx, await ctx.store.recent.changedBy(ownIds(ctx.actor), seen, lookedAt))
  const published = await readable(ctx, await ctx.store.recent.published(seen, lookedAt))
  const any = { to: null, after: null, limit: shown }
  const failed = await findSchedules(ctx, {
    ...any,
    from: new Date(ctx.now().getTime() - failedForMs),
    states: ['failed'],
    createdByIds: ownIds(ctx.actor),
    newestFirst: true,
  })
  const comingUp = await findSchedules(ctx, { ...any, from: null, states: ['pending'] })
  return {
    myDrafts: await entryDetails(ctx, ctx.store, mine.filter(isUnpublished).slice(0, shown)),
    failedSchedules: failed.schedules,
    comingUp: comingUp.schedules,
    latelyPublished: await entryDetails(ctx, ctx.store, published.slice(0, shown)),
  }
}

/** The entries that the actor may read, in the order of their ids. */
async function readable(ctx: Context, ids: string[]): Promise<EntryRow[]> {
  const rows = new Map((await ctx.store.entries.findMany(ids)).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? []).filter((row) => may(ctx.actor, 'read', row))
}

function isUnpublished(row: EntryRow): boolean {
  return ['draft', 'changed', 'unpublished'].includes(entryStatus(row))
}
