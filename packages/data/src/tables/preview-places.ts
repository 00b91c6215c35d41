import type { Connection } from '../connection.ts'
import { isTooLong, keyOf, orderKeyOf, type Place, root } from './publication-places.ts'

/** A document of a tree as it would be, with the place that its row says. */
interface TreeRow extends Place {
  entryId: string
  locale: string
  slug: string | null
  /** The preview's own, in place of what readers have. */
  isOwn: boolean
  /** Its place in the tree of entries. */
  treeParentId: string | null
  orderKey: string
}

/**
 * Works out where the documents of trees would be: those of a preview, and those that would only move along with what is above them. A
 * document whose parent would not be public has no path: it could not be published so, and is shown all the same.
 */
export async function placePreview({ query }: Connection, previewId: string, typeIds: string[]): Promise<void> {
  await query(forgetMoved, [previewId])
  const rows = await query<TreeRow>(findTree, [previewId, typeIds])
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const places = new Map<string, Place>()

  function placeOf(row: TreeRow): Place {
    const key = keyOf(row)
    const known = places.get(key)
    if (known !== undefined) return known
    const parent = row.treeParentId === null ? null : byKey.get(keyOf({ entryId: row.treeParentId, locale: row.locale }))
    const place = parent === undefined ? orphaned(row) : below(row, parent === null ? root : placeOf(parent))
    places.set(key, place)
    return place
  }

  const moved = rows
    .map((row) => ({ row, ...placeOf(row) }))
    .filter(({ row, path, parentId, order }) => path !== row.path || parentId !== row.parentId || order !== row.order)
    .map(({ row: { entryId, locale, isOwn }, ...place }) => ({ entryId, locale, isOwn, ...place }))
  const own = moved.filter(({ isOwn }) => isOwn)
  const others = moved.filter(({ isOwn }) => !isOwn)
  if (own.length > 0) await query(placeOwn, [previewId, JSON.stringify(own)])
  if (others.length > 0) await query(moveOthers, [previewId, JSON.stringify(others)])
}

function below({ slug, treeParentId, orderKey }: TreeRow, above: Pick<Place, 'path' | 'order'>): Place {
  const path = slug === null || above.path === null ? null : `${above.path}/${slug}`
  return {
    parentId: treeParentId,
    path: isTooLong(path) ? null : path,
    order: above.order === '' ? orderKey : `${above.order}/${orderKey}`,
  }
}

/** What readers have already stays where it is. */
function orphaned({ isOwn, treeParentId, orderKey, path, parentId, order }: TreeRow): Place {
  return isOwn ? { parentId: treeParentId, path: null, order: orderKey } : { path, parentId, order }
}

const forgetMoved = `
  with moved as (
    delete from "PreviewPublication" where "previewId" = $1::uuid and "isMoved" returning "entryId", locale
  )
  delete from "PreviewReference" r using moved
  where r."previewId" = $1::uuid and r."fromEntryId" = moved."entryId" and r.locale = moved.locale`

const findTree = `
  select d.*, e."parentId" as "treeParentId", ${orderKeyOf('e')} as "orderKey"
  from (
    select w."entryId", w.locale, w.slug, w.path, w."parentId", w."values" ->> '_order' as "order", true as "isOwn"
    from "PreviewPublication" w where w."previewId" = $1::uuid and w."typeId" = any($2::uuid[]) and w.body is not null
    union all
    select p."entryId", p.locale, p.slug, p.path, p."parentId", p."values" ->> '_order', false
    from "Publication" p where p."validTo" is null and p."typeId" = any($2::uuid[]) and not exists (
      select from "PreviewPublication" w where w."previewId" = $1::uuid and w."entryId" = p."entryId" and w.locale = p.locale
    )
  ) d join "Entry" e on e.id = d."entryId"`

const moves = `json_to_recordset($2::json) as m ("entryId" uuid, locale text, path text, "parentId" uuid, "order" text)`

const placeOwn = `
  update "PreviewPublication" w set path = m.path, "parentId" = m."parentId", "values" = w."values" || jsonb_build_object('_order', m."order")
  from ${moves} where w."previewId" = $1::uuid and w."entryId" = m."entryId" and w.locale = m.locale`

const moveOthers = `
  with links as (
    insert into "PreviewReference" ("previewId", "fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId")
    select $1::uuid, r."fromEntryId", r.locale, r."fieldId", r."inner", r.path, r.position, r."toEntryId", r."toMediaId"
    from ${moves} join "Reference" r on r.origin = 'published' and r."fromEntryId" = m."entryId" and r.locale = m.locale and r."validTo" is null
  )
  insert into "PreviewPublication" ("previewId", "entryId", locale, "typeId", slug, path, "parentId", revision, layout, body, "values", origins,
    words, "wordSpans", "wordsSeq", "publishedAt", "firstPublishedAt", "updatedAt", "createdAt", "isMoved")
  select $1::uuid, p."entryId", p.locale, p."typeId", p.slug, m.path, m."parentId", p.revision, p.layout, p.body,
    p."values" || jsonb_build_object('_order', m."order"), p.origins, p.words, p."wordSpans", (select seq from "PublicationCounter" where id = 1), p."publishedAt", p."firstPublishedAt", p."updatedAt", p."createdAt", true
  from ${moves} join "Publication" p on p."entryId" = m."entryId" and p.locale = m.locale and p."validTo" is null`
