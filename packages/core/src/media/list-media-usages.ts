import type { Context } from '../context.ts'
import { describeUsages, type EntryUsages } from '../entries/list-entry-usages.ts'
import { getMedia } from './get-media.ts'

/** Which entries use a file, in drafts and in public. */
export async function listMediaUsages(ctx: Context, mediaId: string): Promise<EntryUsages> {
  const media = await getMedia(ctx, mediaId)
  return describeUsages(ctx, ctx.store, await ctx.store.references.usages({ mediaId: media.id }))
}
