import type { FolderView } from '@verso/contract'
import { actorNames, type Context, type FolderDetail } from '@verso/core'

export async function toFolderViews(ctx: Context, details: readonly FolderDetail[]): Promise<FolderView[]> {
  const names = await actorNames(
    ctx.store,
    details.map(({ folder }) => folder.createdById),
  )
  return details.map(({ folder, files }) => ({
    id: folder.id,
    revision: folder.revision,
    name: folder.name,
    parent: folder.parentId,
    public: folder.isPublic,
    files,
    createdAt: folder.createdAt.toISOString(),
    createdBy: names.get(folder.createdById ?? '') ?? null,
  }))
}

export async function toFolderView(ctx: Context, detail: FolderDetail): Promise<FolderView> {
  const [view] = await toFolderViews(ctx, [detail])
  if (view === undefined) throw new Error('A folder has exactly one view')
  return view
}
