import type { Connection } from '../connection.ts'
import type { HeadRow } from './entry-row.ts'
import { endPublications, type PublicationInput, replacePublications } from './publication-writes.ts'
import { uniqueKey } from './unique-key.ts'

export interface Publications {
  heads: (entryIds: string[]) => Promise<(HeadRow & { entryId: string })[]>
  /** Which published entry holds a slug or a unique value now. */
  slugHolder: (typeId: string, locale: string, slug: string) => Promise<string | null>
  uniqueHolder: (fieldId: string, locale: string, value: string) => Promise<string | null>
}

export interface PublicationsInTransaction extends Publications {
  /** Ends the rows that are valid now and begins these at `seq`. A taken slug or unique value throws `TakenError`. */
  replace: (publications: PublicationInput[], seq: bigint) => Promise<void>
  /** Ends the rows of these locales (all when null) at `seq`. */
  end: (entryId: string, locales: string[] | null, seq: bigint) => Promise<void>
}

/** What readers see, from one `seq` until another. Only inside of `log.append`, whose lock keeps slugs and counters true. */
export function publicationsTable(connection: Connection): PublicationsInTransaction {
  const { prisma } = connection
  return {
    async heads(entryIds) {
      const rows = await prisma.publication.findMany({
        where: { entryId: { in: entryIds }, validTo: null },
        select: headColumns,
        orderBy: [{ entryId: 'asc' }, { locale: 'asc' }],
      })
      return rows.map(({ validFrom, ...row }) => ({ ...row, seq: validFrom }))
    },
    async slugHolder(typeId, locale, slug) {
      const row = await prisma.publication.findFirst({ where: { typeId, locale, slug, validTo: null }, select: { entryId: true } })
      return row?.entryId ?? null
    },
    async uniqueHolder(fieldId, locale, value) {
      const row = await prisma.uniqueValue.findUnique({
        where: { fieldId_locale_value: { fieldId, locale, value: uniqueKey(value) } },
        select: { entryId: true },
      })
      return row?.entryId ?? null
    },
    replace: (publications, seq) => replacePublications(connection, publications, seq),
    end: (entryId, locales, seq) => endPublications(connection, { entryId, locales, seq }),
  }
}

const headColumns = {
  entryId: true,
  locale: true,
  revision: true,
  validFrom: true,
  slug: true,
  hash: true,
  publishedAt: true,
  firstPublishedAt: true,
} as const
