import type { Connection } from '../connection.ts'

export interface ImportKeyRow {
  source: string
  key: string
  entryId: string | null
  mediaId: string | null
  /** Hash of what was imported; the same hash again means nothing to do. */
  hash: string
}

export interface Imports {
  find: (source: string, keys: string[]) => Promise<ImportKeyRow[]>
  /** Adds the rows, or writes them over those with the same source and key. */
  put: (rows: ImportKeyRow[]) => Promise<void>
}

/** Where imported things came from, so that a second import finds them again. */
export function importsTable({ prisma, query }: Connection): Imports {
  return {
    find: (source, keys) => prisma.importKey.findMany({ where: { source, key: { in: keys } } }),
    async put(rows) {
      if (rows.length > 0) await query(putRows, [JSON.stringify(rows)])
    },
  }
}

const putRows = `
  insert into "ImportKey" (source, key, "entryId", "mediaId", hash)
  select source, key, "entryId", "mediaId", hash
  from json_to_recordset($1::json) as r (source text, key text, "entryId" uuid, "mediaId" uuid, hash text)
  on conflict (source, key) do update set "entryId" = excluded."entryId", "mediaId" = excluded."mediaId", hash = excluded.hash`
