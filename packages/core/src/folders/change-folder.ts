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
  const { isPublic } = await findFolder(ctx.store, folderId)
  const { public: wanted = isPublic, ...others } = wish.changes
  if (wanted === isPublic)
    return ctx.store.transaction(async (tx) => ({ folder: await change(ctx, tx, { ...wish, folderId, changes: others }), seq: null }))
  return ctx.store.transaction(async (tx) => {
    let folder: FolderRow | null = null
    // The log's lock comes first, as for whoever changes files.
    const seq = await tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (taken) => {
      folder = await change(ctx, tx, { ...wish, folderId })
      if (wanted) await tx.folders.open(folder.id, taken)
      else await tx.folders.close(folder.id, taken)
      return (await tx.folders.files(folder.id)).map((file) => ({ op: 'media' as const, ...file }))
    })
    return { folder: folder ?? (await findFolder(tx, folderId)), seq }
  })
}

async function change(
  ctx: Context,
  tx: Transaction,
  { folderId, changes, ifRevision }: FolderWish & { folderId: string },
): Promise<FolderRow> {
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
}

function described({ name, parentId, isPublic }: FolderRow) {
  return { name, parent: parentId, public: isPublic }
}
