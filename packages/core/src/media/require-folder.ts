import type { MediaRow, Transaction } from '@verso/data'
import { isUuid } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fileRights } from './media-rights.ts'

interface Coming {
  action: 'create' | 'edit'
  /** As it is to lie there. */
  file: Pick<MediaRow, 'folderId' | 'createdById'>
}

/**
 * A file lies in a folder that is there, for whoever puts it there, and which stays until this has committed; null is the top. Who may do an
 * act in some folders alone does it in no other.
 */
export async function requireFolder(
  { actor }: Pick<Context, 'actor'>,
  tx: Pick<Transaction, 'folders'>,
  { action, file }: Coming,
): Promise<void> {
  const { folderId } = file
  const rights = await fileRights(actor, tx)
  const isThere = folderId === null || (isUuid(folderId) && (await tx.folders.hold(folderId)) !== null)
  if (isThere && rights.may(action, file)) return
  if (folderId === null || (isThere && rights.mayIn('read', folderId)))
    throw new Refusal('not_allowed', `You may not ${action} files ${folderId === null ? 'outside of certain folders' : 'in this folder'}`)
  const message = 'There is no such folder'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/folder', code: 'not_found', message }] })
}
