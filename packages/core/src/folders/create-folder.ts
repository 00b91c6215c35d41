import type { FolderRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { requirePlace, tidyName } from './folder-place.ts'

export interface NewFolder {
  name: string
  parent?: string | null
  public?: boolean
}

/** Makes a place for files. No two in one place have one name. */
export async function createFolder(ctx: Context, { name, parent = null, public: isPublic = false }: NewFolder): Promise<FolderRow> {
  authoriseManage(ctx.actor, 'media')
  const at = ctx.now()
  const folder: FolderRow = {
    ...{ id: ctx.newId(), revision: 1, name: tidyName(name), parentId: parent, isPublic },
    ...{ createdAt: at, createdById: ctx.actor.id, updatedAt: at },
  }
  return ctx.store.transaction(async (tx) => {
    await tx.folders.lockTree()
    requirePlace(await tx.folders.list(), folder)
    await tx.folders.create(folder)
    // Nothing lies in it yet, so that no reader sees anything of this.
    if (isPublic) await tx.folders.open(folder.id, await tx.log.seq())
    await recordAudit(ctx, tx, {
      action: 'folder.create',
      target: { kind: 'folder', id: folder.id },
      after: { name: folder.name, parent, public: isPublic },
    })
    return folder
  })
}
