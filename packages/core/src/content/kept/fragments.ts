import type { HeldRows, PublishedRead, PublishedRow } from '@verso/data'
import type { Selection } from '@verso/query'
import type { FinishedEntry } from '../answer-body.ts'
import type { Fragment } from '../fragment.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import type { LogFollower } from './log-follower.ts'

/**
 * Keeps publications and what was rendered of them: they never change, so that a read has to ask the database only which they are. What stands
 * for an entry is dropped by the publication log, like answers are; a change of the model and an erasure drop everything.
 */
export interface Fragments {
  of: (reader: FragmentsReader) => ReaderFragments
}

interface FragmentsReader {
  modelVersion: number
  /** What the reader may read, which decides what stands for an entry. */
  rights: string
  locales: readonly string[]
  /** Documents without what stands in from other languages are other documents. */
  ownOnly: boolean
  /** Names what is given of an entry, and how; null where no finished text of it is to be kept. */
  form: string | null
  /** The shape of the query: reads of one shape find what they need here, or don't, again and again. */
  shape: string
}

/** What is kept for readers of the same rights, languages and model. */
export interface ReaderFragments extends HeldRows, RenderedTexts {
  /** Whether the last reads of this shape would have found everything here. */
  isPromising: () => boolean
  /** The read that was tried didn't find everything. */
  hasMissed: () => void
  keep: (read: PublishedRead) => void
  /** Whether finished texts are kept of what is read. */
  keepsFinished: boolean
  /** The finished texts of publications, in their order; null where one isn't here. */
  finished: (page: readonly { publicationId: string }[]) => FinishedEntry[] | null
  keepFinished: (entries: readonly FinishedEntry[], seq: bigint) => void
}

export interface RenderedTexts {
  rendered: (row: PublishedRow, selection: Selection) => Fragment | undefined
  keepRendered: (row: PublishedRow, selection: Selection, fragment: Fragment) => void
}

interface Options {
  follower: LogFollower
  maxBytes: number
  now: () => Date
}

/** One of these. */
interface Held {
  row?: PublishedRow
  /** The publication that stands for an entry; null where none does. */
  standsFor?: string | null
  finished?: FinishedEntry
}

interface Shared {
  follower: LogFollower
  keeper: Keeper<Held>
  hits: Hits
  rendered: WeakMap<PublishedRow, Map<Selection, Fragment>>
}

export function createFragments({ follower, maxBytes, now }: Options): Fragments {
  const keeper = createKeeper<Held>({ follower, maxBytes, now })
  // What was rendered goes with the row, whose bytes count it.
  const shared: Shared = { follower, keeper, hits: createHits(), rendered: new WeakMap() }
  return { of: (reader) => fragmentsOf(reader, shared) }
}

function fragmentsOf({ modelVersion, rights, locales, ownOnly, shape, form }: FragmentsReader, shared: Shared): ReaderFragments {
  const { follower, keeper, hits, rendered } = shared
  // What is the same for all rows and targets of a read is put together once.
  const [ofRows, ofTargets] = [`${modelVersion} ${ownOnly}`, `${modelVersion} ${ownOnly} ${rights} ${locales.join()}`]
  const rowKey = (publicationId: string) => `${ofRows} ${publicationId}`
  const targetKey = (entryId: string) => `${ofTargets} ${entryId}`
  const row = (publicationId: string) => keeper.find(rowKey(publicationId))?.row

  /** Whether it was there. */
  function keepRow(given: PublishedRow, seq: bigint): boolean {
    const known = row(given.publicationId)
    if (known !== undefined && (known.pieces.length > 0 || given.pieces.length === 0)) return true
    keeper.put(rowKey(given.publicationId), { value: { row: given }, bytes: bytesOf(given), kept: untilChanged(given.id, seq) })
    return false
  }

  function keepTarget(entryId: string, standsFor: string | null, seq: bigint): boolean {
    const key = targetKey(entryId)
    if (keeper.find(key)?.standsFor === standsFor) return true
    keeper.put(key, { value: { standsFor }, bytes: 0, kept: untilChanged(entryId, seq) })
    return false
  }

  return {
    isPromising: () => hits.arePromising(shape),
    hasMissed: () => hits.note(shape, false),
    isOf(seq) {
      follower.note(seq)
      if (follower.isCurrent()) return follower.takenIn() === seq
      catchUp(follower)
      return false
    },
    row,
    target(entryId) {
      const standsFor = keeper.find(targetKey(entryId))?.standsFor
      return standsFor === null || standsFor === undefined ? standsFor : row(standsFor)
    },
    keep({ newestSeq, rows, targets, linked }) {
      catchUp(follower)
      const wereRows = [...rows, ...targets.values()].map((one) => keepRow(one, newestSeq))
      const wereTargets = [...linked].map((id) => keepTarget(id, targets.get(id)?.publicationId ?? null, newestSeq))
      hits.note(shape, !wereRows.includes(false) && !wereTargets.includes(false))
    },
    ...finishedTexts(keeper, form === null ? null : `${ofTargets} ${form}`),
    rendered: (given, selection) => rendered.get(given)?.get(selection),
    keepRendered(given, selection, fragment) {
      if (row(given.publicationId) !== given) return
      const known = rendered.get(given) ?? new Map<Selection, Fragment>()
      rendered.set(given, known.set(selection, fragment))
      keeper.grow(rowKey(given.publicationId), fragment.bytes)
    },
  }
}

/** `form` stands for everything that a finished text is made by, beside what drops it; null where none is kept. */
function finishedTexts(keeper: Keeper<Held>, form: string | null): Pick<ReaderFragments, 'keepsFinished' | 'finished' | 'keepFinished'> {
  const keyOf = (publicationId: string) => `${form} ${publicationId}`
  return {
    keepsFinished: form !== null,
    finished(page) {
      if (form === null) return null
      const entries: FinishedEntry[] = []
      for (const { publicationId } of page) {
        const known = keeper.find(keyOf(publicationId))?.finished
        if (known === undefined) return null
        entries.push(known)
      }
      return entries
    },
    keepFinished(entries, seq) {
      for (const finished of entries) {
        const { row, askedFor } = finished
        const kept = { seq, tags: [row.id, ...askedFor], until: Number.POSITIVE_INFINITY }
        keeper.put(keyOf(row.publicationId), { value: { finished }, bytes: bytesOfFinished(finished), kept })
      }
    },
  }
}

/** Nobody has to wait: what isn't taken in yet is just not here. */
function catchUp(follower: LogFollower): void {
  if (follower.takenIn() < 0n || follower.takenIn() < follower.noted()) follower.catchUp().catch(() => {})
}

interface Hits {
  arePromising: (shape: string) => boolean
  note: (shape: string, isHit: boolean) => void
}

/** So many reads in a row have to find everything before one begins here. */
const promisingHits = 3
const maxShapes = 1_000

function createHits(): Hits {
  const inRow = new Map<string, number>()
  return {
    arePromising: (shape) => (inRow.get(shape) ?? 0) >= promisingHits,
    note(shape, isHit) {
      if (inRow.size >= maxShapes) inRow.clear()
      inRow.set(shape, isHit ? (inRow.get(shape) ?? 0) + 1 : 0)
    },
  }
}

function untilChanged(entryId: string, seq: bigint) {
  return { seq, tags: [entryId], until: Number.POSITIVE_INFINITY }
}

/** Texts beyond Latin letters take two bytes for each; the rest is what an object and its short texts take, on the safe side. */
function bytesOf({ pieces }: PublishedRow): number {
  return 600 + pieces.reduce((sum, piece) => sum + 40 + 2 * piece.length, 0)
}

/** With its row, and the ids that it tells, which it shares with what drops it. */
function bytesOfFinished({ bytes, shown, askedFor }: FinishedEntry): number {
  return 1_000 + bytes.byteLength + 10 * (shown.entries.length + shown.media.length + askedFor.length)
}
