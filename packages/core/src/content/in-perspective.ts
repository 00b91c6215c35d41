import { type Tables, UnavailableError } from '@verso/data'
import type { Perspective, ReadRequest } from '@verso/query'
import { storeWithin } from '../bulk/bound-store.ts'
import { type PreviewSource, previewSource } from '../previews/preview-source.ts'
import { updatePreview } from '../previews/update-preview.ts'
import { Refusal } from '../refusal.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { readWithinReach } from './reach-back.ts'
import { waitForSeq } from './wait-for-seq.ts'

/** Which content is asked for: what is public, now or at a past moment, or what would be. */
export type Viewpoint = Pick<ReadRequest, 'seq' | 'minSeq' | 'perspective'> & Partial<Pick<ReadRequest, 'at' | 'search'>>

/** Whoever comes second waits for the one before, and then finds the work done. */
const attempts = 5
/** The first look at very many drafts is prepared in parts, each kept by itself; whoever asks again finds it further on. */
const prepareMs = 10_000

/**
 * Answers from the viewpoint that is asked for. What isn't public yet is read in one snapshot of everything, by the same reads as what is;
 * only preview tokens may, and nothing is looked up before that is clear.
 */
export async function inPerspective(
  ctx: ReaderContext,
  viewpoint: Viewpoint,
  read: (reader: ReaderContext) => Promise<PublishedAnswer>,
): Promise<PublishedAnswer> {
  const question = questionOf(ctx, viewpoint)
  if (question === null) return readWithinReach(ctx, viewpoint, read)
  if (ctx.actor.mayPreview !== true) throw new Refusal('needs_preview_token', 'What is not public yet takes a preview token')
  if (viewpoint.minSeq !== null) await waitForSeq(ctx.store, BigInt(viewpoint.minSeq))
  const { at } = question
  return inPreview(
    ctx,
    { at, sourceOf: (tables) => previewSource(tables, question), isSearched: (viewpoint.search ?? null) !== null },
    read,
  )
}

/** What a preview is worked out of, in the snapshot that it is read from. */
export interface Preview {
  /** Null for the moment of looking. */
  at: Date | null
  sourceOf: (tables: Tables) => Promise<PreviewSource>
  isSearched?: boolean
}

/** Reads a preview; nobody keeps what it gives. Whether the reader may see it was judged before. */
export async function inPreview(
  ctx: ReaderContext,
  preview: Preview,
  read: (reader: ReaderContext) => Promise<PublishedAnswer>,
): Promise<PublishedAnswer> {
  const until = performance.now() + prepareMs
  for (let failures = 0; ; ) {
    try {
      const answer = await readPreview(ctx, preview, read)
      if (answer !== null) return withoutKeeping(answer)
      if (performance.now() > until) throw new Refusal('busy', 'This preview is being prepared; try again in a moment')
    } catch (error) {
      failures += 1
      if (failures === attempts || !(error instanceof UnavailableError && error.reason === 'busy')) throw error
    }
  }
}

/** What isn't public is nobody's to keep, here or elsewhere. */
function withoutKeeping({ kept: _, ...answer }: PublishedAnswer): PublishedAnswer {
  return { ...answer, isPreview: true }
}

interface Question {
  perspective: Perspective | null
  at: Date | null
}

/** Null for what is, or was, public. A moment to come is a question of its own only for those who may preview. */
function questionOf(ctx: ReaderContext, { perspective, at: text = null }: Viewpoint): Question | null {
  const at = text === null ? null : new Date(text)
  const isToCome = at !== null && at > ctx.now()
  if (perspective === null) return isToCome && ctx.actor.mayPreview === true ? { perspective, at } : null
  if (at === null || isToCome) return { perspective, at }
  const issue = { parameter: 'at', code: 'conflicting_parameters', message: 'What was then is not changed by what is to come' }
  throw new Refusal('invalid_query', 'A perspective is of the present, or of a moment to come', { issues: [issue] })
}

/** Null while only a part of it is prepared. */
async function readPreview(
  ctx: ReaderContext,
  { at, sourceOf, isSearched = false }: Preview,
  read: (reader: ReaderContext) => Promise<PublishedAnswer>,
): Promise<PublishedAnswer | null> {
  return ctx.store.transaction(
    async (tx) => {
      const previewed = await updatePreview(ctx, tx, { source: await sourceOf(tx), isSearched })
      return previewed === null
        ? null
        : read({ ...ctx, store: storeWithin(ctx.store, tx), previewed, ...(at === null ? {} : { now: () => at }) })
    },
    { isSnapshot: true },
  )
}
