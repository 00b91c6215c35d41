import type { Connection } from '../connection.ts'
import { type ClaimedBytes, mediaBytes, type NamedBytes } from './media-bytes.ts'
import { jsonIn, jsonOrNothing } from './json-in.ts'
import { countUses, listMedia, type MediaPage, type MediaPageWish } from './media-list.ts'
import type { MediaRow } from './media-row.ts'
import { columnsOfVersion } from './media-columns.ts'

export interface MediaTable extends NamedBytes {
  find: (id: string) => Promise<MediaRow | null>
  findMany: (ids: string[]) => Promise<MediaRow[]>
  findByHash: (sha256: string) => Promise<MediaRow | null>
  /** Newest first; `after` is the id of the last row before. */
  list: (page: MediaPageWish) => Promise<MediaPage>
  /** By id, how many entries that aren't in the trash show a file, in drafts or in public; none is left out. */
  countUses: (ids: string[]) => Promise<Map<string, number>>
  /** The file, also when it was deleted. */
  findEver: (id: string) => Promise<MediaRow | null>
  /** The latest version of a file that bore this name. */
  findNamed: (id: string, filename: string) => Promise<MediaRow | null>
  /** The version of a file at a `seq`, for readers; with null, that of now. */
  findAt: (id: string, seq: bigint | null) => Promise<MediaRow | null>
}

export interface MediaInTransaction extends MediaTable, ClaimedBytes {
  /** The row, locked until the transaction ends; null when there is none. */
  lock: (id: string) => Promise<MediaRow | null>
  /** Every name that it has or had. */
  namesOf: (id: string) => Promise<string[]>
  create: (media: MediaRow, seq: bigint) => Promise<void>
  /** The next version: ends the version that is valid now. */
  replace: (media: MediaRow, seq: bigint) => Promise<void>
  /** Takes it from readers; its versions stay for pinned reads. */
  remove: (id: string, seq: bigint) => Promise<void>
}

/** Files and what people say of them. Readers see versions, which carry the intervals of the log. */
export function mediaTable({ prisma, query }: Connection): MediaInTransaction {
  return {
    ...mediaBytes(query),
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
    list: (page) => listMedia(query, page),
    countUses: (ids) => countUses(query, ids),
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
    async namesOf(id) {
      const rows = await prisma.mediaVersion.findMany({ where: { mediaId: id }, distinct: ['filename'], select: { filename: true } })
      return rows.map(({ filename }) => filename)
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

const columns = `m.id, ${columnsOfVersion}, m."createdAt", m."createdById", m."updatedAt"`

const findNamed = `
  select ${columns} from "MediaVersion" v join "Media" m on m.id = v."mediaId"
  where v."mediaId" = $1::uuid and v.filename = $2
  order by v.revision desc limit 1`

const findVersion = `
  select ${columns} from "MediaVersion" v join "Media" m on m.id = v."mediaId"
  where v."mediaId" = $1::uuid
    and case when $2::bigint is null then v."validTo" is null else v."validFrom" <= $2::bigint and (v."validTo" is null or v."validTo" > $2::bigint) end`
