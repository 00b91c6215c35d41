import type { Connection } from '../connection.ts'

/** Somebody who has an entry open, in one window. */
export interface PresenceRow {
  entryId: string
  byId: string
  clientId: string
  /** The field that they are in, and the language that they look at. */
  path: string | null
  locale: string | null
  since: Date
}

/** A save that others may want to know of. */
export interface SavedRow {
  id: string
  typeId: string
  createdById: string | null
  revision: number
  updatedAt: Date
  updatedById: string | null
}

export interface PresenceTable {
  /** Says that somebody is there, for the next minute. What is over by then is forgotten. */
  note: (row: Omit<PresenceRow, 'since'>) => Promise<void>
  end: (row: Pick<PresenceRow, 'entryId' | 'byId' | 'clientId'>) => Promise<void>
  /** Everybody who is there now, with what tells who may know of it. */
  list: () => Promise<(PresenceRow & { typeId: string; createdById: string | null })[]>
  /** Entries that were made or saved after a time, oldest first. */
  savedAfter: (at: Date, limit: number) => Promise<SavedRow[]>
  /** Who made these entries. */
  makersOf: (entryIds: string[]) => Promise<{ id: string; createdById: string | null }[]>
}

/** What people who work at the same time want to know of one another. */
export function presenceTable({ query }: Connection): PresenceTable {
  return {
    async note({ entryId, byId, clientId, path, locale }) {
      await query(note, [entryId, byId, clientId, path, locale])
    },
    async end({ entryId, byId, clientId }) {
      await query('delete from "Presence" where "entryId" = $1::uuid and "byId" = $2::uuid and "clientId" = $3', [entryId, byId, clientId])
    },
    list: () => query(list, []),
    savedAfter: (at, limit) => query(savedAfter, [at, limit]),
    makersOf: (entryIds) => query('select id, "createdById" from "Entry" where id = any($1::uuid[])', [entryIds]),
  }
}

const isThere = `"seenAt" > now() - interval '60 seconds'`

const note = `
  with over as (delete from "Presence" where not (${isThere}) and ("entryId", "byId", "clientId") <> ($1::uuid, $2::uuid, $3))
  insert into "Presence" ("entryId", "byId", "clientId", path, locale, since, "seenAt") values ($1::uuid, $2::uuid, $3, $4, $5, now(), now())
  on conflict ("entryId", "byId", "clientId") do update set path = excluded.path, locale = excluded.locale, "seenAt" = excluded."seenAt"`

const list = `
  select p."entryId", p."byId", p."clientId", p.path, p.locale, p.since, e."typeId", e."createdById"
  from "Presence" p join "Entry" e on e.id = p."entryId"
  where p.${isThere}
  order by p."entryId", p.since, p."byId", p."clientId"`

const savedAfter = `
  select id, "typeId", "createdById", revision, "updatedAt", "updatedById" from "Entry"
  where "updatedAt" > $1::timestamptz order by "updatedAt", id limit $2::int`
