import type { PublishedMedia } from './reads.ts'
import type { Source } from './source.ts'

/** What readers see of some files at a `seq`, by id. */
export async function readMedia({ query }: Source, ids: string[], seq: bigint): Promise<Map<string, PublishedMedia>> {
  const rows = await query<PublishedMedia>(mediaAt, [ids, seq.toString()])
  return new Map(rows.map((row) => [row.id, row]))
}

// Bytes fit a double: a file of 9 petabytes isn't expected.
const mediaAt = `
  select v."mediaId" as id, v.filename, v."mimeType", v.bytes::float8 as bytes, v.sha256, v.width, v.height,
    v.facts, v.alt, v.caption, v."focalPoint", v.crop, v.tags, v."folderId", v."isPrivate", v."sourceUrl"
  from "MediaVersion" v
  where v."mediaId" = any($1::uuid[]) and v."validFrom" <= $2::bigint and (v."validTo" is null or v."validTo" > $2::bigint)`
