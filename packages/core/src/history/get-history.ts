import type { SnapshotRow } from '@verso/data'
import { type ActorName, actorNames } from '../actor-names.ts'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { type CompactionState, findCompaction, historyDays } from './history-settings.ts'

export interface HistoryState {
  /** From here on every point can be read. */
  horizon: bigint
  /** Days for which every point is kept; null for ever. */
  historyDays: number | null
  /** The last compaction; null where there was none. */
  compaction: CompactionState | null
}

/** How far back everything can be read, and what was done about it last. */
export async function getHistory(ctx: Context): Promise<HistoryState> {
  authoriseManage(ctx.actor, 'settings')
  return {
    horizon: await ctx.store.history.horizon(),
    historyDays: await historyDays(ctx.store),
    compaction: await findCompaction(ctx.store),
  }
}

/** A point that has a name, and who gave it. */
export interface Snapshot extends SnapshotRow {
  createdBy: ActorName | null
}

/** The points that have a name, newest first. */
export async function listSnapshots(ctx: Context): Promise<Snapshot[]> {
  authoriseManage(ctx.actor, 'settings')
  return withNames(ctx, await ctx.store.history.snapshots())
}

export async function withNames(ctx: Context, rows: readonly SnapshotRow[]): Promise<Snapshot[]> {
  const names = await actorNames(
    ctx.store,
    rows.map(({ createdById }) => createdById),
  )
  return rows.map((row) => ({ ...row, createdBy: row.createdById === null ? null : (names.get(row.createdById) ?? null) }))
}
