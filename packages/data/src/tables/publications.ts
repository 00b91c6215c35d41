import type { Connection } from '../connection.ts'
import type { Taken } from '../taken-error.ts'
import type { HeadRow } from './entry-row.ts'
import type { EventItem } from './log.ts'
import { pieceSeparator } from './pieces.ts'
import { isAt } from './publication-places.ts'
import { endDocuments, endPublications, type PublicationInput, replacePlaces, replacePublications } from './publication-writes.ts'
import { addressOf, type Claimant, findTaken } from './refuse-taken.ts'

export interface Publications {
  heads: (entryIds: string[]) => Promise<(HeadRow & { entryId: string })[]>
  /** Which published entry holds a slug or a unique value now. */
  slugHolder: (typeId: string, locale: string, slug: string) => Promise<string | null>
  /** Which entries of these types readers find at a path now. */
  pathHolders: (typeIds: string[], locale: string, path: string) => Promise<{ entryId: string; typeId: string }[]>
  /** Why an entry that was public at a past `seq` isn't there any more: withdrawn or erased. Null where it wasn't, or still is. */
  goneAt: (entry: { id: string } | { typeId: string; slug: string }, seq: bigint) => Promise<'withdrawn' | 'erased' | null>
  /** The addresses and unique values that these documents ask for and others have, or ask for before them. One statement. */
  taken: (publications: readonly Claimant[]) => Promise<Taken[]>
  /** What stands in the documents that readers have of these entries now. */
  bodies: (entryIds: string[]) => Promise<HeadBody[]>
  /** What an event changed: each document as readers had it before and after. What only moved along in a tree is left out. */
  changedAt: (seq: bigint) => Promise<ChangedDocument[]>
  /** Published entries right below these in the tree, in the language that each is named with. */
  childrenBelow: (documents: readonly DocumentKey[]) => Promise<{ parentId: string; childId: string; locale: string }[]>
}

/** One document of an entry. */
export interface DocumentKey {
  entryId: string
  locale: string
}

export interface ChangedDocument extends DocumentKey {
  /** Null where readers had, or have, nothing. */
  before: { revision: number; hash: string } | null
  after: { revision: number; hash: string } | null
}

export interface HeadBody extends DocumentKey {
  /** Number of the model version whose order of fields the pieces are in. */
  layout: number
  pieces: string[]
}

/** What of an entry's past is to be withdrawn, or given back. */
interface PastMark {
  entryId: string
  /** All when null. */
  locales: readonly string[] | null
  withdrawn: boolean
}

export interface PublicationsInTransaction extends Publications {
  /** The locales in which something of the past isn't marked so yet. */
  markable: (mark: PastMark) => Promise<string[]>
  /** Takes what is over out of the past for readers, or gives it back. */
  markPast: (mark: PastMark) => Promise<void>
  /**
   * Ends the rows that are valid now and begins these. A taken slug or unique value throws `TakenError`, a parent that
   * isn't public `PlaceError`. Gives what the log tells of entries below them in a tree, whose paths change along.
   */
  replace: (publications: PublicationInput[]) => Promise<EventItem[]>
  /** Brings the paths of entries that were moved, and of all that is published below them, in line with the tree. */
  replacePlaces: (entryIds: string[]) => Promise<EventItem[]>
  /** Ends the rows of these locales (all when null). */
  end: (entryId: string, locales: string[] | null) => Promise<void>
  /** The same for many documents, in one statement. */
  endMany: (documents: readonly DocumentKey[]) => Promise<void>
}

/**
 * What readers see, from one `seq` until another. Rows begin and end only inside of the log's `append` or `send`, at the number
 * that was taken there; its lock keeps slugs and counters true.
 */
export function publicationsTable(connection: Connection): PublicationsInTransaction {
  const { prisma, query } = connection
  return {
    async heads(entryIds) {
      const rows = await prisma.publication.findMany({
        where: { entryId: { in: entryIds }, validTo: null },
        select: headColumns,
        orderBy: [{ entryId: 'asc' }, { locale: 'asc' }],
      })
      return rows.map(({ validFrom, ...row }) => ({ ...row, seq: validFrom, path: addressOf(row) }))
    },
    async slugHolder(typeId, locale, slug) {
      const [row] = await query<{ entryId: string }>(findSlugHolder, [typeId, locale, slug])
      return row?.entryId ?? null
    },
    async goneAt(entry, seq) {
      const address = 'id' in entry ? [entry.id, null, null] : [null, entry.typeId, entry.slug]
      const [row] = await query<{ reason: 'withdrawn' | 'erased' }>(findGone, [...address, seq])
      return row?.reason ?? null
    },
    pathHolders: (typeIds, locale, path) => query(findPathHolders, [typeIds, locale, path]),
    taken: (publications) => findTaken(query, publications),
    async bodies(entryIds) {
      const rows = await prisma.publication.findMany({
        where: { entryId: { in: entryIds }, validTo: null },
        select: { entryId: true, locale: true, layout: true, body: true },
      })
      return rows.map(({ body, ...row }) => ({ ...row, pieces: body.split(pieceSeparator) }))
    },
    changedAt: (seq) => query(findChanged, [seq]),
    childrenBelow: (documents) => query(findChildrenBelow, [documents.map((one) => one.entryId), documents.map((one) => one.locale)]),
    async markable({ entryId, locales, withdrawn }) {
      const rows = await query<{ locale: string }>(`select distinct p.locale from ${past} order by 1`, [entryId, locales, withdrawn])
      return rows.map(({ locale }) => locale)
    },
    async markPast({ entryId, locales, withdrawn }) {
      await query(`update ${past.replace('where', 'set withdrawn = $3::boolean where')}`, [entryId, locales, withdrawn])
    },
    replace: (publications) => replacePublications(connection, publications),
    replacePlaces: (entryIds) => replacePlaces(connection, entryIds),
    end: (entryId, locales) => endPublications(connection, entryId, locales),
    endMany: (documents) => endDocuments(connection, documents),
  }
}

const headColumns = {
  entryId: true,
  locale: true,
  revision: true,
  validFrom: true,
  slug: true,
  path: true,
  hash: true,
  publishedAt: true,
  firstPublishedAt: true,
} as const

const findSlugHolder = `
  select "entryId" from "Publication" where "typeId" = $1::uuid and locale = $2 and slug = $3 and "validTo" is null limit 1`

const findPathHolders = `
  select p."entryId", p."typeId" from "Publication" p
  where p."typeId" = any($1::uuid[]) and p.locale = $2 and p."validTo" is null and ${isAt('p', '$3::text')} order by p."entryId"`

const findChildrenBelow = `
  select w."entryId" as "parentId", e.id as "childId", w.locale
  from unnest($1::uuid[], $2::text[]) as w ("entryId", locale)
  join "Entry" e on e."parentId" = w."entryId"
  join "Publication" p on p."entryId" = e.id and p.locale = w.locale and p."validTo" is null
  order by e.id`

const findGone = `
  select 'withdrawn' as reason from "Publication" p
  where (p."entryId" = $1::uuid or (p."typeId" = $2::uuid and p.slug = $3)) and p.withdrawn and p."validFrom" <= $4::bigint and p."validTo" > $4::bigint
  union
  select 'erased' from "Erasure" e where e.kind = 'entry' and e.id = $1::uuid and e."publicFrom" <= $4::bigint and e.seq > $4::bigint`

const findChanged = `
  select coalesce(b."entryId", a."entryId") as "entryId", coalesce(b.locale, a.locale) as locale,
    case when b.id is not null then json_build_object('revision', b.revision, 'hash', b.hash) end as before,
    case when a.id is not null then json_build_object('revision', a.revision, 'hash', a.hash) end as after
  from (select * from "Publication" where "validTo" = $1::bigint) b
  full join (select * from "Publication" where "validFrom" = $1::bigint) a on a."entryId" = b."entryId" and a.locale = b.locale
  where a.hash is distinct from b.hash or a.revision is distinct from b.revision
  order by 1, 2`

const past = `
  "Publication" p where p."entryId" = $1::uuid and p."validTo" is not null and ($2::text[] is null or p.locale = any($2::text[])) and p.withdrawn <> $3::boolean`
