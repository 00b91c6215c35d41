import type { List } from './shared.ts'

export type { ContentMedia } from '@verso/model'

/** The members of an entry that are Verso's; all others are the model's. */
export interface ContentEntryMembers {
  _id: string
  _type: string
  _locale: string
  _revision: number
  _publishedAt: string
  _firstPublishedAt: string
  _updatedAt: string
}

export type ContentEntry = ContentEntryMembers & Record<string, unknown>

export type ContentList<T = ContentEntry> = List<T>

/** A reference that was not included. */
export interface ContentReference {
  _ref: string
  _type: string
}
