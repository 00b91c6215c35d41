import type { PublishedRead } from '@verso/data'
import type { Model, RichTextForm } from '@verso/model'
import type { Selection } from '@verso/query'
import type { EntrySources } from './value-sources.ts'

/** What rendering needs to know of one read; `tags` gathers what the body shows. */
export interface RenderContext {
  model: Model
  read: PublishedRead
  /** Decides which names from before a rename are still given. */
  now: Date
  /** The locale asked for and its stand-ins, in order. */
  locales: string[]
  /** Put before the path of a file; empty for addresses relative to this server. */
  mediaBase: string
  /** The form that rich text was asked for in; null for its blocks. */
  richText: RichTextForm | null
  /** Targets that were rendered already, by what is given of them. */
  /** Gathers by entry where localised values come from; null where nobody asked. */
  sources: Map<string, EntrySources> | null
  leaves: Map<Selection, Map<string, string>>
  shown: { entries: Set<string>; media: Set<string> }
}
