import { createParameters } from './parameters.ts'
import { type Previewed, type PreviewedIn, previewedIn, publicationsFrom, referencesFrom, wouldBePublic, wouldRefer } from './previewed.ts'
import type { Source } from './source.ts'

export interface MediaListOptions {
  /** A state of the log; null for the present. */
  at: bigint | null
  /** In place of what is public: what would be. */
  previewed?: Previewed | undefined
  /** What the reader may read: types, and fields of theirs and of their components. */
  typeIds: string[]
  fieldIds: string[]
  /** Only this file. */
  id?: string
  /** Only ids above this one. */
  after: string | null
  offset: number
  limit: number
  count: boolean
}

export interface MediaList {
  seq: bigint
  ids: string[]
  total?: number
}

/**
 * The files that a reader is told of, by id: those that some publication refers to by a field that is theirs to read, and those in folders
 * that are public; no private ones. One statement.
 */
export async function listMedia({ query }: Source, options: MediaListOptions): Promise<MediaList> {
  const { at, typeIds, fieldIds, id = null, after, offset, limit, count, previewed } = options
  const values = [at, typeIds, fieldIds, id, after ?? lowest, limit, offset]
  const parameters = createParameters(values)
  const text = previewed === undefined ? (count ? countedList : list) : listFrom(previewedIn(previewed, parameters), count)
  const found = await query<{ seq: bigint; total?: number; id: string | null }>(text, parameters.values)
  const [first] = found
  if (first === undefined) throw new Error('The row of PublicationCounter is missing')
  return { seq: first.seq, ids: found.flatMap((row) => row.id ?? []), ...(first.total === undefined ? {} : { total: first.total }) }
}

/** Below every id. */
const lowest = '00000000-0000-0000-0000-000000000000'

const valid = (alias: string) => `${alias}."validFrom" <= c.seq and (${alias}."validTo" is null or ${alias}."validTo" > c.seq)`

/** Whose words are looked at: what is public at the state that is read, or what would be. */
function shown(previewed: PreviewedIn | null): string {
  const holds = (alias: string, would: typeof wouldBePublic) => (previewed === null ? valid(alias) : would(previewed, alias))
  return `select from ${referencesFrom(previewed, 'r')}
      join ${publicationsFrom(previewed, 'p')} on p."entryId" = r."fromEntryId" and p.locale = r.locale and ${holds('p', wouldBePublic)} and not p.withdrawn
      where r."toMediaId" = v."mediaId" and r.origin = 'published' and ${holds('r', wouldRefer)} and p."typeId" = any($2::uuid[])
        and r."fieldId" = any($3::uuid[]) and (r."inner" is null or right(r."inner", 36)::uuid = any($3::uuid[]))`
}

// Whether a file is private is asked of the present: nobody is to get from the past what was closed since.
function listFrom(previewed: PreviewedIn | null, isCounted: boolean): string {
  const told = `
  from "MediaVersion" v join "Media" m on m.id = v."mediaId"
  where ${valid('v')} and not m."isPrivate" and ($4::uuid is null or v."mediaId" = $4::uuid) and (
    exists (${shown(previewed)}) or exists (select from "Folder" f where f.id = v."folderId" and f."isPublic")
  )`
  const total = isCounted ? `, (select count(*)::int ${told}) as total` : ''
  return `
  select c.*, found.id
  from (
    select c.seq${total} from (select coalesce($1::bigint, seq) as seq from "PublicationCounter" where id = 1) c
  ) c
  left join lateral (
    select v."mediaId" as id ${told} and v."mediaId" > $5::uuid order by 1 limit $6::int offset $7::int
  ) found on true
  order by found.id`
}

const list = listFrom(null, false)
const countedList = listFrom(null, true)
