import type { Connection } from '../connection.ts'

export interface Trash {
  /** What was put there before a time, the oldest first. */
  before: (time: Date, limit: number) => Promise<string[]>
}

export interface TrashInTransaction extends Trash {
  /** Which of these entries aren't there; none of them goes there until the transaction ends. */
  keepOut: (ids: string[]) => Promise<string[]>
}

/** Entries on their way out. */
export function trashTable({ prisma, query }: Connection): TrashInTransaction {
  return {
    async before(time, limit) {
      const trashed = { trashedAt: { lt: time } }
      const inOrder = [{ trashedAt: 'asc' as const }, { id: 'asc' as const }]
      const rows = await prisma.entry.findMany({ where: trashed, orderBy: inOrder, take: limit, select: { id: true } })
      return rows.map(({ id }) => id)
    },
    async keepOut(ids) {
      const held = await query<{ id: string; isLive: boolean }>(holdShared, [ids])
      return held.filter(({ isLive }) => isLive).map(({ id }) => id)
    },
  }
}

// Others may hold them the same way at once, and change their drafts; whoever puts one into the trash waits.
const holdShared = `select id, "trashedAt" is null as "isLive" from "Entry" where id = any($1::uuid[]) order by id for key share`
