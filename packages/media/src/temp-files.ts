import { randomUUID } from 'node:crypto'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore, TempFile } from './file-store.ts'

/** Files that are being written, in one directory of this machine, wherever they go when they are whole. */
export function tempFiles(directory: string): Pick<FileStore, 'tempFile' | 'listTemp'> {
  return {
    tempFile: async () => {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      return join(directory, randomUUID())
    },
    listTemp: () => listTemp(directory),
  }
}

async function* listTemp(directory: string): AsyncIterable<TempFile> {
  for (const name of await names(directory, /^[0-9a-f-]{36}$/)) {
    const path = join(directory, name)
    const found = await stat(path).catch(isAbsent)
    if (found) yield { path, changedAt: found.mtime }
  }
}

/** What in a directory has such a name, in order; nothing where there is no directory. */
export async function names(directory: string, pattern: RegExp): Promise<string[]> {
  const found = (await readdir(directory).catch(isAbsent)) || []
  return found.filter((name) => pattern.test(name)).sort()
}

/** Files come and go while they are being listed; anything but absence is a fault. */
export function isAbsent(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false
  throw error
}
