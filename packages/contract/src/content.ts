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
  /** In a tree: the slugs from the root down, each after a `/`. */
  _path?: string | null
  /** In a tree: the id of the entry above; null at the root. */
  _parent?: string | null
  /** In a search: how well the entry answers it. */
  _score?: number
  /** In a search, on request: by the path of a field an extract as HTML, in which what was found stands in `<mark>`. */
  _highlights?: Record<string, string>
}

/** What lives at a path, or where an old one leads by now; without an entry `path` is the fixed path or address. */
export interface ContentPath {
  id: string | null
  type: string | null
  locale: string
  path: string | null
  slug: string | null
  moved: boolean
  /** Of what has moved: whether it will stay there. */
  permanent?: boolean
}

export type ContentEntry = ContentEntryMembers & Record<string, unknown>

export type ContentList<T = ContentEntry> = List<T>

/** A reference that was not included. */
export interface ContentReference {
  _ref: string
  _type: string
}
