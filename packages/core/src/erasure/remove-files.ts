import type { Context } from '../context.ts'
import { removeUnused } from '../media/claim-bytes.ts'

/** Removes bytes of erased files, where no other file has the same; what a crash leaves is removed by the next try. */
export async function removeFiles(ctx: Pick<Context, 'store' | 'files'>, hashes: readonly string[]): Promise<void> {
  for (const hash of new Set(hashes)) await removeUnused(ctx, hash)
}
