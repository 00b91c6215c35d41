import type { Connection } from '../connection.ts'
import { entriesToPrune, pruneEntry, type PrunePage, type Retention } from '../history/prune-revisions.ts'
import { readRevisions, type RevisionKey } from '../history/read-revisions.ts'
import type { RevisionKind, RevisionRow } from '../history/revision-row.ts'
import type { Content } from '@verso/model'

/** What a save says of the revision that it makes; its content is the draft's, its model version the present one. */
export interface RevisionInput extends Omit<RevisionRow, 'entryId' | 'content' | 'modelVersion'> {
  /** What the draft said until now, from which a delta is made; null writes the content whole. */
  before: Content | null
  /** What kind of actor saves, for endpoints that are told of it. */
  byKind?: string
}

/** A revision as histories list it. */
export type ListedRevision = Omit<RevisionRow, 'content' | 'modelVersion'> & { publishedSeqs: bigint[] }

interface RevisionPage {
  limit: number
  /** Only those with a lower number. */
  before?: number
  /** Folds autosaves into the revision after them. */
  group?: boolean
}

export interface Revisions {
  /** One statement, however long the history. */
  find: (entryId: string, number: number) => Promise<RevisionRow | null>
  /** The same for many, in no particular order; absent ones are left out. One statement. */
  findMany: (keys: readonly RevisionKey[]) => Promise<RevisionRow[]>
  /** Of which kind the newest revision of each entry is. */
  newestKinds: (entryIds: string[]) => Promise<Map<string, RevisionKind>>
  /** One as the list has it. */
  findListed: (entryId: string, number: number) => Promise<ListedRevision | null>
  /** Newest first, without content. */
  list: (entryId: string, page: RevisionPage) => Promise<ListedRevision[]>
  /** From a page of the entries of a type, those with revisions that nothing keeps. `next` is the entry to go on after. */
  entriesToPrune: (page: PrunePage) => Promise<{ entryIds: string[]; next: string | null }>
}

export interface RevisionsInTransaction extends Revisions {
  /** Gives a revision a name, or takes it away. */
  name: (entryId: string, number: number, note: string | null) => Promise<void>
  /** Removes what nothing keeps of an entry's history; gives the numbers. The caller holds the entry. */
  prune: (entryId: string, retention: Retention) => Promise<number[]>
}

/** Every saved state of an entry. Rows are added with the draft that they are a copy of; what they say is never rewritten. */
export function revisionsTable(connection: Connection): RevisionsInTransaction {
  const { prisma, query } = connection

  async function list(entryId: string, { limit, before, group = false }: RevisionPage): Promise<ListedRevision[]> {
    const rows = await query<Listed>(listRevisions, [entryId, before ?? null, limit, group])
    return rows.map((row) => ({ ...row, publishedSeqs: row.publishedSeqs.map(BigInt) }))
  }

  return {
    list,
    async findListed(entryId, number) {
      const [row] = await list(entryId, { limit: 1, before: number + 1 })
      return row?.number === number ? row : null
    },
    find: async (entryId, number) => (await readRevisions(connection, [{ entryId, number }]))[0] ?? null,
    findMany: (keys) => readRevisions(connection, keys),
    async newestKinds(entryIds) {
      const rows = await query<{ entryId: string; kind: RevisionKind }>(findNewestKinds, [entryIds])
      return new Map(rows.map((row) => [row.entryId, row.kind]))
    },
    entriesToPrune: (page) => entriesToPrune(connection, page),
    async name(entryId, number, note) {
      await prisma.revision.update({
        where: { entryId_number: { entryId, number } },
        data: { note, named: note !== null },
        select: { number: true },
      })
    },
    prune: (entryId, retention) => pruneEntry(connection, entryId, retention),
  }
}

type Listed = Omit<ListedRevision, 'publishedSeqs'> & { publishedSeqs: string[] }

// An autosave belongs to the revision after it; the newest revision of all stands for itself.
const isFolded = `r.kind = 'autosave' and exists (select from "Revision" n where n."entryId" = r."entryId" and n.number > r.number)`
const revisionBefore = `select max(s.number) from "Revision" s where s."entryId" = r."entryId" and s.number < r.number and s.kind <> 'autosave'`

const findNewestKinds = `
  select r."entryId", r.kind from "Entry" e join "Revision" r on r."entryId" = e.id and r.number = e.revision where e.id = any($1::uuid[])`

const listRevisions = `
  select r."entryId", r.number, r.kind, r.note, r."byId", r.at,
    case when $4::boolean then array(
      select distinct path from "Revision" f, unnest(f.changed) path
      where f."entryId" = r."entryId" and f.number <= r.number and f.number > coalesce((${revisionBefore}), 0)
      order by 1
    ) else r.changed end as changed,
    array(select distinct p."validFrom" from "Publication" p where p."entryId" = r."entryId" and p.revision = r.number order by 1)::text[] as "publishedSeqs"
  from "Revision" r
  where r."entryId" = $1::uuid and ($2::int is null or r.number < $2) and not ($4::boolean and ${isFolded})
  order by r.number desc
  limit $3::int`
