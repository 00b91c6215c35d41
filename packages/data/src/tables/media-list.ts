import type { Connection } from '../connection.ts'
import type { MediaRow } from './media-row.ts'
import { columnsOfVersion } from './media-columns.ts'

/** What a file must be to be listed; absent: anything. */
export interface MediaFilter {
  /** Looked for in file names and tags. */
  search?: string
  mimePrefix?: string
  /** Null: at the top. */
  folderId?: string | null
  tag?: string
  isUsed?: boolean
  /** A language, and whether the alternative text in it is missing. */
  alt?: { locale: string; isEmpty: boolean }
  minBytes?: number
  maxBytes?: number
  from?: Date
  /** Not included. */
  until?: Date
  /** Absent: all. */
  within?: FileScope
}

/** Files of which one of these holds: in one of the folders, and made by one of the owners; null where that doesn't matter. */
export type FileScope = readonly { folderIds: readonly string[] | null; ownerIds: readonly string[] | null }[]

/** The scope as a condition on rows of a table of files. */
export function inScope(scope: FileScope, row: string, given: (value: unknown) => string): string {
  const grants = scope.map(({ folderIds, ownerIds }) => {
    const parts = [
      ...(folderIds === null ? [] : [`${row}."folderId" = any(${given(folderIds)}::uuid[])`]),
      ...(ownerIds === null ? [] : [`${row}."createdById" = any(${given(ownerIds)}::uuid[])`]),
    ]
    return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`
  })
  return grants.length === 0 ? 'false' : `(${grants.join(' or ')})`
}

export interface MediaPageWish extends MediaFilter {
  limit: number
  after?: string
  count?: boolean
}

export interface MediaPage {
  rows: MediaRow[]
  /** Whether there are more after these. */
  more: boolean
  total?: number
}

type Query = Connection['query']

export async function listMedia(query: Query, { limit, after, count, ...filter }: MediaPageWish): Promise<MediaPage> {
  const { where, values } = whereOf(filter)
  const place = `$${values.length + 1}::uuid`
  const statement = `
    select v.id, ${columnsOfVersion}, v."createdAt", v."createdById", v."updatedAt"
    from "Media" v
    where ${where} and (${place} is null or (v."createdAt", v.id) < (select l."createdAt", l.id from "Media" l where l.id = ${place}))
    order by v."createdAt" desc, v.id desc
    limit $${values.length + 2}::int`
  const rows = await query<MediaRow>(statement, [...values, after ?? null, limit + 1])
  const page = { rows: rows.slice(0, limit), more: rows.length > limit }
  if (count !== true) return page
  const [counted] = await query<{ total: number }>(`select count(*)::int as total from "Media" v where ${where}`, values)
  return { ...page, total: counted?.total ?? 0 }
}

/** Texts of statements are few: which conditions there are is all that they depend on. */
function whereOf(filter: MediaFilter): { where: string; values: unknown[] } {
  const values: unknown[] = []
  const given = (value: unknown): string => `$${values.push(value)}`
  const { search, mimePrefix, folderId, tag, isUsed, alt, minBytes, maxBytes, from, until, within } = filter
  const parts = ['v."removedAt" is null']
  // `strpos` and `starts_with` take what people type literally; LIKE would read `%` and `_` in it.
  if (search !== undefined) {
    const text = given(search)
    parts.push(
      `(strpos(lower(v.filename), lower(${text})) > 0 or exists (select from unnest(v.tags) as t (tag) where strpos(lower(t.tag), lower(${text})) > 0))`,
    )
  }
  if (mimePrefix !== undefined) parts.push(`starts_with(v."mimeType", ${given(mimePrefix)})`)
  if (folderId !== undefined) parts.push(folderId === null ? 'v."folderId" is null' : `v."folderId" = ${given(folderId)}::uuid`)
  if (tag !== undefined) parts.push(`v.tags @> array[${given(tag)}::text]`)
  if (isUsed !== undefined) parts.push(`${isUsed ? '' : 'not '}exists (select ${liveUses} and r."toMediaId" = v.id)`)
  if (alt !== undefined) parts.push(`(coalesce(v.alt ->> ${given(alt.locale)}::text, '') = '') = ${given(alt.isEmpty)}::boolean`)
  if (minBytes !== undefined) parts.push(`v.bytes >= ${given(minBytes)}::bigint`)
  if (maxBytes !== undefined) parts.push(`v.bytes <= ${given(maxBytes)}::bigint`)
  if (from !== undefined) parts.push(`v."createdAt" >= ${given(from)}::timestamptz`)
  if (until !== undefined) parts.push(`v."createdAt" < ${given(until)}::timestamptz`)
  if (within !== undefined) parts.push(inScope(within, 'v', given))
  return { where: parts.join(' and '), values }
}

/** Links of entries that aren't in the trash, in drafts or in public. */
const liveUses = `
  from "Reference" r join "Entry" e on e.id = r."fromEntryId" and e."trashedAt" is null
    join "ContentType" ct on ct.id = e."typeId" and ct."removedAt" is null
  where r."validTo" is null`

/** By id, how many entries show a file; those of none are left out. */
export async function countUses(query: Query, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const statement = `
    select r."toMediaId" as id, count(distinct r."fromEntryId")::int as uses ${liveUses} and r."toMediaId" = any($1::uuid[]) group by r."toMediaId"`
  return new Map((await query<{ id: string; uses: number }>(statement, [ids])).map(({ id, uses }) => [id, uses]))
}
