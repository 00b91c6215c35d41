import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The small export that was written for the tests. */
export const smallExport = join(root, 'test/fixtures/wordpress-small.xml')

/** A large real export, where there is one: in the folder named by VERSO_IMPORT_DATA or beside the repository. */
export function realExport(): string | null {
  const file = join(process.env.VERSO_IMPORT_DATA ?? join(root, '../shared/data/import'), 'wordpress-theme-test-data.xml')
  return existsSync(file) ? file : null
}

export function opening(file: string): () => AsyncIterable<Uint8Array> {
  return () => createReadStream(file)
}

/** Bytes as a file gives them, in chunks of a size that cuts through everything. */
export async function* bytes(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const all = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for (let from = 0; from < all.length; from += size) yield all.subarray(from, from + size)
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
