import type { EventFilter } from '../content-event.ts'
import type { EventFilterNames } from '../event-filter.ts'
import type { Listening } from './listening-rights.ts'

/** Somebody who wants to hear of what is published, in the form `T` that events are sent in. */
export interface LiveListener<T> extends Listening {
  filter: EventFilterNames
  /** The last `seq` that it knows; null for the present one. */
  after: bigint | null
  /** It was told so here, or by what was here before. */
  wasTold: boolean
  take: (form: T) => void
  /** Waits until there is room for more: so much of the past is read at once. */
  ready: () => Promise<void>
  /** Nothing was to tell for a while. Up to this `seq` it knows all now. */
  breathe: (seq: bigint | null) => void
  end: () => void
}

/** A listener, and how far it is. */
export interface Follower<T> {
  listener: LiveListener<T>
  listening: Listening
  filter: EventFilter
  /** The last `seq` that was looked at for it, and the last that it was told. */
  position: bigint
  told: bigint
  /** Whether it is told of what happens, and not of the past any more. */
  isCaughtUp: boolean
  /** Whether it listens no more. */
  isOver: boolean
}
