import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { findFolder } from './get-folder.ts'

/** Takes an empty folder away. What lies in it is moved by whoever wants that, never by this. */
export async function deleteFolder(ctx: Context, folderId: string): Promise<void> {
  authoriseManage(ctx.actor, 'media')
  await ctx.store.transaction(async (tx) => {
    await tx.folders.lockTree()
    const folder = await findFolder(tx, folderId)
    // Locked as well, so that a file that is put in meanwhile waits, and finds it gone.
    await tx.folders.lock(folder.id)
    const folders = (await tx.folders.list()).filter(({ parentId }) => parentId === folder.id).length
    const files = (await tx.folders.countFiles()).get(folder.id) ?? 0
    if (folders + files > 0) throw new Refusal('in_use', 'This folder is not empty', { facts: { files, folders } })
    // When it was open is kept: whoever synced before is still to hear what they lost. Nothing lies in it, so that nobody hears anything of this.
    await tx.folders.close(folder.id, await tx.log.seq())
    await tx.folders.remove(folder.id)
    await recordAudit(ctx, tx, { action: 'folder.delete', target: { kind: 'folder', id: folder.id }, before: { name: folder.name } })
  })
}
