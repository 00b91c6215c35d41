import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { changeMedia } from './change-media.ts'
import { deleteMedia } from './delete-media.ts'
import { findMedia } from './get-media.ts'
import { authoriseMediaDeed, authoriseMediaRead } from './media-rights.ts'

export interface ManyMedia {
  action: 'edit' | 'delete'
  ids: readonly string[]
  /** For `edit`: where they go. */
  folder?: string | null
  private?: boolean
  addTags?: string[]
  removeTags?: string[]
}

/** What became of one file. */
export interface MediaOutcome {
  id: string
  outcome: 'done' | 'unchanged' | 'failed'
  refusal: Refusal | null
}

/** One act on many files, each for itself: what one is refused keeps no other from it. */
export async function changeManyMedia(ctx: Context, { action, ids, ...changes }: ManyMedia): Promise<MediaOutcome[]> {
  authoriseMediaRead(ctx.actor)
  authoriseMediaDeed(ctx.actor, action)
  const outcomes: MediaOutcome[] = []
  for (const id of new Set(ids)) {
    try {
      const isDone = action === 'delete' ? await deleted(ctx, id) : await edited(ctx, id, changes)
      outcomes.push({ id, outcome: isDone ? 'done' : 'unchanged', refusal: null })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      outcomes.push({ id, outcome: 'failed', refusal: error })
    }
  }
  return outcomes
}

async function deleted(ctx: Context, id: string): Promise<boolean> {
  await deleteMedia(ctx, id)
  return true
}

async function edited(
  ctx: Context,
  id: string,
  { addTags = [], removeTags = [], ...changes }: Omit<ManyMedia, 'action' | 'ids'>,
): Promise<boolean> {
  const { tags } = await findMedia(ctx.store, id)
  const gone = new Set(removeTags.map((tag) => tag.toLowerCase()))
  const kept = [...tags.filter((tag) => !gone.has(tag.toLowerCase())), ...addTags]
  const { seq } = await changeMedia(ctx, id, { changes: { ...changes, tags: kept }, ifRevision: null })
  return seq !== null
}
