import { rm } from 'node:fs/promises'
import type { FileStore } from './file-store.ts'

/** Removes what uploads of killed processes have left. Files that are still being written are young, and stay. Gives how many went. */
export async function sweepTemp(store: FileStore, { olderThanMs }: { olderThanMs: number }): Promise<number> {
  const before = Date.now() - olderThanMs
  let removed = 0
  for await (const { path, changedAt } of store.listTemp()) {
    if (changedAt.getTime() >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}
