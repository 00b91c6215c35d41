import type { FolderRow } from '@verso/data'
import type { Context } from '../context.ts'
import { authoriseMediaRead, fileRights } from '../media/media-rights.ts'

/** A folder, and how many files lie directly in it. */
export interface FolderDetail {
  folder: FolderRow
  files: number
}

/** All folders that the actor may look into, by name. */
export async function listFolders(ctx: Context): Promise<FolderDetail[]> {
  authoriseMediaRead(ctx.actor)
  const [folders, counts] = await Promise.all([ctx.store.folders.list(), ctx.store.folders.countFiles()])
  const rights = await fileRights(ctx.actor, ctx.store)
  const seen = folders.filter(({ id }) => rights.mayIn('read', id))
  return seen.map((folder) => ({ folder, files: counts.get(folder.id) ?? 0 }))
}
