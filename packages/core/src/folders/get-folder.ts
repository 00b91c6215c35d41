import type { FolderRow, Tables } from '@verso/data'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { authoriseMediaRead, fileRights } from '../media/media-rights.ts'
import { Refusal } from '../refusal.ts'
import type { FolderDetail } from './list-folders.ts'

const unknown = 'There is no such folder'

export async function getFolder(ctx: Context, folderId: string): Promise<FolderDetail> {
  authoriseMediaRead(ctx.actor)
  const folder = await findFolder(ctx.store, folderId)
  if (!(await fileRights(ctx.actor, ctx.store)).mayIn('read', folder.id)) throw new Refusal('not_found', unknown)
  return { folder, files: (await ctx.store.folders.countFiles()).get(folder.id) ?? 0 }
}

/** The folder, or "not found"; whoever calls has judged the right to know. */
export async function findFolder({ folders }: Pick<Tables, 'folders'>, folderId: string): Promise<FolderRow> {
  const folder = await folders.find(knownId(folderId, unknown))
  if (folder === null) throw new Refusal('not_found', unknown)
  return folder
}
