import type { Connection } from '../connection.ts'

export type ReleaseState = 'open' | 'published' | 'reverted' | 'failed'
export type ReleaseAction = 'publish' | 'unpublish' | 'trash'

export interface ReleaseRow {
  id: string
  name: string
  description: string | null
  state: ReleaseState
  /** When it is to be published by itself; null for one that waits for somebody. */
  publishAt: Date | null
  timeZone: string | null
  /** Who asked for that, in whose name and with whose rights it happens. */
  scheduledByKind: 'user' | 'token' | 'system' | null
  scheduledById: string | null
  /** Why it couldn't be published when it was due. */
  reason: string | null
  seq: bigint | null
  publishedAt: Date | null
  publishedById: string | null
  revertSeq: bigint | null
  revertedAt: Date | null
  revertedById: string | null
  createdAt: Date
  createdById: string | null
  updatedAt: Date
}

export interface ReleaseItemRow {
  id: string
  releaseId: string
  entryId: string
  action: ReleaseAction
  /** Empty: all that the action can be about. */
  locales: string[]
  /** The revision to publish; null for the draft as it is then. */
  revision: number | null
  createdAt: Date
  createdById: string | null
}

export interface Releases {
  find: (id: string) => Promise<ReleaseRow | null>
  /** Newest first; `after` is the id of the last one of the page before. */
  list: (page: ReleasePage) => Promise<ReleaseRow[]>
  /** Those that are to be published by themselves by a moment, in the order of their times. */
  until: (at: Date) => Promise<ReleaseRow[]>
  countItems: (releaseIds: string[]) => Promise<Map<string, number>>
  /** In the order in which they were added. */
  items: (releaseId: string) => Promise<ReleaseItemRow[]>
}

interface ReleasePage {
  limit: number
  after?: string | undefined
}

export interface ReleasesInTransaction extends Releases {
  /** The row, locked until the transaction ends: what is done to a release is done by one at a time. */
  lock: (id: string) => Promise<ReleaseRow | null>
  create: (row: ReleaseRow) => Promise<void>
  change: (id: string, columns: Partial<Omit<ReleaseRow, 'id'>>) => Promise<void>
  remove: (id: string) => Promise<void>
  addItems: (rows: ReleaseItemRow[]) => Promise<void>
  removeItems: (releaseId: string, itemIds: string[]) => Promise<number>
  /** True when a release is to be published by now, by the database's clock. */
  isDue: (id: string) => Promise<boolean>
}

/** Releases, and what each is about. What they did is told by the log alone. */
export function releasesTable({ prisma, query }: Connection): ReleasesInTransaction {
  return {
    async find(id) {
      return toRow(await prisma.release.findUnique({ where: { id } }))
    },
    async list({ limit, after }) {
      const rows = await prisma.release.findMany({
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
        take: limit,
      })
      return rows.flatMap((row) => toRow(row) ?? [])
    },
    async until(at) {
      const rows = await prisma.release.findMany({
        where: { state: 'open', publishAt: { lte: at } },
        orderBy: [{ publishAt: 'asc' }, { id: 'asc' }],
      })
      return rows.flatMap((row) => toRow(row) ?? [])
    },
    async countItems(releaseIds) {
      const rows = await query<{ releaseId: string; total: number }>(countItems, [releaseIds])
      return new Map(rows.map((row) => [row.releaseId, row.total]))
    },
    async items(releaseId) {
      const rows = await prisma.releaseItem.findMany({ where: { releaseId }, orderBy: { position: 'asc' }, omit: { position: true } })
      return rows.map((row) => ({ ...row, action: row.action as ReleaseAction }))
    },
    async lock(id) {
      await query('select id from "Release" where id = $1::uuid for update', [id])
      return toRow(await prisma.release.findUnique({ where: { id } }))
    },
    async create(row) {
      await prisma.release.create({ data: row, select: { id: true } })
    },
    async change(id, columns) {
      await prisma.release.update({ where: { id }, data: columns, select: { id: true } })
    },
    async remove(id) {
      await prisma.release.delete({ where: { id }, select: { id: true } })
    },
    async addItems(rows) {
      if (rows.length > 0) await query(addItems, [JSON.stringify(rows)])
    },
    async removeItems(releaseId, itemIds) {
      const { count } = await prisma.releaseItem.deleteMany({ where: { releaseId, id: { in: itemIds } } })
      return count
    },
    async isDue(id) {
      const [row] = await query<{ isDue: boolean }>('select "publishAt" <= now() as "isDue" from "Release" where id = $1::uuid', [id])
      return row?.isDue === true
    },
  }
}

type Stored = Omit<ReleaseRow, 'state' | 'scheduledByKind'> & { state: string; scheduledByKind: string | null }

function toRow(row: Stored | null): ReleaseRow | null {
  if (row === null) return null
  return { ...row, state: row.state as ReleaseState, scheduledByKind: row.scheduledByKind as ReleaseRow['scheduledByKind'] }
}

const countItems = `
  select "releaseId", count(*)::int as total from "ReleaseItem" where "releaseId" = any($1::uuid[]) group by "releaseId"`

const addItems = `
  insert into "ReleaseItem" (id, "releaseId", "entryId", action, locales, revision, "createdAt", "createdById")
  select id, "releaseId", "entryId", action, array(select json_array_elements_text(locales)), revision, "createdAt", "createdById"
  from json_to_recordset($1::json) as r (id uuid, "releaseId" uuid, "entryId" uuid, action text, locales json, revision int, "createdAt" timestamptz, "createdById" uuid)`
