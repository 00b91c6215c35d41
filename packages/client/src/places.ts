import type { ContentPath } from '@verso/contract'
import type { ListQuery, OneQuery } from './query.ts'

/** In which content a path is looked up. */
export interface PathQuery extends Pick<OneQuery, 'locale' | 'seq' | 'at' | 'minSeq'> {
  /** Only what is of this type: entries of two types may have one path. */
  type?: string
}

interface Here<Name extends string> extends ContentPath {
  id: string
  type: Name
  path: string
  slug: string
  moved: false
}

/** Another path is to be used. Without an entry a redirect leads to a fixed path, or out of the content. */
interface Moved<Name extends string> extends ContentPath {
  type: Name | null
  moved: true
  permanent: boolean
}

/** What lives at a path now. */
export type ResolvedPath<Name extends string = string> = Omit<Here<Name>, 'permanent'> | Moved<Name>

/** Which files, and how they are described. */
export type MediaQuery = Pick<ListQuery, 'locale' | 'limit' | 'offset' | 'after' | 'count' | 'seq' | 'at' | 'minSeq'>
