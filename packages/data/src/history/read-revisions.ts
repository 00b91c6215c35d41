import type { Connection } from '../connection.ts'
import { type StoredContent, unfold } from './revision-chain.ts'
import type { RevisionRow } from './revision-row.ts'

/** Names a revision. */
export interface RevisionKey {
  entryId: string
  number: number
}

type StoredRevision = Omit<RevisionRow, 'content'> & StoredContent

/** Revisions with their contents, by entry and number; what doesn't exist is left out. One statement for one or many. */
export async function readRevisions({ query }: Pick<Connection, 'query'>, keys: readonly RevisionKey[]): Promise<RevisionRow[]> {
  if (keys.length === 0) return []
  const wanted = new Set(keys.map(nameOf))
  const rows = await query<StoredRevision>(chains, [keys.map((key) => key.entryId), keys.map((key) => key.number)])
  return unfold(rows, (row) => wanted.has(nameOf(row))).map(({ delta: _, ...row }) => row)
}

function nameOf({ entryId, number }: RevisionKey): string {
  return `${entryId} ${number}`
}

// From each key frame to the last revision wanted of those that begin from it, each row once.
const chains = `
  with wanted as (
    select r."entryId", r.frame, max(r.number) as last
    from unnest($1::uuid[], $2::int[]) as w ("entryId", number) join "Revision" r on r."entryId" = w."entryId" and r.number = w.number
    group by r."entryId", r.frame
  )
  select r."entryId", r.number, r.kind, r.content, r.delta, r."modelVersion", r.changed, r.note, r."byId", r.at
  from wanted w join "Revision" r on r."entryId" = w."entryId" and r.number between w.frame and w.last
  order by r."entryId", r.number`
