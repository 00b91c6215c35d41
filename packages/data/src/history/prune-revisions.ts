import type { Connection } from '../connection.ts'
import { rewriteRevisions } from './rewrite-revisions.ts'

/** Which revisions of an entry are kept: the newest of them, and those saved since then; one reason is enough. */
export interface Retention {
  newest: number
  since: Date
}

/** A page of the entries of a type, in the order of their ids. */
export interface PrunePage {
  typeId: string
  retention: Retention
  after: string | null
  limit: number
}

/** What keeps revision `r` of entry `e` however old it is: conditions in SQL. Whatever else names a revision adds its own. */
const keepers = [
  `r.number = e.revision`,
  `r.named`,
  // What ended is read at points in time, and derived again when the model changes.
  `exists (select from "Publication" p where p."entryId" = e.id and p.revision = r.number)`,
  `exists (select from "ReleaseItem" i where i."entryId" = e.id and i.revision = r.number)`,
  `exists (select from "Schedule" s where s."entryId" = e.id and s.revision = r.number and s.state = 'pending')`,
  `exists (select from "WorkingCopy" w where w."entryId" = e.id and w."baseRevision" = r.number)`,
]

/** Which entries of a page have revisions that nothing keeps. `next` is the entry to go on after, null at the end. */
export async function entriesToPrune(
  { query }: Pick<Connection, 'query'>,
  { typeId, retention, after, limit }: PrunePage,
): Promise<{ entryIds: string[]; next: string | null }> {
  const { newest, since } = retention
  const rows = await query<{ id: string; isPrunable: boolean }>(findEntries, [newest, since, typeId, after, limit])
  return {
    entryIds: rows.filter((row) => row.isPrunable).map((row) => row.id),
    next: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
  }
}

/** Removes the revisions of an entry that nothing keeps; gives their numbers. The caller holds the entry. */
export async function pruneEntry({ query }: Pick<Connection, 'query'>, entryId: string, { newest, since }: Retention): Promise<number[]> {
  const rows = await query<{ number: number; frame: number }>(findRevisions, [newest, since, entryId])
  const gone = new Set(rows.map((row) => row.number))
  const frames = [...new Set(rows.map((row) => row.frame))]
  await rewriteRevisions({ query }, { entryId, frames }, ({ number, content }) => (gone.has(number) ? null : content))
  return [...gone]
}

function prunable(entries: string): string {
  return `
    select r."entryId", r.number, r.frame
    from (
      select v.*, row_number() over (partition by v."entryId" order by v.number desc) as place from "Revision" v where v."entryId" in (${entries})
    ) r join "Entry" e on e.id = r."entryId"
    where r.place > $1::int and r.at < $2::timestamptz and not (${keepers.join(' or ')})`
}

const findRevisions = `${prunable('select $3::uuid')} order by r.number`

const findEntries = `
  with page as (
    select id from "Entry" where "typeId" = $3::uuid and ($4::uuid is null or id > $4::uuid) order by id limit $5::int
  ), prunable as (${prunable('select id from page')})
  select page.id, exists (select from prunable where prunable."entryId" = page.id) as "isPrunable" from page order by page.id`
