import type { Json } from '@verso/model'
import type { Actor } from '../context.ts'

/** Something that happened, as far as each of those who watch may know of it; null for who may not. */
export interface LiveEvent {
  name: 'presence' | 'entry.saved' | 'entry.published' | 'job'
  dataFor: (actor: Actor) => Json | null
}

/** One kind of news. The first look finds what there is to begin from, every later one what has happened since. */
export interface News {
  begin: () => Promise<void>
  look: () => Promise<LiveEvent[]>
  /** What somebody who comes in has to know. */
  present: () => LiveEvent[]
}
