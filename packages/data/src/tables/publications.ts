import type { Connection } from '../connection.ts'
import type { Taken } from '../taken-error.ts'
import type { HeadRow } from './entry-row.ts'
import type { EventItem } from './log.ts'
import { isAt } from './publication-places.ts'
import { endPublications, type PublicationInput, replacePlaces, replacePublications } from './publication-writes.ts'
import { addressOf, findTaken } from './refuse-taken.ts'

export interface Publications {
  heads: (entryIds: string[]) => Promise<(HeadRow & { entryId: string })[]>
  /** Which published entry holds a slug or a unique value now. */
  slugHolder: (typeId: string, locale: string, slug: string) => Promise<string | null>
  /** Which entries of these types readers find at a path now. */
  pathHolders: (typeIds: string[], locale: string, path: string) => Promise<{ entryId: string; typeId: string }[]>
  /** Why an entry that was public at a past `seq` isn't there any more: withdrawn or erased. Null where it wasn't, or still is. */
  goneAt: (entry: { id: string } | { typeId: string; slug: string }, seq: bigint) => Promise<'withdrawn' | 'erased' | null>
  /** Which published entries stand right below an entry in the tree, in these locales: up to 20 of them, and how many there are. */
  childrenOf: (entryId: string, locales: string[]) => Promise<{ ids: string[]; total: number }>
  /** The unique values that these documents ask for and others have, or ask for before them. */
  takenUniques: (publications: readonly Pick<PublicationInput, 'entryId' | 'typeId' | 'locale' | 'uniques'>[]) => Promise<Taken[]>
}

export interface PublicationsInTransaction extends Publications {
  /**
   * Ends the rows that are valid now and begins these at `seq`. A taken slug or unique value throws `TakenError`, a parent that
   * isn't public `PlaceError`. Gives what the log tells of entries below them in a tree, whose paths change along.
   */
  replace: (publications: PublicationInput[], seq: bigint) => Promise<EventItem[]>
  /** Brings the paths of entries that were moved, and of all that is published below them, in line with the tree at `seq`. */
  replacePlaces: (entryIds: string[], seq: bigint) => Promise<EventItem[]>
  /** Ends the rows of these locales (all when null) at `seq`. */
  end: (entryId: string, locales: string[] | null, seq: bigint) => Promise<void>
}

/** What readers see, from one `seq` until another. Only inside of `log.append`, whose lock keeps slugs and counters true. */
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
      const row = await prisma.publication.findFirst({ where: { typeId, locale, slug, validTo: null }, select: { entryId: true } })
      return row?.entryId ?? null
    },
    async goneAt(entry, seq) {
      const address = 'id' in entry ? [entry.id, null, null] : [null, entry.typeId, entry.slug]
      const [row] = await query<{ reason: 'withdrawn' | 'erased' }>(findGone, [...address, seq])
      return row?.reason ?? null
    },
    pathHolders: (typeIds, locale, path) => query(findPathHolders, [typeIds, locale, path]),
    async childrenOf(entryId, locales) {
      const [row] = await query<{ ids: string[]; total: number }>(findChildren, [entryId, locales])
      return row ?? { ids: [], total: 0 }
    },
    takenUniques: (publications) =>
      findTaken(
        query,
        publications.map((one) => ({ ...one, slug: null })),
      ),
    replace: (publications, seq) => replacePublications(connection, publications, seq),
    replacePlaces: (entryIds, seq) => replacePlaces(connection, entryIds, seq),
    end: (entryId, locales, seq) => endPublications(connection, { entryId, locales, seq }),
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

const findPathHolders = `
  select p."entryId", p."typeId" from "Publication" p
  where p."typeId" = any($1::uuid[]) and p.locale = $2 and p."validTo" is null and ${isAt('p', '$3::text')} order by p."entryId"`

const findChildren = `
  with children as (
    select distinct e.id from "Entry" e join "Publication" p on p."entryId" = e.id and p."validTo" is null and p.locale = any($2::text[])
    where e."parentId" = $1::uuid
  )
  select array(select id from children order by id limit 20)::text[] as ids, (select count(*)::int from children) as total`

const findGone = `
  select 'withdrawn' as reason from "Publication" p
  where (p."entryId" = $1::uuid or (p."typeId" = $2::uuid and p.slug = $3)) and p.withdrawn and p."validFrom" <= $4::bigint and p."validTo" > $4::bigint
  union
  select 'erased' from "Erasure" e where e.kind = 'entry' and e.id = $1::uuid and e."publicFrom" <= $4::bigint and e.seq > $4::bigint`
