import type { Transaction } from '@verso/data'
import { isUuid } from '@verso/model'
import { Refusal } from '../refusal.ts'

/** A file lies in a folder that is there, and which stays until this has committed; null is the top. */
export async function requireFolder(tx: Pick<Transaction, 'folders'>, folderId: string | null | undefined): Promise<void> {
  if (folderId === null || folderId === undefined) return
  if (isUuid(folderId) && (await tx.folders.hold(folderId)) !== null) return
  const message = 'There is no such folder'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/folder', code: 'not_found', message }] })
}
