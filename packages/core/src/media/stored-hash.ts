import { createHash } from 'node:crypto'
import type { FileStore } from '@verso/media'

/** What stored bytes are, whatever they are called; null where nothing is stored. */
export async function storedHash(files: Pick<FileStore, 'open'>, sha256: string): Promise<string | null> {
  const stream = await files.open(sha256).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (stream === null) return null
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
