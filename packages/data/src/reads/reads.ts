import type { Json } from '@verso/model'
import type { AggregatePlan, Chosen, NearWords, ReadPlan } from '@verso/query'
import type { MediaRow } from '../tables/media-row.ts'
import type { EntryRow } from '../tables/entry-row.ts'
import type { MediaList, MediaListOptions } from './list-media.ts'
import type { Previewed } from './previewed.ts'
import type { Changes } from './read-changes.ts'
import type { RowRights } from './row-rights.ts'

/** One published document as stored; `pieces[i]` is the JSON text of field `layout[i]`. */
export interface PublishedRow {
  id: string
  /** Names this state of the document: whatever is read by it stays as it is until the model changes. */
  publicationId: string
  typeId: string
  locale: string
  revision: number
  layout: string[]
  pieces: string[]
  /** In ISO 8601, in UTC. */
  publishedAt: string
  firstPublishedAt: string
  updatedAt: string
  /** Where readers find it: in a tree the slugs from the root down, elsewhere its slug. */
  path: string | null
  slug: string | null
  parentId: string | null
  /** By the key of a value that isn't the locale's own: where it stands in from. */
  origins: Record<string, string>
  /** How well it answers the search of its read. */
  score?: number
}

/** What readers see of a file at the read's `seq`. */
export interface PublishedMedia
  extends Pick<
    MediaRow,
    | ('id' | 'filename' | 'mimeType' | 'sha256' | 'width' | 'height' | 'facts' | 'alt' | 'caption')
    | ('focalPoint' | 'crop' | 'tags' | 'folderId' | 'isPrivate' | 'sourceUrl')
  > {
  bytes: number
}

export interface PublishedRead {
  seq: bigint
  /** The newest `seq` when it was read; `seq` is an earlier one where that was asked for. */
  newestSeq: bigint
  /** Version of the current model; when it isn't the plan's, the caller plans again. */
  modelVersion: number
  rows: PublishedRow[]
  /** Targets of references that are published and readable, by id; those not included have empty `pieces`. */
  targets: Map<string, PublishedRow>
  media: Map<string, PublishedMedia>
  /** What is loaded of includes that have conditions or an order of their own. */
  chosen: Chosen
  /** Ids of all entries and files that references led to, whether these are there or not. */
  lookedFor: ReadonlySet<string>
  /** Those of entries among them whose targets are loaded where they are there. */
  linked: ReadonlySet<string>
  /** Sort keys and id of the last row, when there are more rows. */
  next: Json[] | null
  /** Sort keys and id of each row, for whoever names the place after any of them; none where rows are in no order. */
  keysOfRows: () => Json[][]
  total?: number
  /**
   * By id of a type how much is published of it, in all languages: of those in which a read has nothing to go by but to look at everything. As
   * `trigrams` 1 where the database knows these, which serve what looks for parts of texts.
   */
  sizes?: Record<string, number>
  /** Of a search: what words were taken for that no text holds as they were typed. */
  near?: NearWords
}

/** A group, and what was worked out of it, both in the order of the plan. */
export interface AggregateRow {
  group: Json[]
  figures: Json[]
}

export interface AggregateRead extends Pick<PublishedRead, 'seq' | 'newestSeq' | 'modelVersion' | 'next' | 'total'> {
  rows: AggregateRow[]
}

export interface DraftRead {
  modelVersion: number
  rows: EntryRow[]
  next: Json[] | null
  total?: number
}

export interface PublishedOptions {
  readableTypeIds: string[]
  /** What of these types may be seen; left out where that is everything. */
  rights?: RowRights | undefined
  /** A `seq` that was committed already; absent: the present one. */
  at?: bigint
  /** Looks at what would be public, inside of a snapshot. */
  previewed?: Previewed | undefined
  /** Narrows a list to what an address names. */
  address?: Address | undefined
}

/** Which rows a read of the present is about, and the state that they are of: what they show may be held already. */
export interface WhichRows extends Pick<PublishedRead, 'seq' | 'newestSeq' | 'modelVersion' | 'next' | 'keysOfRows' | 'total' | 'sizes'> {
  page: { id: string; publicationId: string }[]
}

/** Rows that a process keeps for readers of the same rights, languages and model. */
export interface HeldRows {
  /** Whether what is held is known to be of this very state, as of now. */
  isOf: (seq: bigint) => boolean
  row: (publicationId: string) => PublishedRow | undefined
  /** What stands for an entry; null where nothing does, undefined where nobody knows. */
  target: (entryId: string) => PublishedRow | null | undefined
}

/** The entry, or the entries, that an address means. */
export interface Address {
  column: 'id' | 'slug'
  value: string
}

export interface DraftOptions {
  trashed: boolean
  /** What the reader may see; left out for everything. */
  rights?: RowRights | undefined
}

export interface PathOptions {
  rights?: RowRights | undefined
  /** Types that the reader may see, and wants. */
  typeIds: string[]
  /** The locale asked for and the ones that stand in for it, in order. */
  locales: string[]
  at?: bigint | null
  previewed?: Previewed | undefined
}

/** Something that a path names, or leads to when it has `moved`; then it may be a fixed place (`to`) in place of an entry. */
export interface ResolvedRow {
  id: string | null
  typeId: string | null
  locale: string
  slug: string | null
  path: string | null
  moved: boolean
  to: string | null
  permanent: boolean
  /** A redirect that counts for the whole site, whatever the type. */
  isSiteWide: boolean
  /** The redirect that led here; null for what lives at the path. */
  redirectId: string | null
}

export interface PathRead {
  seq: bigint
  /** What lives at the path first, then what it leads to: of the locale asked for before those of its stand-ins. */
  rows: ResolvedRow[]
}

export interface Reads {
  /**
   * One statement for the rows and what they refer to, one for each further level of references, one for media: never more
   * with more rows. All of them show the state at one `seq`: that of the first statement, or `at`.
   */
  published: (plan: ReadPlan, options: PublishedOptions) => Promise<PublishedRead>
  /** Of the present, only which rows they are: one statement. */
  which: (plan: ReadPlan, options: Pick<PublishedOptions, 'readableTypeIds' | 'address'>) => Promise<WhichRows>
  /**
   * The same as `published` from rows that are held already, for those of a statement that said which. Null where one of them isn't held, or
   * what is held is of another state.
   */
  held: (
    plan: ReadPlan,
    which: WhichRows,
    options: Pick<PublishedOptions, 'readableTypeIds'> & { held: HeldRows },
  ) => Promise<PublishedRead | null>
  /** Published entries of any type by id, in no particular order. `plans` has one for each type that may come. */
  publishedByIds: (ids: string[], options: PublishedOptions & { plans: ReadPlan[] }) => Promise<PublishedRead>
  /** Figures in place of entries: one statement. */
  aggregates: (plan: AggregatePlan, options: PublishedOptions) => Promise<AggregateRead>
  drafts: (plan: ReadPlan, options: DraftOptions) => Promise<DraftRead>
  /** What lives at a path, and where it leads to. */
  path: (path: string, options: PathOptions) => Promise<PathRead>
  /** What readers see of some files at a `seq`, by id. */
  media: (ids: string[], at: bigint) => Promise<Map<string, PublishedMedia>>
  /** Ids of the files that a reader is told of: one statement. */
  listMedia: (options: MediaListOptions) => Promise<MediaList>
  changes: Changes
}
