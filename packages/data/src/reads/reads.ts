import type { Json } from '@verso/model'
import type { ReadPlan } from '@verso/query'
import type { EntryRow } from '../tables/entry-row.ts'

/** One published document as stored; `pieces[i]` is the JSON text of field `layout[i]`. */
export interface PublishedRow {
  id: string
  typeId: string
  locale: string
  revision: number
  layout: string[]
  pieces: string[]
  publishedAt: Date
  firstPublishedAt: Date
  updatedAt: Date
}

/** What readers see of a file at the read's `seq`. */
export interface PublishedMedia {
  id: string
  filename: string
  mimeType: string
  bytes: number
  sha256: string | null
  width: number | null
  height: number | null
  alt: Record<string, string>
  caption: Record<string, string>
  sourceUrl: string | null
}

export interface PublishedRead {
  seq: bigint
  /** Version of the current model; when it isn't the plan's, the caller plans again. */
  modelVersion: number
  rows: PublishedRow[]
  /** Targets of references that are published and readable, by id; those not included have empty `pieces`. */
  targets: Map<string, PublishedRow>
  media: Map<string, PublishedMedia>
  /** Sort keys and id of the last row, when there are more rows. */
  next: Json[] | null
  total?: number
}

export interface DraftRead {
  modelVersion: number
  rows: EntryRow[]
  next: Json[] | null
  total?: number
}

export interface PublishedOptions {
  readableTypeIds: string[]
  /** A `seq` that was committed already; absent: the present one. */
  at?: bigint
}

export interface DraftOptions {
  trashed: boolean
  /** Only entries that one of these made. */
  ownerIds?: string[]
  /** Only entries whose title holds this in some locale, without regard to case. */
  search?: string
}

export interface Reads {
  /**
   * One statement for the rows and what they refer to, one for each further level of references, one for media: never more
   * with more rows. All of them show the state at one `seq`: that of the first statement, or `at`.
   */
  published: (plan: ReadPlan, options: PublishedOptions) => Promise<PublishedRead>
  /** Published entries of any type by id, in no particular order. `plans` has one for each type that may come. */
  publishedByIds: (ids: string[], options: PublishedOptions & { plans: ReadPlan[] }) => Promise<PublishedRead>
  drafts: (plan: ReadPlan, options: DraftOptions) => Promise<DraftRead>
}
