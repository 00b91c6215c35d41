import type { Connection } from '../connection.ts'
import { refold, type RevisionChange, type StoredContent } from './revision-chain.ts'

/**
 * Writes chains of an entry's history again, those that begin from these key frames: revisions that go are taken out, the others keep their
 * numbers. One chain at a time is in memory. The caller holds the entry.
 */
export async function rewriteRevisions(
  { query }: Pick<Connection, 'query'>,
  { entryId, frames }: { entryId: string; frames: readonly number[] },
  change: RevisionChange,
): Promise<void> {
  for (const frame of frames) {
    const chain = await query<StoredContent>(readChain, [entryId, frame])
    await query(writeChain, [entryId, frame, JSON.stringify(refold(chain, change))])
  }
}

const readChain = `
  select number, content, delta from "Revision" where "entryId" = $1::uuid and frame = $2::int order by number`

const writeChain = `
  with rows as (
    select * from json_to_recordset($3::json) as r (number int, frame int, content jsonb, delta text)
  ), gone as (
    delete from "Revision" v where v."entryId" = $1::uuid and v.frame = $2::int and v.number not in (select number from rows)
  )
  update "Revision" v set content = r.content, delta = r.delta, frame = r.frame from rows r
  where v."entryId" = $1::uuid and v.number = r.number and (v.frame, v.delta, v.content) is distinct from (r.frame, r.delta, r.content)`
