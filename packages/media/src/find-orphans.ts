import type { FileStore, StoredFile } from './file-store.ts'

export interface OrphanOptions {
  /** Which of these hashes are referred to. Asked for up to 500 at a time. */
  findKnown: (hashes: string[]) => Promise<Iterable<string>>
  /** Younger files are left out: their row may be about to be written. */
  olderThanMs: number
}

/** Files that nothing refers to: stored long enough ago, and unknown to `findKnown`. */
export async function* findOrphans(store: FileStore, { findKnown, olderThanMs }: OrphanOptions): AsyncIterable<StoredFile> {
  const before = Date.now() - olderThanMs
  let batch: StoredFile[] = []
  for await (const file of store.list()) {
    if (file.storedAt.getTime() >= before) continue
    batch.push(file)
    if (batch.length < 500) continue
    yield* await unknownOf(batch, findKnown)
    batch = []
  }
  yield* await unknownOf(batch, findKnown)
}

async function unknownOf(files: StoredFile[], findKnown: OrphanOptions['findKnown']): Promise<StoredFile[]> {
  if (files.length === 0) return []
  const known = new Set(await findKnown(files.map((file) => file.sha256)))
  return files.filter((file) => !known.has(file.sha256))
}
