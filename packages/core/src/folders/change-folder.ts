import type { FolderRow, Transaction } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import type { NewFolder } from './create-folder.ts'
import { requirePlace, tidyName } from './folder-place.ts'
import { findFolder } from './get-folder.ts'

export interface ChangedFolder {
  folder: FolderRow
  /** Null where nothing changed that readers see. */
  seq: bigint | null
}

interface FolderWish {
  changes: Partial<NewFolder>
  ifRevision: number | null
}

/**
 * Renames or moves a folder with all that lies in it, or says whether readers may list its files. No address of a file changes. What readers may list is
 * told to them as a change of each of its files.
 */
export async function changeFolder(ctx: Context, folderId: string, wish: FolderWish): Promise<ChangedFolder> {
  authoriseManage(ctx.actor, 'media')
  return ctx.store.transaction(async (tx) => {
    // Only then is it known whether anything changes: of two who open it at once, the second finds it open. Nobody takes this lock under the log's.
    await tx.folders.lockTree()
    const before = await findFolder(tx, folderId)
    if (wish.ifRevision !== null && wish.ifRevision !== before.revision)
      throw new Refusal('stale', 'Someone changed this folder after you opened it', { facts: { revision: before.revision } })
    const after = changedFolder(ctx, before, wish.changes)
    if (JSON.stringify(described(before)) === JSON.stringify(described(after))) return { folder: before, seq: null }
    await replace(ctx, tx, { before, after })
    return { folder: after, seq: before.isPublic === after.isPublic ? null : await tellReaders(ctx, tx, after) }
  })
}

/** What lies in it from now on is listed, or isn't any more. */
async function tellReaders(ctx: Context, tx: Transaction, { id, isPublic }: FolderRow): Promise<bigint> {
  return tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (taken) => {
    if (isPublic) await tx.folders.open(id, taken)
    else await tx.folders.close(id, taken)
    return (await tx.folders.files(id)).map((file) => ({ op: 'media' as const, ...file }))
  })
}

function changedFolder(ctx: Context, before: FolderRow, changes: Partial<NewFolder>): FolderRow {
  return {
    ...before,
    revision: before.revision + 1,
    name: changes.name === undefined ? before.name : tidyName(changes.name),
    parentId: changes.parent === undefined ? before.parentId : changes.parent,
    isPublic: changes.public ?? before.isPublic,
    updatedAt: ctx.now(),
  }
}

async function replace(ctx: Context, tx: Transaction, { before, after }: { before: FolderRow; after: FolderRow }): Promise<void> {
  requirePlace(await tx.folders.list(), after)
  await tx.folders.replace(after)
  await recordAudit(ctx, tx, {
    action: 'folder.change',
    target: { kind: 'folder', id: after.id },
    before: described(before),
    after: described(after),
  })
}

function described({ name, parentId, isPublic }: FolderRow) {
  return { name, parent: parentId, public: isPublic }
}
