import { findOrphans } from '@verso/media'
import type { Context } from '../context.ts'

/** Whoever stores a file writes its row within this time. */
const graceMs = 24 * 3_600_000

/** Removes stored bytes that no row of now or of history names, and which have been there for a day. Gives how many. */
export async function sweepFiles({ store, files }: Pick<Context, 'store' | 'files'>): Promise<number> {
  let removed = 0
  const findKnown = (hashes: string[]) => store.media.usedHashes(hashes)
  for await (const { sha256 } of findOrphans(files, { findKnown, olderThanMs: graceMs })) {
    // Asked again: the same content may have come in since the list was made.
    if ((await store.media.usedHashes([sha256])).length > 0) continue
    await files.remove(sha256)
    removed += 1
  }
  return removed
}
