import { uuidv7 } from 'uuidv7'
import type { Connection } from '../connection.ts'
import { takenAt, takenSeq } from './log.ts'
import { isAt, pathOf } from './publication-places.ts'

/** A path by which readers knew, or know, an entry of a type in a locale. */
export interface KnownPath {
  entryId: string
  typeId: string
  locale: string
  path: string
}

/** Where readers last found these documents. One that was unpublished is left out when somebody else had its path since. */
export async function lastPaths(
  { query }: Connection,
  documents: readonly { entryId: string; locale: string }[],
): Promise<(KnownPath & { isPublic: boolean })[]> {
  return query(findLastPaths, [documents.map((one) => one.entryId), documents.map((one) => one.locale)])
}

const findLastPaths = `
  select w."entryId", w.locale, last."typeId", last.path, last."validTo" is null as "isPublic"
  from unnest($1::uuid[], $2::text[]) as w ("entryId", locale)
  cross join lateral (
    select p."typeId", ${pathOf('p')} as path, p."validTo" from "Publication" p
    where p."entryId" = w."entryId" and p.locale = w.locale order by p."validFrom" desc limit 1
  ) last
  where last.path is not null and (last."validTo" is null or not exists (
    select from "Publication" o
    where o."typeId" = last."typeId" and o.locale = w.locale and ${isAt('o', 'last.path')} and o."entryId" <> w."entryId" and o."validFrom" >= last."validTo"
  ))`

/**
 * Keeps redirects true after documents were placed: a path that is taken leads nowhere else any more, and one that was left leads
 * to its entry. They lead to entries by id, so that there are no chains, and never to a path, so that there are no loops.
 */
export async function keepRedirects(
  { post }: Connection,
  { left, taken }: { left: readonly KnownPath[]; taken: readonly KnownPath[] },
): Promise<void> {
  if (taken.length > 0) await post(endTaken, [JSON.stringify(taken)])
  if (left.length > 0) await post(leave, [JSON.stringify(left.map((one) => ({ ...one, id: uuidv7() })))])
}

const paths = 'json_to_recordset($1::json) as w (id uuid, "entryId" uuid, "typeId" uuid, locale text, path text)'
const fromTaken = `
  r."validTo" is null and r."from" = w.path and r.locale = w.locale and (r."typeId" is null or r."typeId" = w."typeId")`

// One that begins at this very `seq` was never seen by anybody.
const endTaken = `
  with unseen as (delete from "Redirect" r using ${paths} where ${fromTaken} and r."validFrom" = ${takenSeq})
  update "Redirect" r set "validTo" = ${takenSeq} from ${paths} where ${fromTaken} and r."validFrom" < ${takenSeq}`

const leave = `
  insert into "Redirect" (id, "typeId", locale, "from", "toEntryId", automatic, "createdAt", "validFrom")
  select w.id, w."typeId", w.locale, w.path, w."entryId", true, ${takenAt}, ${takenSeq}
  from ${paths}
  where not exists (select from "Publication" p where p."typeId" = w."typeId" and p.locale = w.locale and p."validTo" is null and ${isAt('p', 'w.path')})
    and not exists (select from "Redirect" r where r."from" = w.path and r.locale = w.locale and r."typeId" is null and r."validTo" is null)
  on conflict do nothing`
