import { findOrphans } from '@verso/media'
import type { Context } from '../context.ts'
import { removeUnused } from './claim-bytes.ts'

/** Whoever stores a file writes its row within this time. */
const graceMs = 24 * 3_600_000

/** Removes stored bytes that no row of now or of history names, and which have been there for a day. Gives how many. */
export async function sweepFiles(ctx: Pick<Context, 'store' | 'files'>, { olderThanMs = graceMs } = {}): Promise<number> {
  let removed = 0
  const findKnown = (hashes: string[]) => ctx.store.media.usedHashes(hashes)
  for await (const { sha256 } of findOrphans(ctx.files, { findKnown, olderThanMs })) {
    if (await removeUnused(ctx, sha256)) removed += 1
  }
  return removed
}
