import type { MediaPage } from '@verso/data'
import { isUuid } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { authoriseMediaRead } from './media-rights.ts'

export interface MediaQuery {
  limit: number
  after?: string
  /** Looked for in file names. */
  search?: string
  /** A type such as `image/png`, or its beginning, such as `image/`. */
  mimeType?: string
  count?: boolean
}

/** Files, newest first. */
export async function listMedia(ctx: Context, { limit, after, search, mimeType, count }: MediaQuery): Promise<MediaPage> {
  authoriseMediaRead(ctx.actor)
  if (after !== undefined && !isUuid(after)) throw new Refusal('cursor_invalid', 'This cursor is damaged')
  return ctx.store.media.list({
    limit,
    ...(after === undefined ? {} : { after }),
    ...(search === undefined ? {} : { search }),
    ...(mimeType === undefined ? {} : { mimePrefix: mimeType }),
    ...(count === true ? { count } : {}),
  })
}
