import type { Connection } from '../connection.ts'
import { orderKeyOf } from './publication-places.ts'
import { takeLock } from './take-lock.ts'

export interface Sibling {
  id: string
  /** Null for one that nobody has put in order yet: it stands behind the others. */
  orderKey: string | null
}

/** Places of entries in trees. */
export interface EntryTree {
  /** The entry, its parent, and so on up to the root. */
  lineage: (id: string) => Promise<string[]>
  /** Entries that stand right below a parent, or at the root of a type, in their order; trashed ones too. */
  siblings: (typeId: string, parentId: string | null) => Promise<Sibling[]>
  /** The last place below each of these parents (null: at the root of the type), where there is one. */
  lastKeys: (
    parents: { typeId: string; parentId: string | null }[],
  ) => Promise<{ typeId: string; parentId: string | null; orderKey: string }[]>
  /** Entries right below that aren't in the trash, by id. */
  liveChildren: (id: string) => Promise<string[]>
}

export interface EntryTreeInTransaction extends EntryTree {
  /** One at a time: whoever changes who stands below whom. Taken before any entry is locked. */
  lock: () => Promise<void>
  /** Writes where entries stand; a place is no part of a revision. */
  place: (places: { id: string; parentId: string | null; orderKey: string }[]) => Promise<void>
}

/** Who stands below whom, and in which order. What readers see of it is the publications' alone. */
export function entryTree(connection: Connection): EntryTreeInTransaction {
  const { query } = connection
  return {
    lock: () => takeLock(connection, 'trees'),
    async lineage(id) {
      return (await query<{ id: string }>(findLineage, [id])).map((row) => row.id)
    },
    siblings: (typeId, parentId) => query(findSiblings, [typeId, parentId]),
    lastKeys: (parents) => query(findLastKeys, [JSON.stringify(parents)]),
    async liveChildren(id) {
      return (await query<{ id: string }>(findLiveChildren, [id])).map((row) => row.id)
    },
    async place(places) {
      await query(writePlaces, [JSON.stringify(places)])
    },
  }
}

const findLineage = `
  with recursive lineage as (
    select e.id, e."parentId", 0 as depth from "Entry" e where e.id = $1::uuid
    union all
    select e.id, e."parentId", lineage.depth + 1 from lineage join "Entry" e on e.id = lineage."parentId"
  )
  select id from lineage order by depth`

const findSiblings = `
  select e.id, e."orderKey" from "Entry" e
  where e."typeId" = $1::uuid and e."parentId" is not distinct from $2::uuid
  order by ${orderKeyOf('e')} collate "C", e.id`

const findLastKeys = `
  select distinct on (w."typeId", w."parentId") w."typeId", w."parentId", e."orderKey"
  from json_to_recordset($1::json) as w ("typeId" uuid, "parentId" uuid)
  join "Entry" e on e."typeId" = w."typeId" and e."parentId" is not distinct from w."parentId" and e."orderKey" is not null
  order by w."typeId", w."parentId", e."orderKey" collate "C" desc`

const findLiveChildren = 'select e.id from "Entry" e where e."parentId" = $1::uuid and e."trashedAt" is null order by e.id'

const writePlaces = `
  update "Entry" e set "parentId" = w."parentId", "orderKey" = w."orderKey"
  from json_to_recordset($1::json) as w (id uuid, "parentId" uuid, "orderKey" text) where e.id = w.id`
