import type { Connection } from '../connection.ts'
import { jsonIn, jsonOrNothing } from './json-in.ts'

/** What the bytes of a file tell beyond its size; each only where they do. */
export interface FileFacts {
  /** A blurred placeholder of some 25 bytes, as base64 (ThumbHash). */
  thumbhash?: string
  /** As `#rrggbb`. */
  dominantColor?: string
  hasAlpha?: boolean
  /** Of what moves. */
  frames?: number
  /** In seconds. */
  duration?: number
  pages?: number
  copyright?: string
  creator?: string
}

/** Fractions of width and height, 0 to 1. */
export interface Point {
  x: number
  y: number
}

/** A part of an image, in fractions of its width and height. */
export interface Crop extends Point {
  width: number
  height: number
}

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
  facts: FileFacts
  alt: Record<string, string>
  caption: Record<string, string>
  focalPoint: Point | null
  crop: Crop | null
  tags: string[]
  folderId: string | null
  /** Given for signed, expiring addresses only. */
  isPrivate: boolean
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
  /** Which of these content hashes some row (of now or of history, or of a rendition) still names. */
  usedHashes: (hashes: string[]) => Promise<string[]>
  /** By id, how many entries that aren't in the trash show a file, in drafts or in public; none is left out. */
  countUses: (ids: string[]) => Promise<Map<string, number>>
  /** The file, also when it was deleted. */
  findEver: (id: string) => Promise<MediaRow | null>
  /** The latest version of a file that bore this name. */
  findNamed: (id: string, filename: string) => Promise<MediaRow | null>
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
      return (await query<{ sha256: string }>(usedHashes, [hashes])).map(({ sha256 }) => sha256)
    },
    async countUses(ids) {
      if (ids.length === 0) return new Map()
      return new Map((await query<{ id: string; uses: number }>(countUses, [ids])).map(({ id, uses }) => [id, uses]))
    },
    async findEver(id) {
      const row = await prisma.media.findUnique({ where: { id }, omit: { removedAt: true } })
      return row === null ? null : toRow(row)
    },
    async findNamed(id, filename) {
      const [row] = await query<MediaRow>(findNamed, [id, filename])
      return row ?? null
    },
    async findAt(id, seq) {
      const [row] = await query<MediaRow>(findVersion, [id, seq])
      return row ?? null
    },
    async create(media, seq) {
      await prisma.media.create({ data: { ...media, ...jsonColumns(media) }, select: { id: true } })
      await prisma.mediaVersion.create({ data: toVersion(media, seq), select: { mediaId: true } })
    },
    async replace(media, seq) {
      await prisma.media.update({
        where: { id: media.id },
        data: { ...media, ...jsonColumns(media) },
        select: { id: true },
      })
      await prisma.mediaVersion.updateMany({ where: { mediaId: media.id, validTo: null }, data: { validTo: seq } })
      await prisma.mediaVersion.create({ data: toVersion(media, seq), select: { mediaId: true } })
    },
    async remove(id, seq) {
      // The counter's time is that of the `seq` in hand.
      await query('update "Media" set "removedAt" = (select at from "PublicationCounter"), "folderId" = null where id = $1::uuid', [id])
      await prisma.mediaVersion.updateMany({ where: { mediaId: id, validTo: null }, data: { validTo: seq } })
    },
  }
}

type JsonColumns = Pick<MediaRow, 'facts' | 'alt' | 'caption' | 'focalPoint' | 'crop'>
type StoredMedia = Omit<MediaRow, keyof JsonColumns> & { [Column in keyof JsonColumns]: unknown }

function toRow(media: StoredMedia): MediaRow {
  return media as MediaRow
}

function jsonColumns({ facts, alt, caption, focalPoint, crop }: JsonColumns) {
  return {
    facts: jsonIn(facts),
    alt: jsonIn(alt),
    caption: jsonIn(caption),
    focalPoint: jsonOrNothing(focalPoint),
    crop: jsonOrNothing(crop),
  }
}

function toVersion({ id, createdAt: _, createdById: __, updatedAt: ___, ...media }: MediaRow, seq: bigint) {
  return { ...media, ...jsonColumns(media), mediaId: id, validFrom: seq }
}

const versionColumns = `v.revision, v.filename, v."mimeType", v.bytes, v.sha256, v.width, v.height, v.facts, v.alt, v.caption,
  v."focalPoint", v.crop, v.tags, v."folderId", v."isPrivate", v."sourceUrl"`
const columns = `m.id, ${versionColumns}, m."createdAt", m."createdById", m."updatedAt"`

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

const findNamed = `
  select ${columns} from "MediaVersion" v join "Media" m on m.id = v."mediaId"
  where v."mediaId" = $1::uuid and v.filename = $2
  order by v.revision desc limit 1`

const findVersion = `
  select ${columns} from "MediaVersion" v join "Media" m on m.id = v."mediaId"
  where v."mediaId" = $1::uuid
    and case when $2::bigint is null then v."validTo" is null else v."validFrom" <= $2::bigint and (v."validTo" is null or v."validTo" > $2::bigint) end`

const countUses = `
  select r."toMediaId" as id, count(distinct r."fromEntryId")::int as uses
  from "Reference" r join "Entry" e on e.id = r."fromEntryId" and e."trashedAt" is null
    join "ContentType" ct on ct.id = e."typeId" and ct."removedAt" is null
  where r."toMediaId" = any($1::uuid[]) and r."validTo" is null
  group by r."toMediaId"`

const usedHashes = `
  select h.sha256 from unnest($1::text[]) as h (sha256)
  where exists (select from "MediaVersion" v where v.sha256 = h.sha256) or exists (select from "Rendition" r where r.sha256 = h.sha256)`
