import { uuidv7 } from 'uuidv7'
import type { Connection } from '../connection.ts'
import { PlaceError, type PlaceFault } from '../place-error.ts'
import { type EventItem, takenSeq } from './log.ts'

/** Where a document of a tree stands: below which entry, at which path, and its keys of order from the root down. */
export interface Place {
  parentId: string | null
  path: string | null
  order: string
}

/** A document of a tree that is to be public and has no place yet. */
interface Placeless {
  entryId: string
  locale: string
  slug: string | null
}

/** An index of PostgreSQL holds some 2,700 bytes of a row at most. */
const maxPathBytes = 2_000

/** The path that readers know a publication by; outside of a tree that is its slug. */
export function pathOf(alias: string): string {
  return `coalesce(${alias}.path, '/' || ${alias}.slug)`
}

/** True for a publication that readers know by this path, in a form that the indexes of paths and slugs answer. */
export function isAt(alias: string, path: string): string {
  return `(${alias}.path = ${path} or (${alias}.path is null and ${alias}.slug = substr(${path}, 2)))`
}

/** An entry's key among its siblings; those that nobody has put in order come last, as they were made. */
export function orderKeyOf(alias: string): string {
  return `coalesce(${alias}."orderKey", '~' || ${alias}.id)`
}

/** Gives each document its place, from what readers have of its parent or from the batch itself. Asked under the log's lock. */
export async function placesOf({ query }: Connection, publications: readonly Placeless[]): Promise<Map<string, Place>> {
  if (publications.length === 0) return new Map()
  const keys = publications.map(keyOf)
  const rows = await query<PlaceRow>(findPlaces, [publications.map((one) => one.entryId), publications.map((one) => one.locale)])
  const found = new Map(rows.map((row) => [keyOf(row), row]))
  const slugs = new Map(publications.map((one) => [keyOf(one), one.slug]))
  const places = new Map<string, Place>()
  const faults: PlaceFault[] = []

  function place(key: string): Place | null {
    const known = places.get(key)
    const row = found.get(key)
    if (known !== undefined || row === undefined) return known ?? null
    const above = row.parentId === null ? root : aboveOf(row, row.parentId)
    if (above === null) {
      faults.push({ kind: 'parent_unpublished', entryId: row.entryId, locale: row.locale, parentId: row.parentId })
      return null
    }
    const slug = slugs.get(key) ?? null
    const path = slug === null || above.path === null ? null : `${above.path}/${slug}`
    if (isTooLong(path)) faults.push({ kind: 'path_too_long', entryId: row.entryId, locale: row.locale, parentId: row.parentId })
    const made = { parentId: row.parentId, path, order: above.order === '' ? row.orderKey : `${above.order}/${row.orderKey}` }
    places.set(key, made)
    return made
  }

  // A parent in the same batch is placed first: what readers have of it until now is about to end.
  function aboveOf(row: PlaceRow, parentId: string): Pick<Place, 'path' | 'order'> | null {
    const key = keyOf({ entryId: parentId, locale: row.locale })
    if (found.has(key)) return place(key)
    return row.isParentPublic ? { path: row.parentPath, order: row.parentOrder ?? '' } : null
  }

  for (const key of keys) place(key)
  if (faults.length > 0) throw new PlaceError(faults)
  return places
}

export const root = { path: '', order: '' }

export function keyOf({ entryId, locale }: { entryId: string; locale: string }): string {
  return `${entryId} ${locale}`
}

export function isTooLong(path: string | null): boolean {
  return path !== null && Buffer.byteLength(path) > maxPathBytes
}

interface PlaceRow {
  entryId: string
  locale: string
  parentId: string | null
  orderKey: string
  isParentPublic: boolean
  parentPath: string | null
  parentOrder: string | null
}

const findPlaces = `
  select w."entryId", w.locale, e."parentId", ${orderKeyOf('e')} as "orderKey",
    p.id is not null as "isParentPublic", ${pathOf('p')} as "parentPath", p.values ->> '_order' as "parentOrder"
  from unnest($1::uuid[], $2::text[]) as w ("entryId", locale)
  join "Entry" e on e.id = w."entryId"
  left join "Publication" p on p."entryId" = e."parentId" and p.locale = w.locale and p."validTo" is null`

/** A published document whose place isn't the one that its row says. */
export interface Displaced {
  id: string
  entryId: string
  typeId: string
  locale: string
  slug: string | null
  revision: number
  /** The path that readers know it by until now. */
  oldPath: string | null
  path: string | null
  parentId: string | null
  order: string
  isFresh: boolean
  isOrphan: boolean
}

/** These entries and all that is published below them, as far as their rows say another place than the tree does. */
export async function findDisplaced({ query }: Connection, entryIds: string[]): Promise<Displaced[]> {
  const rows = await query<Displaced>(displaced, [entryIds])
  const faults = rows.flatMap(({ entryId, locale, parentId, path, isOrphan }): PlaceFault[] => {
    if (isOrphan) return [{ kind: 'parent_unpublished', entryId, locale, parentId }]
    return isTooLong(path) ? [{ kind: 'path_too_long', entryId, locale, parentId }] : []
  })
  if (faults.length > 0) throw new PlaceError(faults)
  return rows
}

const displaced = `
  with recursive tree as (
    select p.id, p."entryId", p.locale, p.slug, e."parentId",
      case when e."parentId" is null then '' else ${pathOf('above')} end || '/' || p.slug as path,
      case when e."parentId" is null then '' else coalesce(above.values ->> '_order', '') || '/' end || ${orderKeyOf('e')} as "order",
      e."parentId" is not null and above.id is null as "isOrphan"
    from "Publication" p
    join "Entry" e on e.id = p."entryId"
    left join "Publication" above on above."entryId" = e."parentId" and above.locale = p.locale and above."validTo" is null
    where p."entryId" = any($1::uuid[]) and p."validTo" is null
    union
    select p.id, p."entryId", p.locale, p.slug, e."parentId", tree.path || '/' || p.slug, tree."order" || '/' || ${orderKeyOf('e')}, false
    from tree
    join "Entry" e on e."parentId" = tree."entryId"
    join "Publication" p on p."entryId" = e.id and p.locale = tree.locale and p."validTo" is null
  )
  select p.id, p."entryId", p."typeId", p.locale, p.slug, p.revision, ${pathOf('p')} as "oldPath", tree.path, tree."parentId", tree."order",
    p."validFrom" = ${takenSeq} as "isFresh", tree."isOrphan"
  from tree join "Publication" p on p.id = tree.id
  where p.path is distinct from tree.path or p."parentId" is distinct from tree."parentId" or p.values ->> '_order' is distinct from tree."order" or tree."isOrphan"`

/** Ends the rows of displaced documents; those that begin at the same `seq` stay, and are mended by `replaceDisplaced`. */
export async function endDisplaced({ query }: Connection, rows: readonly Displaced[]): Promise<void> {
  const ids = rows.filter((row) => !row.isFresh).map((row) => row.id)
  if (ids.length > 0) await query(`update "Publication" set "validTo" = ${takenSeq} where id = any($1::uuid[])`, [ids])
}

/** The same documents at their new places. Links and unique values stay as they are: nothing of the content changes. */
export async function replaceDisplaced({ query }: Connection, rows: readonly Displaced[]): Promise<void> {
  const placed = rows.map(({ id, path, parentId, order, isFresh }) => ({
    from: id,
    id: isFresh ? id : uuidv7(),
    path,
    parentId,
    order,
    isFresh,
  }))
  const fresh = placed.filter((row) => row.isFresh)
  const others = placed.filter((row) => !row.isFresh)
  if (fresh.length > 0) await query(mend, [JSON.stringify(fresh)])
  if (others.length > 0) await query(copy, [JSON.stringify(others)])
}

/** What the log tells of a document that was moved along. */
export function movedItem({ entryId, typeId, locale, slug, revision, path, oldPath }: Displaced): EventItem {
  return {
    op: 'publish',
    id: entryId,
    typeId,
    locale,
    slug,
    ...(path === null ? {} : { path }),
    ...(oldPath === null || oldPath === path ? {} : { previousPath: oldPath }),
    revision,
    changedFieldIds: [],
  }
}

const placedRows = (parameter: string) =>
  `json_to_recordset(${parameter}::json) as w ("from" uuid, id uuid, path text, "parentId" uuid, "order" text)`
const withOrder = `p.values || jsonb_build_object('_order', w."order")`

const mend = `
  update "Publication" p set path = w.path, "parentId" = w."parentId", values = ${withOrder} from ${placedRows('$1')} where p.id = w.id`

const copy = `
  insert into "Publication" (id, "entryId", "typeId", locale, slug, path, "parentId", revision, layout, body, values, origins, hash, words, "wordSpans",
    "publishedAt", "firstPublishedAt", "updatedAt", "createdAt", "publishedById", "validFrom")
  select w.id, p."entryId", p."typeId", p.locale, p.slug, w.path, w."parentId", p.revision, p.layout, p.body, ${withOrder}, p.origins, p.hash, p.words, p."wordSpans",
    p."publishedAt", p."firstPublishedAt", p."updatedAt", p."createdAt", p."publishedById", ${takenSeq}
  from ${placedRows('$1')} join "Publication" p on p.id = w."from"`
