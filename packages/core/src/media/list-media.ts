import type { MediaFilter, MediaPage } from '@verso/data'
import { isUuid } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { authoriseMediaRead, fileRights } from './media-rights.ts'

export interface MediaQuery extends Omit<MediaFilter, 'mimePrefix' | 'within'> {
  limit: number
  after?: string
  /** A type such as `image/png`, or its beginning, such as `image/`. */
  mimeType?: string
  count?: boolean
}

/** Files that the actor may see, newest first. */
export async function listMedia(ctx: Context, { mimeType, ...query }: MediaQuery): Promise<MediaPage> {
  authoriseMediaRead(ctx.actor)
  if (query.after !== undefined && !isUuid(query.after)) throw new Refusal('cursor_invalid', 'This cursor is damaged')
  if (query.folderId !== undefined && query.folderId !== null && !isUuid(query.folderId)) {
    const message = 'The id of a folder, or nothing for the top'
    throw new Refusal('invalid_query', message, { issues: [{ parameter: 'folder', code: 'wrong_format', message }] })
  }
  const within = (await fileRights(ctx.actor, ctx.store)).scope('read')
  return ctx.store.media.list({
    ...query,
    ...(within === undefined ? {} : { within }),
    ...(mimeType === undefined ? {} : { mimePrefix: mimeType }),
  })
}
