import type { PublishedRead } from '@verso/data'
import type { Model } from '@verso/model'
import type { Selection } from '@verso/query'

/** What rendering needs to know of one read; `tags` gathers what the body shows. */
export interface RenderContext {
  model: Model
  read: PublishedRead
  /** The locale asked for and its stand-ins, in order. */
  locales: string[]
  /** Put before the path of a file; empty for addresses relative to this server. */
  mediaBase: string
  /** Targets that were rendered already, by what is given of them. */
  leaves: Map<Selection, Map<string, string>>
  shown: { entries: Set<string>; media: Set<string> }
}
