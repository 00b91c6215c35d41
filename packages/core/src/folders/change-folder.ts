import type { FolderRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import type { NewFolder } from './create-folder.ts'
import { requirePlace, tidyName } from './folder-place.ts'
import { findFolder } from './get-folder.ts'

/** Renames or moves a folder with all that lies in it, or says whether readers may list its files. No address of a file changes. */
export async function changeFolder(
  ctx: Context,
  folderId: string,
  { changes, ifRevision }: { changes: Partial<NewFolder>; ifRevision: number | null },
): Promise<FolderRow> {
  authoriseManage(ctx.actor, 'media')
  return ctx.store.transaction(async (tx) => {
    await tx.folders.lockTree()
    const before = await findFolder(tx, folderId)
    if (ifRevision !== null && ifRevision !== before.revision)
      throw new Refusal('stale', 'Someone changed this folder after you opened it', { facts: { revision: before.revision } })
    const after: FolderRow = {
      ...before,
      revision: before.revision + 1,
      name: changes.name === undefined ? before.name : tidyName(changes.name),
      parentId: changes.parent === undefined ? before.parentId : changes.parent,
      isPublic: changes.public ?? before.isPublic,
      updatedAt: ctx.now(),
    }
    if (JSON.stringify(described(before)) === JSON.stringify(described(after))) return before
    requirePlace(await tx.folders.list(), after)
    await tx.folders.replace(after)
    await recordAudit(ctx, tx, {
      action: 'folder.change',
      target: { kind: 'folder', id: after.id },
      before: described(before),
      after: described(after),
    })
    return after
  })
}

function described({ name, parentId, isPublic }: FolderRow) {
  return { name, parent: parentId, public: isPublic }
}
