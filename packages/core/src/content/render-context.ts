import type { PublishedMedia, PublishedRead, PublishedRow } from '@verso/data'
import type { ContentType, Model, RichTextForm } from '@verso/model'
import type { Selection } from '@verso/query'
import type { MediaPlace } from '../media/file-address.ts'
import type { IncludedEntries } from './included-entries.ts'
import type { RenderedTexts } from './kept/fragments.ts'
import type { EntrySources } from './value-sources.ts'

/** What is found by an id. */
export type Lookup<T> = Pick<ReadonlyMap<string, T>, 'get' | 'has'>

/** What a read has found beside its rows. Whatever rendering gets of it, it asks for by these. */
interface ReadAround extends Pick<PublishedRead, 'chosen'> {
  targets: Lookup<PublishedRow>
  media: Lookup<PublishedMedia>
}

/** What rendering needs to know of one read; `tags` gathers what the body shows. */
export interface RenderContext extends MediaPlace {
  model: Model
  read: ReadAround
  /** Decides which names from before a rename are still given. */
  now: Date
  /** The locale asked for and its stand-ins, in order. */
  locales: string[]
  /** The form that rich text was asked for in; null for its blocks. */
  richText: RichTextForm | null
  /** Gathers by entry where localised values come from; null where nobody asked. */
  sources: Map<string, EntrySources> | null
  /** The JSON text of where a row holds what was searched for; null where nobody asked. */
  highlights: ((row: PublishedRow, type: ContentType) => string) | null
  /** Targets that were rendered already, by what is given of them. */
  leaves: Map<Selection, Map<string, string>>
  /** Takes the targets that come beside the data; null where each stands in its place. */
  included: IncludedEntries | null
  /** Whether an entry that stands above itself is given again, in place of its address, and entries of rich text come beside its words. */
  asDocument: boolean
  /** What was rendered of the same publications before; null where rows are of this read alone, or more is asked for than their text. */
  fragments: RenderedTexts | null
  shown: { entries: Set<string>; media: Set<string> }
}
