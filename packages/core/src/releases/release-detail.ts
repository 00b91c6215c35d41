import type { ReleaseItemRow, ReleaseRow, Tables } from '@verso/data'
import { type ActorName, actorNames } from '../actor-names.ts'

/** A release with what is needed to show it. */
export interface ReleaseDetail {
  row: ReleaseRow
  itemCount: number
  names: ReadonlyMap<string, ActorName>
}

export interface ReleaseWithItems extends ReleaseDetail {
  items: ReleaseItemRow[]
}

export async function releaseDetails(tables: Tables, rows: readonly ReleaseRow[]): Promise<ReleaseDetail[]> {
  if (rows.length === 0) return []
  const counts = await tables.releases.countItems(rows.map(({ id }) => id))
  const names = await actorNames(
    tables,
    rows.flatMap((row) => [row.createdById, row.publishedById, row.revertedById]),
  )
  return rows.map((row) => ({ row, itemCount: counts.get(row.id) ?? 0, names }))
}

export async function releaseWithItems(tables: Tables, row: ReleaseRow): Promise<ReleaseWithItems> {
  const [detail] = await releaseDetails(tables, [row])
  if (detail === undefined) throw new Error(`Release ${row.id} could not be completed`)
  return { ...detail, items: await tables.releases.items(row.id) }
}

/** The release as this transaction has made it. */
export async function changedRelease(tables: Tables, releaseId: string): Promise<ReleaseWithItems> {
  const row = await tables.releases.find(releaseId)
  if (row === null) throw new Error(`Release ${releaseId} vanished while it was locked`)
  return releaseWithItems(tables, row)
}
