import type { Connection } from '../connection.ts'

/** An image that was made of a stored one. */
export interface RenditionRow {
  /** The content hash of the image that it was made of. */
  sourceHash: string
  /** The whole wish in its one spelling. */
  wish: string
  sha256: string
  mimeType: string
  bytes: number
}

export interface Renditions {
  find: (sourceHash: string, wish: string) => Promise<RenditionRow | null>
  /** Keeps it; of more than `limit` of one image the least used go. Made twice at once, the later one stands. */
  keep: (rendition: RenditionRow, options: { at: Date; limit: number }) => Promise<void>
  /** Notes that it is wanted still. */
  touch: (sourceHash: string, wish: string, at: Date) => Promise<void>
  /** Forgets those that are these bytes, and gives their hashes; bytes that are a file as well are left alone. */
  forgetMade: (hashes: readonly string[]) => Promise<string[]>
  /** Forgets those of some images; gives the hashes of what they were. */
  forget: (sourceHashes: readonly string[]) => Promise<string[]>
}

/** Images made of others. Their bytes lie in the file store, and are orphans once no row names them. */
export function renditionsTable({ prisma, query }: Connection): Renditions {
  return {
    find: (sourceHash, wish) => prisma.rendition.findUnique({ where: { sourceHash_wish: { sourceHash, wish } }, omit: { usedAt: true } }),
    async keep({ sourceHash, wish, ...made }, { at, limit }) {
      const row = { ...made, usedAt: at }
      await prisma.rendition.upsert({
        where: { sourceHash_wish: { sourceHash, wish } },
        create: { sourceHash, wish, ...row },
        update: row,
        select: { wish: true },
      })
      await query(dropLeastUsed, [sourceHash, limit])
    },
    async touch(sourceHash, wish, at) {
      await prisma.rendition.updateMany({ where: { sourceHash, wish }, data: { usedAt: at } })
    },
    async forgetMade(hashes) {
      const rows = await query<{ sha256: string }>(forgetMade, [hashes])
      return [...new Set(rows.map(({ sha256 }) => sha256))]
    },
    async forget(sourceHashes) {
      const rows = await query<{ sha256: string }>('delete from "Rendition" where "sourceHash" = any($1::text[]) returning sha256', [
        sourceHashes,
      ])
      return rows.map(({ sha256 }) => sha256)
    },
  }
}

const forgetMade = `
  delete from "Rendition" r
  where r.sha256 = any($1::text[]) and not exists (select from "MediaVersion" v where v.sha256 = r.sha256) returning r.sha256`

const dropLeastUsed = `
  delete from "Rendition" r
  where r."sourceHash" = $1 and r.wish in (select o.wish from "Rendition" o where o."sourceHash" = $1 order by o."usedAt" desc, o.wish offset $2::int)`
