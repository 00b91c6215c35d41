import type { Connection } from '../connection.ts'

/** A link from content to an entry or a file. */
export interface ReferenceInput {
  locale: string | null
  fieldId: string
  /** For a link inside a component or block: the ids below `fieldId` on the way to its field, joined by `/`. */
  inner?: string | null
  /** Where inside the field; empty for a plain reference field. */
  path: string
  position: number
  toEntryId?: string
  toMediaId?: string
}

export interface UsageRow {
  origin: 'draft' | 'published'
  fromEntryId: string
  fromTypeId: string
  locale: string | null
  fieldId: string
  inner: string | null
  path: string
}

/** A link in use, of a draft or of a published document. */
export interface LiveLinkRow extends UsageRow {
  toId: string
}

export interface References {
  /** Who refers to an entry or media, drafts and head publications, with field and path. */
  usages: (target: { entryId: string } | { mediaId: string }) => Promise<UsageRow[]>
  /** The same for many targets at once; without what is in the trash itself, unless it is asked for. */
  liveLinks: (
    target: { entryIds: readonly string[] } | { mediaIds: readonly string[] },
    options?: { withTrash: boolean },
  ) => Promise<LiveLinkRow[]>
  /** Published entries that lead to these, directly or over others, as they are now: as many levels as an include has, at most. */
  dependants: (entryIds: readonly string[], bounds: { depth: number; limit: number }) => Promise<Dependants>
  /** The links of these published entries to those. */
  publishedLinks: (from: readonly string[], to: readonly string[]) => Promise<UsageRow[]>
}

/** A published entry that shows, or may show, something of others. */
export interface DependantRow {
  id: string
  typeId: string
  createdById: string | null
}

export interface Dependants {
  /** The nearest first. */
  rows: DependantRow[]
  /** False where there are more, or might be. */
  complete: boolean
}

/** Who refers to whom. Rows come and go with the draft or the publication that holds the link. */
export function referencesTable({ query }: Connection): References {
  /** One statement a level, each of them bounded: what half the site refers to is not walked to its end. */
  async function dependants(entryIds: readonly string[], { depth, limit }: { depth: number; limit: number }): Promise<Dependants> {
    const rows: DependantRow[] = []
    let level = [...entryIds]
    for (let step = 0; level.length > 0; step += 1) {
      const known = [...entryIds, ...rows.map((row) => row.id)]
      const found = await query<DependantRow & { isCut: boolean }>(findDependants, [level, known, limit - rows.length + 1, maxLinks])
      if (found.length === 0) break
      if (step === depth) return { rows, complete: false }
      const kept = found.slice(0, limit - rows.length).map(({ id, typeId, createdById }) => ({ id, typeId, createdById }))
      rows.push(...kept)
      if (kept.length < found.length || found.some((row) => row.isCut)) return { rows, complete: false }
      level = kept.map((row) => row.id)
    }
    return { rows, complete: true }
  }

  return {
    liveLinks: (target, { withTrash } = { withTrash: false }) =>
      'entryIds' in target
        ? query(liveLinksTo('toEntryId'), [target.entryIds, withTrash])
        : query(liveLinksTo('toMediaId'), [target.mediaIds, withTrash]),
    dependants,
    publishedLinks: (from, to) => query(linksBetween, [from, to]),
    usages: (target) =>
      'entryId' in target ? query(usagesOf('toEntryId'), [target.entryId]) : query(usagesOf('toMediaId'), [target.mediaId]),
  }
}

/** Links that are looked at for one level. */
const maxLinks = 20_000

const usage = `
    select r.origin, r."fromEntryId", e."typeId" as "fromTypeId", r.locale, r."fieldId", r."inner", r.path
    from "Reference" r join "Entry" e on e.id = r."fromEntryId" join "ContentType" ct on ct.id = e."typeId" and ct."removedAt" is null`
const inOrder = 'order by r."fromEntryId", r.origin, r.locale, r."fieldId", r.position'

function usagesOf(column: 'toEntryId' | 'toMediaId'): string {
  return `${usage} where r."${column}" = $1::uuid and r."validTo" is null ${inOrder}`
}

function liveLinksTo(column: 'toEntryId' | 'toMediaId'): string {
  const columns = usage.replace('select ', `select r."${column}" as "toId", `)
  return `${columns} where r."${column}" = any($1::uuid[]) and r."validTo" is null and ($2::boolean or e."trashedAt" is null) ${inOrder}`
}

const linksBetween = `
  ${usage} where r.origin = 'published' and r."validTo" is null and r."fromEntryId" = any($1::uuid[]) and r."toEntryId" = any($2::uuid[]) ${inOrder}`

const findDependants = `
  with links as (
    select r."fromEntryId" as id from "Reference" r
    where r."toEntryId" = any($1::uuid[]) and r.origin = 'published' and r."validTo" is null and r."fromEntryId" <> all($2::uuid[])
    limit $4::int
  )
  select e.id, e."typeId", e."createdById", (select count(*) from links) = $4::int as "isCut"
  from (select distinct id from links) l join "Entry" e on e.id = l.id join "ContentType" ct on ct.id = e."typeId" and ct."removedAt" is null
  order by e.id limit $3::int`
