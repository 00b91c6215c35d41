import type { Content } from '@verso/model'
import type { Connection } from '../connection.ts'
import { readRevisions } from '../history/read-revisions.ts'
import type { RevisionRow } from '../history/revision-row.ts'
import type { Translations } from './draft-locales.ts'

/** Where a scan goes on: after this row. */
export interface ScanCursor {
  entryId: string
  /** Of a revision its number, of a publication its id. */
  at: string
}

/** A saved state with all that a plan needs to know of it. */
export interface ScannedRevision {
  entryId: string
  number: number
  content: Content
  modelVersion: number
  isDraft: boolean
  /** Locales in which readers have this very state now. */
  publishedIn: string[]
  title: Record<string, string>
}

export interface ScannedDraft {
  entryId: string
  number: number
  content: Content
  modelVersion: number
  translations: Translations
}

/** A publication, valid or ended, with the revision that it was made of. */
export interface ScannedPublication {
  id: string
  entryId: string
  locale: string
  revision: number
  content: Content
  modelVersion: number
  revisedAt: Date
  createdAt: Date
  publishedAt: Date
  publishedById: string | null
  validFrom: bigint
  isHead: boolean
}

export interface EntryScan {
  revisions: (typeId: string, page: { after: ScanCursor | null; limit: number }) => Promise<ScannedRevision[]>
  drafts: (typeId: string, page: { after: ScanCursor | null; limit: number }) => Promise<ScannedDraft[]>
  publications: (typeId: string, page: { after: ScanCursor | null; limit: number }) => Promise<ScannedPublication[]>
  /** Published entries whose value of a field another one holds in the same language, up to a thousand. */
  duplicates: (typeId: string, fieldId: string) => Promise<{ entryId: string; title: Record<string, string>; value: string }[]>
  /** Says what there is of some types: equal texts mean that nothing was saved, published, unpublished or purged in between. */
  fingerprint: (typeIds: string[]) => Promise<string>
}

const noId = '00000000-0000-0000-0000-000000000000'

/** Everything of a type, page by page in the order of entry ids, so that a hundred thousand entries are never in memory at once. */
export function entryScan(connection: Connection): EntryScan {
  const { query } = connection
  return {
    async revisions(typeId, { after, limit }) {
      const page = [typeId, after?.entryId ?? noId, Number(after?.at ?? 0), limit]
      const rows = await query<WithoutContent<ScannedRevision>>(revisionPage, page)
      return withContents(connection, rows, (row) => row.number)
    },
    async drafts(typeId, { after, limit }) {
      const rows = await query<WithoutContent<ScannedDraft>>(draftPage, [typeId, after?.entryId ?? noId, limit])
      return withContents(connection, rows, (row) => row.number)
    },
    async publications(typeId, { after, limit }) {
      const page = [typeId, after?.entryId ?? noId, after?.at ?? noId, limit]
      const rows = await query<WithoutContent<ScannedPublication>>(publicationPage, page)
      return withContents(connection, rows, (row) => row.revision)
    },
    duplicates: (typeId, fieldId) => query(duplicates, [typeId, fieldId]),
    async fingerprint(typeIds) {
      const [row] = await query<{ print: string }>(fingerprint, [typeIds])
      return row?.print ?? ''
    },
  }
}

type WithoutContent<Row extends { content: Content; modelVersion: number }> = Omit<Row, 'content' | 'modelVersion'>

/** Rows of a page with the contents of the revisions that they name: one statement more, which reads each chain of deltas once. */
async function withContents<Row extends { entryId: string }>(
  connection: Connection,
  rows: readonly Row[],
  numberOf: (row: Row) => number,
): Promise<(Row & Pick<RevisionRow, 'content' | 'modelVersion'>)[]> {
  const keys = rows.map((row) => ({ entryId: row.entryId, number: numberOf(row) }))
  const found = new Map((await readRevisions(connection, keys)).map((row) => [`${row.entryId} ${row.number}`, row]))
  return rows.map((row) => {
    const revision = found.get(`${row.entryId} ${numberOf(row)}`)
    if (revision === undefined) throw new Error(`Entry ${row.entryId} has no revision ${numberOf(row)}`)
    return { ...row, content: revision.content, modelVersion: revision.modelVersion }
  })
}

const revisionPage = `
  select r."entryId", r.number, r.number = e.revision as "isDraft", d.title,
    array(select p.locale from "Publication" p where p."entryId" = e.id and p.revision = r.number and p."validTo" is null order by 1) as "publishedIn"
  from "Entry" e join "Draft" d on d."entryId" = e.id join "Revision" r on r."entryId" = e.id
  where e."typeId" = $1::uuid and e.id >= $2::uuid and (e.id > $2::uuid or r.number > $3::int)
  order by e.id, r.number limit $4::int`

const draftPage = `
  select e.id as "entryId", e.revision as number, d.translations
  from "Entry" e join "Draft" d on d."entryId" = e.id
  where e."typeId" = $1::uuid and e.id > $2::uuid
  order by e.id limit $3::int`

const publicationPage = `
  select p.id, p."entryId", p.locale, p.revision, r.at as "revisedAt", p."createdAt", p."publishedAt", p."publishedById",
    p."validFrom", p."validTo" is null as "isHead"
  from "Entry" e join "Publication" p on p."entryId" = e.id join "Revision" r on r."entryId" = p."entryId" and r.number = p.revision
  where e."typeId" = $1::uuid and e.id >= $2::uuid and (e.id > $2::uuid or p.id > $3::uuid) and not p.compacted
  order by e.id, p.id limit $4::int`

const duplicates = `
  select "entryId", title, value from (
    select p."entryId", d.title, p.values ->> $2::text as value, count(*) over (partition by p.locale, p.values -> $2::text) as holders
    from "Publication" p join "Draft" d on d."entryId" = p."entryId"
    where p."typeId" = $1::uuid and p."validTo" is null and p.values ? $2::text
  ) held where holders > 1 order by value, "entryId" limit 1000`

// Sums and greatest values change with every save and publish, since revisions and numbers of the log only grow.
const fingerprint = `
  select concat_ws(' ',
    (select concat_ws(' ', count(*), sum(revision), count("trashedAt"), max("updatedAt")) from "Entry" where "typeId" = any($1::uuid[])),
    (select concat_ws(' ', count(*), sum("validFrom"), max("validFrom")) from "Publication" where "typeId" = any($1::uuid[]) and "validTo" is null)
  ) as print`
