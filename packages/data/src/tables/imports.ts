import type { Connection } from '../connection.ts'
import { takeLock } from './take-lock.ts'

export interface ImportKeyRow {
  source: string
  key: string
  entryId: string | null
  mediaId: string | null
  /** Hash of what was imported; the same hash again means nothing to do. Empty where nothing was. */
  hash: string
}

export interface Imports {
  find: (source: string, keys: string[]) => Promise<ImportKeyRow[]>
  /** Adds the rows, or writes them over those with the same source and key. */
  put: (rows: ImportKeyRow[]) => Promise<void>
  /** Adds the rows; of two who reserve a key at once both get the id of the first. */
  reserve: (rows: Omit<ImportKeyRow, 'hash'>[]) => Promise<Omit<ImportKeyRow, 'hash'>[]>
  /** Keys of entries that something leads to, though they never came. */
  absent: (source: string, limit: number) => Promise<string[]>
  /** Forgets the keys of sources whose name begins so, from before a time; gives how many. */
  removeBefore: (prefix: string, time: Date) => Promise<number>
}

export interface ImportsInTransaction extends Imports {
  /** One batch at a time: which ids there are stays true until the transaction ends. */
  takeTurn: () => Promise<void>
  /** Which of these ids no new entry can have: they are those of entries that nobody finds, or that were erased. */
  spentIds: (ids: string[]) => Promise<string[]>
}

/** Where imported things came from, so that a second import finds them again. */
export function importsTable(connection: Connection): ImportsInTransaction {
  const { prisma, query } = connection
  return {
    find: (source, keys) =>
      query('select source, key, "entryId", "mediaId", hash from "ImportKey" where source = $1 and key = any($2::text[])', [source, keys]),
    async put(rows) {
      if (rows.length > 0) await query(putRows, [JSON.stringify(rows)])
    },
    reserve: async (rows) => (rows.length === 0 ? [] : query(reserveRows, [JSON.stringify(rows)])),
    absent: async (source, limit) => (await query<{ key: string }>(absentKeys, [source, limit])).map(({ key }) => key),
    async removeBefore(prefix, time) {
      const { count } = await prisma.importKey.deleteMany({ where: { source: { startsWith: prefix }, at: { lt: time } } })
      return count
    },
    takeTurn: () => takeLock(connection, 'imports'),
    spentIds: async (ids) => (ids.length === 0 ? [] : (await query<{ id: string }>(spentIds, [ids])).map(({ id }) => id)),
  }
}

const putRows = `
  insert into "ImportKey" (source, key, "entryId", "mediaId", hash)
  select source, key, "entryId", "mediaId", hash
  from json_to_recordset($1::json) as r (source text, key text, "entryId" uuid, "mediaId" uuid, hash text)
  on conflict (source, key) do update set "entryId" = excluded."entryId", "mediaId" = excluded."mediaId", hash = excluded.hash`

// In one order everywhere, so that two who reserve the same keys don't wait for one another.
const reserveRows = `
  insert into "ImportKey" as present (source, key, "entryId", "mediaId", hash)
  select source, key, "entryId", "mediaId", ''
  from json_to_recordset($1::json) as r (source text, key text, "entryId" uuid, "mediaId" uuid)
  order by source, key
  on conflict (source, key) do update
  set "entryId" = coalesce(present."entryId", excluded."entryId"), "mediaId" = coalesce(present."mediaId", excluded."mediaId")
  returning source, key, "entryId", "mediaId"`

const absentKeys = `
  select k.key from "ImportKey" k
  where k.source = $1 and k.hash = '' and not exists (select from "Entry" e where e.id = k."entryId")
    and exists (select from "Reference" r where r."toEntryId" = k."entryId")
  order by k.key limit $2::int`

const spentIds = `
  select id::text from "Entry" where id = any($1::uuid[])
  union select id::text from "Erasure" where kind = 'entry' and id = any($1::uuid[])`
