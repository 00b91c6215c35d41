import type { Content } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'

export interface WorkingCopyRow {
  entryId: string
  byId: string
  /** The revision that it began from. */
  baseRevision: number
  content: Content
  /** The model version in whose form the content is. */
  modelVersion: number
  savedAt: Date
}

export interface WorkingCopies {
  find: (entryId: string, byId: string) => Promise<WorkingCopyRow | null>
}

export interface WorkingCopiesInTransaction extends WorkingCopies {
  /** In place of the one that there was. */
  put: (copy: WorkingCopyRow) => Promise<void>
  remove: (entryId: string, byId: string) => Promise<void>
}

/** What people wrote without saving it: one for each entry and person at most. It goes with its entry. */
export function workingCopiesTable({ prisma, post }: Connection): WorkingCopiesInTransaction {
  return {
    async find(entryId, byId) {
      const row = await prisma.workingCopy.findUnique({ where: { entryId_byId: { entryId, byId } } })
      return row === null ? null : { ...row, content: row.content as Content }
    },
    async put({ entryId, byId, ...copy }) {
      const columns = { ...copy, content: jsonIn(copy.content) }
      await prisma.workingCopy.upsert({
        where: { entryId_byId: { entryId, byId } },
        create: { entryId, byId, ...columns },
        update: columns,
        select: { entryId: true },
      })
    },
    async remove(entryId, byId) {
      await post('delete from "WorkingCopy" where "entryId" = $1::uuid and "byId" = $2::uuid', [entryId, byId])
    },
  }
}
