import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'

export interface MediaRow {
  id: string
  revision: number
  filename: string
  mimeType: string
  bytes: bigint
  /** Null for a placeholder: a file that is known by its address and was not fetched yet. */
  sha256: string | null
  width: number | null
  height: number | null
  alt: Record<string, string>
  caption: Record<string, string>
  sourceUrl: string | null
  createdAt: Date
  createdById: string | null
  updatedAt: Date
}

export interface MediaPage {
  rows: MediaRow[]
  /** Whether there are more after these. */
  more: boolean
  total?: number
}

export interface MediaTable {
  find: (id: string) => Promise<MediaRow | null>
  findMany: (ids: string[]) => Promise<MediaRow[]>
  findByHash: (sha256: string) => Promise<MediaRow | null>
  /** Newest first; `search` looks in file names; `after` is the id of the last row before. */
  list: (page: { limit: number; after?: string; search?: string; mimePrefix?: string; count?: boolean }) => Promise<MediaPage>
  /** Which of these content hashes some row (of now or of history) still names. */
  usedHashes: (hashes: string[]) => Promise<string[]>
  /** The file, also when it was deleted. */
  findEver: (id: string) => Promise<MediaRow | null>
  /** The version of a file at a `seq`, for readers; with null, that of now. */
  findAt: (id: string, seq: bigint | null) => Promise<MediaRow | null>
}

export interface MediaInTransaction extends MediaTable {
  /** The row, locked until the transaction ends; null when there is none. */
  lock: (id: string) => Promise<MediaRow | null>
  create: (media: MediaRow, seq: bigint) => Promise<void>
  /** The next version: ends the version that is valid now. */
  replace: (media: MediaRow, seq: bigint) => Promise<void>
  /** Takes it from readers; its versions stay for pinned reads. */
  remove: (id: string, seq: bigint) => Promise<void>
}

/** Files and what people say of them. Readers see versions, which carry the intervals of the log. */
export function mediaTable({ prisma, query }: Connection): MediaInTransaction {
  return {
    async lock(id) {
      await query('select 1 as held from "Media" where id = $1::uuid for update', [id])
      return this.find(id)
    },
    async find(id) {
      const row = await prisma.media.findFirst({ where: { id, removedAt: null }, omit: { removedAt: true } })
      return row === null ? null : toRow(row)
    },
    async findMany(ids) {
      return (await prisma.media.findMany({ where: { id: { in: ids }, removedAt: null }, omit: { removedAt: true } })).map(toRow)
    },
    async findByHash(sha256) {
      const row = await prisma.media.findFirst({ where: { sha256, removedAt: null }, omit: { removedAt: true }, orderBy: { id: 'asc' } })
      return row === null ? null : toRow(row)
    },
    async list({ limit, after, search, mimePrefix, count }) {
      const filters = [search ?? null, mimePrefix ?? null]
      const rows = await query<MediaRow>(listMedia, [...filters, after ?? null, limit + 1])
      const page = { rows: rows.slice(0, limit), more: rows.length > limit }
      if (count !== true) return page
      const [counted] = await query<{ total: number }>(countMedia, filters)
      return { ...page, total: counted?.total ?? 0 }
    },
    async usedHashes(hashes) {
      const rows = await prisma.mediaVersion.findMany({ where: { sha256: { in: hashes } }, distinct: ['sha256'], select: { sha256: true } })
      return rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]))
    },
    async findEver(id) {
      const row = await prisma.media.findUnique({ where: { id }, omit: { removedAt: true } })
      return row === null ? null : toRow(row)
    },
    async findAt(id, seq) {
      const [row] = await query<MediaRow>(findVersion, [id, seq])
      return row ?? null
    },
    async create(media, seq) {
      await prisma.media.create({ data: { ...media, alt: jsonIn(media.alt), caption: jsonIn(media.caption) }, select: { id: true } })
      await prisma.mediaVersion.create({ data: toVersion(media, seq), select: { mediaId: true } })
    },
    async replace(media, seq) {
      await prisma.media.update({
        where: { id: media.id },
        data: { ...media, alt: jsonIn(media.alt), caption: jsonIn(media.caption) },
        select: { id: true },
      })
      await prisma.mediaVersion.updateMany({ where: { mediaId: media.id, validTo: null }, data: { validTo: seq } })
      await prisma.mediaVersion.create({ data: toVersion(media, seq), select: { mediaId: true } })
    },
    async remove(id, seq) {
      // The counter's time is that of the `seq` in hand.
      await query('update "Media" set "removedAt" = (select at from "PublicationCounter") where id = $1::uuid', [id])
      await prisma.mediaVersion.updateMany({ where: { mediaId: id, validTo: null }, data: { validTo: seq } })
    },
  }
}

type StoredMedia = Omit<MediaRow, 'alt' | 'caption'> & { alt: unknown; caption: unknown }

function toRow(media: StoredMedia): MediaRow {
  return { ...media, alt: media.alt as MediaRow['alt'], caption: media.caption as MediaRow['caption'] }
}

function toVersion({ id, createdAt: _, createdById: __, updatedAt: ___, ...media }: MediaRow, seq: bigint) {
  return { ...media, mediaId: id, alt: jsonIn(media.alt), caption: jsonIn(media.caption), validFrom: seq }
}

const columns =
  'm.id, v.revision, v.filename, v."mimeType", v.bytes, v.sha256, v.width, v.height, v.alt, v.caption, v."sourceUrl", m."createdAt", m."createdById", m."updatedAt"'

// `strpos` and `starts_with` take what people type literally; LIKE would read `%` and `_` in it.
const filtered = `
  v."removedAt" is null
  and ($1::text is null or strpos(lower(v.filename), lower($1)) > 0)
  and ($2::text is null or starts_with(v."mimeType", $2))`

const listMedia = `
  select ${columns.replaceAll('m.', 'v.')} from "Media" v
  where ${filtered} and ($3::uuid is null or (v."createdAt", v.id) < (select l."createdAt", l.id from "Media" l where l.id = $3::uuid))
  order by v."createdAt" desc, v.id desc
  limit $4::int`

const countMedia = `select count(*)::int as total from "Media" v where ${filtered}`

const findVersion = `
  select ${columns} from "MediaVersion" v join "Media" m on m.id = v."mediaId"
  where v."mediaId" = $1::uuid
    and case when $2::bigint is null then v."validTo" is null else v."validFrom" <= $2::bigint and (v."validTo" is null or v."validTo" > $2::bigint) end`
