import type { FolderRow } from '@verso/data'
import type { Context } from '../context.ts'
import { authoriseMediaRead } from '../media/media-rights.ts'

/** A folder, and how many files lie directly in it. */
export interface FolderDetail {
  folder: FolderRow
  files: number
}

/** All folders, by name. */
export async function listFolders(ctx: Context): Promise<FolderDetail[]> {
  authoriseMediaRead(ctx.actor)
  const [folders, counts] = await Promise.all([ctx.store.folders.list(), ctx.store.folders.countFiles()])
  return folders.map((folder) => ({ folder, files: counts.get(folder.id) ?? 0 }))
}
