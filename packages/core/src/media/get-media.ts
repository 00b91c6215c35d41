import type { MediaRow, Tables } from '@verso/data'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { Refusal } from '../refusal.ts'
import { authoriseFile, authoriseMediaRead } from './media-rights.ts'

const unknown = 'There is no such file'

export async function getMedia(ctx: Context, mediaId: string): Promise<MediaRow> {
  authoriseMediaRead(ctx.actor)
  const media = await findMedia(ctx.store, mediaId)
  await authoriseFile(ctx, ctx.store, { action: 'read', file: media })
  return media
}

/** The file, or "not found"; whoever calls has judged the right to know. */
export async function findMedia(tables: Pick<Tables, 'media'>, mediaId: string): Promise<MediaRow> {
  const media = await tables.media.find(knownId(mediaId, unknown))
  if (media === null) throw new Refusal('not_found', unknown)
  return media
}
