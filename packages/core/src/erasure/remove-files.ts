import type { Context } from '../context.ts'

/** Removes bytes of erased files, where no other file has the same; what a crash leaves is removed by the next try. */
export async function removeFiles({ store, files }: Pick<Context, 'store' | 'files'>, hashes: readonly string[]): Promise<void> {
  const used = new Set(await store.media.usedHashes([...hashes]))
  for (const hash of new Set(hashes)) if (!used.has(hash)) await files.remove(hash)
}
