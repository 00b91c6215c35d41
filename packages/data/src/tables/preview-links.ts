import type { Connection } from '../connection.ts'

export interface PreviewLinkRow {
  id: string
  entryId: string
  locale: string
  /** The revision that it shows; null for the draft as it is when somebody looks. */
  revision: number | null
  /** The release that it shows the entry in. */
  releaseId: string | null
  expiresAt: Date
  revokedAt: Date | null
  createdAt: Date
  createdById: string
  /** The token that made it for that person; null where they made it themselves. */
  tokenId: string | null
}

export interface PreviewLinks {
  find: (id: string) => Promise<PreviewLinkRow | null>
  /** Those of an entry that still lead somewhere, newest first. */
  ofEntry: (entryId: string, now: Date) => Promise<PreviewLinkRow[]>
}

export interface PreviewLinksInTransaction extends PreviewLinks {
  create: (row: PreviewLinkRow) => Promise<void>
  revoke: (id: string, at: Date) => Promise<void>
}

/** Links that let somebody see one entry before it is public. They go with their entry. */
export function previewLinksTable({ prisma }: Connection): PreviewLinksInTransaction {
  return {
    find: (id) => prisma.previewLink.findUnique({ where: { id } }),
    ofEntry: (entryId, now) =>
      prisma.previewLink.findMany({
        where: { entryId, revokedAt: null, expiresAt: { gt: now } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    async create(row) {
      await prisma.previewLink.create({ data: row, select: { id: true } })
    },
    async revoke(id, at) {
      await prisma.previewLink.update({ where: { id }, data: { revokedAt: at }, select: { id: true } })
    },
  }
}
