import type { Connection } from '../connection.ts'
import { readRevisions } from '../history/read-revisions.ts'
import type { RevisionRow } from '../history/revision-row.ts'
import type { Content } from '@verso/model'

/** What a save says of the revision that it makes; its content is the draft's, its model version the present one. */
export interface RevisionInput extends Omit<RevisionRow, 'entryId' | 'content' | 'modelVersion'> {
  /** What the draft said until now, from which a delta is made; null writes the content whole. */
  before: Content | null
}

/** A revision as histories list it. */
export type ListedRevision = Omit<RevisionRow, 'content' | 'modelVersion'> & { publishedSeqs: bigint[] }

export interface Revisions {
  /** One statement, however long the history. */
  find: (entryId: string, number: number) => Promise<RevisionRow | null>
  /** When a revision was saved. */
  findTime: (entryId: string, number: number) => Promise<Date | null>
  /** Newest first, without content. `before` is a revision number. */
  list: (entryId: string, page: { limit: number; before?: number }) => Promise<ListedRevision[]>
}

/** Every saved state of an entry. Rows are added with the draft that they are a copy of, and never rewritten. */
export function revisionsTable(connection: Connection): Revisions {
  const { prisma, query } = connection
  return {
    find: async (entryId, number) => (await readRevisions(connection, [{ entryId, number }]))[0] ?? null,
    async findTime(entryId, number) {
      const row = await prisma.revision.findUnique({ where: { entryId_number: { entryId, number } }, select: { at: true } })
      return row?.at ?? null
    },
    async list(entryId, { limit, before }) {
      const rows = await query<Listed>(listRevisions, [entryId, before ?? null, limit])
      return rows.map((row) => ({ ...row, publishedSeqs: row.publishedSeqs.map(BigInt) }))
    },
  }
}

type Listed = Omit<ListedRevision, 'publishedSeqs'> & { publishedSeqs: string[] }

const listRevisions = `
  select r."entryId", r.number, r.kind, r.changed, r.note, r."byId", r.at,
    array(select distinct p."validFrom" from "Publication" p where p."entryId" = r."entryId" and p.revision = r.number order by 1)::text[] as "publishedSeqs"
  from "Revision" r
  where r."entryId" = $1::uuid and ($2::int is null or r.number < $2)
  order by r.number desc
  limit $3::int`
