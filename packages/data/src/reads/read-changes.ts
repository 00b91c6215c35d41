import { createView } from './published-scope.ts'
import type { RowRights } from './row-rights.ts'
import { languagesOfHouse, seenReferences } from './seen-references.ts'
import type { Source } from './source.ts'

/** What became of published content between two states; ids come in their order, so that they can be asked for page by page. */
export interface Changes {
  /** Entries of a type whose documents may differ, in any locale: by themselves, or by what they refer to. `all`: every one that was or is there. */
  entries: (range: Range & { typeId: string; all: boolean }) => Promise<string[]>
  /** Documents that were there at `from` and can't be read there any more: withdrawn since, or erased. */
  takenFromThePast: (range: Pick<Range, 'from' | 'to'> & { typeIds: string[] }) => Promise<TakenRow[]>
  /** Redirects that began or ended, as they are at `to`; null for one that ended. */
  redirects: (range: Range & { all: boolean }) => Promise<ChangedRedirect[]>
  /** Files that began or ended to be there or to be referred to, or are described in another way. `all`: every one that was or is there. */
  media: (range: Range & { all: boolean }) => Promise<string[]>
  /** Of these files, those that some published document of the types refers to at a state, in one of these fields, those of components among them. */
  shownMedia: (ids: string[], options: Seen & { fieldIds: string[] }) => Promise<string[]>
  /** Of these files, those that lay in a folder that was public at a state, and weren't private. */
  openMedia: (ids: string[], at: bigint) => Promise<string[]>
  /** The published documents of these entries that may be seen at a state, or could be then, before they were withdrawn. */
  seenDocuments: (ids: string[], options: Seen & { isThen?: boolean }) => Promise<{ id: string; locale: string }[]>
}

interface Seen {
  typeIds: string[]
  at: bigint
  rights: RowRights | undefined
}

interface Range {
  /** Exclusive; null stands for before everything, when only what is there at `to` counts. */
  from: bigint | null
  to: bigint
  /** Only ids above this one. */
  after: string | null
  limit: number
}

interface TakenRow {
  id: string
  typeId: string
  locale: string
}

interface ChangedRedirect {
  id: string
  isThere: boolean
  typeId: string | null
  from: string
  to: string | null
  toEntryId: string | null
  locale: string
  permanent: boolean
}

export function readChanges({ query }: Source): Changes {
  const ids = async (text: string, values: unknown[]) => (await query<{ id: string }>(text, values)).map(({ id }) => id)
  return {
    entries: ({ typeId, all, from, to, after, limit }) =>
      from === null || all
        ? ids(allEntries, [typeId, from ?? to, to, after ?? lowest, limit])
        : ids(changedEntries, [typeId, from, to, after ?? lowest, limit]),
    takenFromThePast: ({ typeIds, from, to }) => query<TakenRow>(takenRows, [typeIds, from, to]),
    redirects: ({ from, to, after, limit, all }) =>
      query<ChangedRedirect>(all ? allRedirects : changedRedirects, [from, to, after ?? lowest, limit]),
    media: ({ from, to, after, limit, all }) => ids(all ? allMedia : changedMedia, [from, to, after ?? lowest, limit]),
    shownMedia(media, { typeIds, fieldIds, at, rights }) {
      if (media.length === 0) return Promise.resolve([])
      const { text, values } = seenIn({ typeIds, at, rights })
      const given = (value: unknown, type: string) => `$${values.push(value)}::${type}[]`
      const fields = given(fieldIds, 'uuid')
      return ids(
        `${shownMedia} where r."toMediaId" = any(${given(media, 'uuid')}) and r.origin = 'published' and ${text}
          and r."fieldId" = any(${fields}) and (r."inner" is null or right(r."inner", 36)::uuid = any(${fields}))
          and r."validFrom" <= $1::bigint and (r."validTo" is null or r."validTo" > $1::bigint)`,
        values,
      )
    },
    openMedia: (media, at) => (media.length === 0 ? Promise.resolve([]) : ids(openMedia, [media, at])),
    seenDocuments(entryIds, { isThen, ...seen }) {
      if (entryIds.length === 0) return Promise.resolve([])
      const { text, values } = seenIn(seen, { hasFields: false, isThen })
      return query<{ id: string; locale: string }>(
        `select p."entryId" as id, p.locale from "Publication" p where ${text} and p."entryId" = any($${values.push(entryIds)}::uuid[])`,
        values,
      )
    },
  }
}

/**
 * True for publications `p` that are public at a state ($1) and may be seen, and for references `r` of these in fields that may be. Conditions that
 * cross references look at these in the language of the house.
 */
function seenIn({ typeIds, at, rights }: Seen, { hasFields = true, isThen = false } = {}): { text: string; values: unknown[] } {
  const view = createView({ languages: languagesOfHouse(rights), readableTypeIds: rights?.typeIds ?? typeIds, rights, at })
  const types = view.parameters.add(typeIds, 'uuid[]')
  const valid = `p."validFrom" <= $1::bigint and (p."validTo" is null or p."validTo" > $1::bigint)${isThen ? '' : ' and not p.withdrawn'}`
  const parts = [valid, `p."typeId" = any(${types})`, ...seenReferences(view, typeIds, { hasFields })]
  return { text: parts.join(' and '), values: view.parameters.values }
}

/** Below every id. */
const lowest = '00000000-0000-0000-0000-000000000000'

const within = (column: string) => `${column} > $2::bigint and ${column} <= $3::bigint`

const allEntries = `
  select distinct p."entryId" as id from "Publication" p
  where p."typeId" = $1::uuid and p."validFrom" <= $3::bigint and (p."validTo" is null or p."validTo" > $2::bigint) and p."entryId" > $4::uuid
  order by 1 limit $5::int`

// A target that begins or ends to be public shows or hides the links to it; a file's description stands in the documents that show it.
const changedEntries = `
  select distinct found.id from (
    select p."entryId" as id from "Publication" p where p."typeId" = $1::uuid and ${within('p."validFrom"')}
    union all
    select p."entryId" from "Publication" p where p."typeId" = $1::uuid and ${within('p."validTo"')}
    union all
    select p."entryId" from "Publication" p where p."typeId" = $1::uuid and ${within('p."rewrittenSeq"')}
    union all
    select r."fromEntryId" from "Publication" t join "Reference" r on r."toEntryId" = t."entryId"
    where (${within('t."validFrom"')} or ${within('t."validTo"')}) and r.origin = 'published' and (r."validTo" is null or r."validTo" > $3::bigint)
      and exists (select from "Publication" p where p."entryId" = r."fromEntryId" and p."typeId" = $1::uuid)
    union all
    select r."fromEntryId" from "MediaVersion" v join "Reference" r on r."toMediaId" = v."mediaId"
    where (${within('v."validFrom"')} or ${within('v."validTo"')}) and r.origin = 'published' and (r."validTo" is null or r."validTo" > $3::bigint)
      and exists (select from "Publication" p where p."entryId" = r."fromEntryId" and p."typeId" = $1::uuid)
  ) found
  where found.id > $4::uuid
  order by 1 limit $5::int`

const takenRows = `
  select distinct p."entryId" as id, p."typeId", p.locale from "Publication" p
  where p.withdrawn and p."typeId" = any($1::uuid[]) and p."validFrom" <= $2::bigint and p."validTo" > $2::bigint
  union
  select x.id, x."typeId", item ->> 'locale' from "Erasure" x join "PublicationEvent" e on e.seq = x.seq, jsonb_array_elements(e.items) as item
  where x.kind = 'entry' and x."typeId" = any($1::uuid[]) and x."publicFrom" <= $2::bigint and ${within('x.seq')}
    and item ->> 'id' = x.id::text and item ->> 'locale' is not null`

const changedRedirects = `
  select r.id, (r."validTo" is null or r."validTo" > $2::bigint) as "isThere", r."typeId", r."from", r."to", r."toEntryId", r.locale, r.permanent
  from "Redirect" r
  where r.id > $3::uuid and r."validFrom" <= $2::bigint and case
    when $1::bigint is null then r."validTo" is null or r."validTo" > $2::bigint
    else r."validFrom" > $1::bigint and (r."validTo" is null or r."validTo" > $2::bigint) or r."validFrom" <= $1::bigint and r."validTo" > $1::bigint and r."validTo" <= $2::bigint
  end
  order by 1 limit $4::int`

const allRedirects = `
  select r.id, (r."validTo" is null or r."validTo" > $2::bigint) as "isThere", r."typeId", r."from", r."to", r."toEntryId", r.locale, r.permanent
  from "Redirect" r
  where r.id > $3::uuid and r."validFrom" <= $2::bigint and (r."validTo" is null or r."validTo" > coalesce($1::bigint, $2::bigint))
  order by 1 limit $4::int`

const allMedia = `
  select distinct v."mediaId" as id from "MediaVersion" v
  where v."mediaId" > $3::uuid and v."validFrom" <= $2::bigint and (v."validTo" is null or v."validTo" > coalesce($1::bigint, $2::bigint))
  order by 1 limit $4::int`

const changedMedia = `
  select distinct found.id from (
    select v."mediaId" as id from "MediaVersion" v
    where case when $1::bigint is null then v."validFrom" <= $2::bigint and (v."validTo" is null or v."validTo" > $2::bigint)
      else v."validFrom" > $1::bigint and v."validFrom" <= $2::bigint or v."validTo" > $1::bigint and v."validTo" <= $2::bigint end
    union all
    select r."toMediaId" from "Reference" r
    where r."toMediaId" is not null and r.origin = 'published' and $1::bigint is not null
      and (r."validFrom" > $1::bigint and r."validFrom" <= $2::bigint or r."validTo" > $1::bigint and r."validTo" <= $2::bigint)
    union all
    select v."mediaId" from "FolderOpening" o join "MediaVersion" v on v."folderId" = o."folderId"
    where $1::bigint is not null
      and (o."validFrom" > $1::bigint and o."validFrom" <= $2::bigint or o."validTo" > $1::bigint and o."validTo" <= $2::bigint)
  ) found
  where found.id > $3::uuid
  order by 1 limit $4::int`

const openMedia = `
  select distinct v."mediaId" as id from "MediaVersion" v join "FolderOpening" o on o."folderId" = v."folderId"
  where v."mediaId" = any($1::uuid[]) and not v."isPrivate"
    and v."validFrom" <= $2::bigint and (v."validTo" is null or v."validTo" > $2::bigint)
    and o."validFrom" <= $2::bigint and (o."validTo" is null or o."validTo" > $2::bigint)`

const shownMedia = `
  select distinct r."toMediaId" as id from "Reference" r
  join "Publication" p on p."entryId" = r."fromEntryId" and p.locale = r.locale`
