import type { Previewed } from '@verso/data'
import type { AnswerBody } from './answer-body.ts'
import type { Context } from '../context.ts'
import type { MediaPlace } from '../media/file-address.ts'
import type { Fragments } from './kept/fragments.ts'
import type { Kept } from './kept/keeper.ts'
import type { Totals } from './kept/totals.ts'
import type { HitCounter } from '../redirects/count-hits.ts'

/** What a read gives to a reader: the body's text, the state it shows, and what of it a cache must drop when that changes. */
export type PublishedAnswer = (Found | Missing) & PublishedFacts

interface Found {
  body: AnswerBody
  missing?: never
}

/** Nothing is there for this reader; the sentence says so. */
interface Missing {
  body?: never
  missing: string
  /** Where what was asked for lives by now. */
  movedTo?: MovedTo
  /** It was there at the state that was asked for, and has been taken out of the past since. */
  gone?: 'withdrawn' | 'erased'
}

/** The present address of an entry. */
export interface MovedTo {
  id: string
  type: string
  locale: string
  slug: string | null
  path: string | null
}

interface PublishedFacts {
  seq: bigint
  /** Asked for at a fixed state, so that the same address gives the same bytes for good. */
  pinned: boolean
  /** It shows what isn't public: nobody may keep it. */
  isPreview?: true
  /** Ids of the entries and files in the body, names of the types that a list or condition looked at. */
  shown: { entries: string[]; media: string[]; types: string[] }
  /** What made it slow, and what to do about it. */
  notice?: string | undefined
  /** What it was read from, where it may be given to others who may read the same; absent where it may not. */
  kept?: KeptAnswer | undefined
}

export interface KeptAnswer extends Kept {
  /** The model that it was read under, which is a part of what a reader may read. */
  modelVersion: number
}

/** How a reader reads: the context, and how they are told where files are. */
export interface ReaderContext extends Context, MediaPlace {
  /** Where it is noted that a reader came by a redirect. */
  hits: Pick<HitCounter, 'add'>
  /** What this process keeps of publications; absent where it keeps none. */
  fragments?: Fragments
  /** What this process knows of totals; absent where it keeps none. */
  totals?: Totals
  /** How far back whoever may read may look, in milliseconds; absent: to the beginning. */
  pinWindowMs?: number
  /** Set while what would be public is read, in place of what is. */
  previewed?: Previewed
  /** The state that the parts of one answer are read at, once the first of them has shown it. */
  state?: bigint
}
