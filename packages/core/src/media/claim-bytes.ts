import type { Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/**
 * Whoever makes a row that names bytes says so first: until the transaction ends nobody removes them. The sweep may have taken an older copy of the
 * same in the moment between store and row; then there is no row either.
 */
export async function claimBytes({ files }: Pick<Context, 'files'>, tx: Transaction, sha256: string): Promise<void> {
  await tx.media.claimHash(sha256)
  if (!(await files.has(sha256))) throw new Refusal('busy', 'The file store was tidied up in this moment; send the file again')
}

/** Removes bytes that no row names, of now or of history; gives whether it did. Asked and done while nobody can come to name them. */
export async function removeUnused({ store, files }: Pick<Context, 'store' | 'files'>, sha256: string): Promise<boolean> {
  return store.transaction(async (tx) => {
    if (!(await tx.media.lockHash(sha256))) return false
    if ((await tx.media.usedHashes([sha256])).length > 0) return false
    await files.remove(sha256)
    return true
  })
}
