import type { Content } from '@verso/model'
import type { Connection } from '../connection.ts'

export type RevisionKind = 'save' | 'autosave' | 'restore' | 'import' | 'schedule' | 'merge'

export interface RevisionRow {
  entryId: string
  number: number
  kind: RevisionKind
  content: Content
  /** The model version in whose form the content is. */
  modelVersion: number
  /** Ids of the fields (with `/locale` where localised) that differ from the revision before. */
  changed: string[]
  note: string | null
  byId: string | null
  at: Date
}

/** What a save says of the revision that it makes; its content is the draft's, its model version the present one. */
export type RevisionInput = Omit<RevisionRow, 'entryId' | 'content' | 'modelVersion'>

export interface Revisions {
  find: (entryId: string, number: number) => Promise<RevisionRow | null>
  /** Newest first, without content. `before` is a revision number. */
  list: (
    entryId: string,
    page: { limit: number; before?: number },
  ) => Promise<(Omit<RevisionRow, 'content' | 'modelVersion'> & { publishedSeqs: bigint[] })[]>
}

/** Every saved state of an entry. Rows are added with the draft that they are a copy of, and never rewritten. */
export function revisionsTable({ prisma, query }: Connection): Revisions {
  return {
    async find(entryId, number) {
      const row = await prisma.revision.findUnique({ where: { entryId_number: { entryId, number } } })
      return row === null ? null : { ...row, kind: row.kind as RevisionKind, content: row.content as Content }
    },
    async list(entryId, { limit, before }) {
      const rows = await query<Listed>(listRevisions, [entryId, before ?? null, limit])
      return rows.map((row) => ({ ...row, publishedSeqs: row.publishedSeqs.map(BigInt) }))
    },
  }
}

type Listed = Omit<RevisionRow, 'content' | 'modelVersion'> & { publishedSeqs: string[] }

const listRevisions = `
  select r."entryId", r.number, r.kind, r.changed, r.note, r."byId", r.at,
    array(select distinct p."validFrom" from "Publication" p where p."entryId" = r."entryId" and p.revision = r.number order by 1)::text[] as "publishedSeqs"
  from "Revision" r
  where r."entryId" = $1::uuid and ($2::int is null or r.number < $2)
  order by r.number desc
  limit $3::int`
