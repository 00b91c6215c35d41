import type { ScheduleRow, Tables } from '@verso/data'
import { actorNames, type ActorName } from '../actor-names.ts'

/** A schedule with the name of the person who asked for it. */
export interface ScheduleDetail {
  row: ScheduleRow
  createdBy: ActorName | null
}

export async function scheduleDetails(tables: Tables, rows: readonly ScheduleRow[]): Promise<ScheduleDetail[]> {
  const names = await actorNames(
    tables,
    rows.map((row) => row.createdById),
  )
  return rows.map((row) => ({ row, createdBy: row.createdById === null ? null : (names.get(row.createdById) ?? null) }))
}
