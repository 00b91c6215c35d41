import type { Context } from '../context.ts'
import { describeUsages, type EntryUsages } from '../entries/list-entry-usages.ts'
import { findMedia } from './get-media.ts'
import { authoriseMediaRead } from './media-rights.ts'

/** Which entries use a file, in drafts and in public. */
export async function listMediaUsages(ctx: Context, mediaId: string): Promise<EntryUsages> {
  authoriseMediaRead(ctx.actor)
  const media = await findMedia(ctx.store, mediaId)
  return describeUsages(ctx, ctx.store, await ctx.store.references.usages({ mediaId: media.id }))
}
