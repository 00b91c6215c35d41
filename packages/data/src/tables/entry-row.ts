import type { Content } from '@verso/model'
import type { LastChange, Outdated, Translations } from './draft-locales.ts'
import type { DraftInput, NewEntry } from './entry-writes.ts'
import { pathOf } from './publication-places.ts'

/** An entry with its current draft and the heads of its publications. */
export interface EntryRow {
  id: string
  typeId: string
  revision: number
  content: Content
  /** Hash of the draft by locale. */
  hashes: Record<string, string>
  translations: Translations
  outdated: Outdated
  createdAt: Date
  createdById: string | null
  updatedAt: Date
  updatedById: string | null
  trashedAt: Date | null
  trashedById: string | null
  /** The entry above it, where its type is a tree. */
  parentId: string | null
  orderKey: string | null
  /** How many entries that aren't in the trash stand right below it. */
  children: number
  publications: HeadRow[]
  /** By locale in which the entry is or was public: when, and by whom. Stays when it is unpublished. */
  published: PublishedTimes[]
  /** By locale, and under an empty name for what is shared: the last save that changed something there. */
  lastChanges: Record<string, LastChange>
  /** True when the entry was public once, in any locale. */
  wasPublished: boolean
  /** The names of the tests that its draft meets, where the store was asked to tell. */
  meets?: ReadonlySet<string>
}

export interface PublishedTimes {
  locale: string
  firstPublishedAt: Date
  firstPublishedById: string | null
  publishedAt: Date
  publishedById: string | null
}

/** What readers see now of an entry in a locale. */
export interface HeadRow {
  locale: string
  revision: number
  seq: bigint
  slug: string | null
  /** The path that readers know it by: in a tree the slugs from the root down, elsewhere its slug. */
  path: string | null
  hash: string
  publishedAt: Date
  firstPublishedAt: Date
}

/** The columns of an `EntryRow`, for entry `e` with its draft `d`: one statement gives all of it, for one entry or many. */
export const entryColumns = `
  e.id, e."typeId", e.revision, e."createdAt", e."createdById", e."updatedAt", e."updatedById", e."trashedAt", e."trashedById", e."parentId", e."orderKey", d.content, d.hashes, d.translations, d.outdated, d."lastChanges",
  coalesce((
    select json_agg(json_build_object('locale', h.locale, 'revision', h.revision, 'seq', h."validFrom"::text, 'slug', h.slug, 'path', ${pathOf('h')}, 'hash', h.hash,
      'publishedAt', h."publishedAt", 'firstPublishedAt', h."firstPublishedAt") order by h.locale)
    from "Publication" h where h."entryId" = e.id and h."validTo" is null
  ), '[]') as publications,
  (select count(*)::int from "Entry" c where c."parentId" = e.id and c."trashedAt" is null) as children,
  coalesce((
    select json_agg(json_build_object('locale', t.locale, 'firstPublishedAt', newest."firstPublishedAt", 'firstPublishedById', oldest."publishedById",
      'publishedAt', newest."publishedAt", 'publishedById', newest."publishedById") order by t.locale)
    from "PublishedTotal" t
    join lateral (
      select h."firstPublishedAt", h."publishedAt", h."publishedById" from "Publication" h where h."entryId" = e.id and h.locale = t.locale order by h."validFrom" desc limit 1
    ) newest on true
    join lateral (select h."publishedById" from "Publication" h where h."entryId" = e.id and h.locale = t.locale order by h."validFrom" limit 1) oldest on true
    where t."typeId" = e."typeId"
  ), '[]') as published`

/** An entry as it has just been made, without asking for it again. */
export function newEntryRow(
  { id, typeId, at, byId, parentId, orderKey }: NewEntry,
  { content, hashes }: Pick<DraftInput, 'content' | 'hashes'>,
): EntryRow {
  return {
    ...{ id, typeId, revision: 1, content, hashes, translations: {}, outdated: {} },
    ...{ createdAt: at, createdById: byId, updatedAt: at, updatedById: byId, trashedAt: null, trashedById: null },
    ...{ parentId: parentId ?? null, orderKey: orderKey ?? null, children: 0 },
    ...{ publications: [], published: [], lastChanges: {}, wasPublished: false },
  }
}

/** What the columns come as: JSON holds numbers of 64 bits and times as text. */
export type RawEntry = Omit<EntryRow, 'publications' | 'published' | 'lastChanges' | 'wasPublished' | 'meets'> & {
  meets?: string[]
  publications: RawHead[]
  published: RawTimes[]
  lastChanges: Record<string, { at: string; byId: string | null }>
}

type RawTimes = Omit<PublishedTimes, 'firstPublishedAt' | 'publishedAt'> & { firstPublishedAt: string; publishedAt: string }

type RawHead = Omit<HeadRow, 'seq' | 'publishedAt' | 'firstPublishedAt'> & { seq: string; publishedAt: string; firstPublishedAt: string }

/** Picks the columns of an entry out of a row that may hold more. */
export function toEntryRow({
  id,
  typeId,
  revision,
  content,
  hashes,
  publications,
  published,
  lastChanges,
  meets,
  ...raw
}: RawEntry): EntryRow {
  const { createdAt, createdById, updatedAt, updatedById, trashedAt, trashedById, parentId, orderKey, children, translations, outdated } =
    raw
  const times = { createdAt, createdById, updatedAt, updatedById, trashedAt, trashedById }
  return {
    id,
    typeId,
    revision,
    content,
    hashes,
    translations,
    outdated,
    ...times,
    parentId,
    orderKey,
    children,
    publications: publications.map(toHeadRow),
    published: published.map(toTimes),
    lastChanges: Object.fromEntries(Object.entries(lastChanges).map(([code, { at, byId }]) => [code, { at: new Date(at), byId }])),
    wasPublished: published.length > 0,
    ...(meets === undefined ? {} : { meets: new Set(meets) }),
  }
}

function toTimes({ publishedAt, firstPublishedAt, ...raw }: RawTimes): PublishedTimes {
  return { ...raw, publishedAt: new Date(publishedAt), firstPublishedAt: new Date(firstPublishedAt) }
}

function toHeadRow(raw: RawHead): HeadRow {
  return { ...raw, seq: BigInt(raw.seq), publishedAt: new Date(raw.publishedAt), firstPublishedAt: new Date(raw.firstPublishedAt) }
}
