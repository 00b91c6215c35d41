import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { uploadParts } from './uploads/upload-parts.ts'
import { placeOf, type FileStore, type StoredFile } from './file-store.ts'
import { isAbsent, names, tempFiles } from './temp-files.ts'

/** A file store in one directory: `ab/cd/<sha256>` for content, `tmp/` beside it so that moving into place is one rename. */
export function diskStore(directory: string): FileStore {
  return {
    ...tempFiles(join(directory, 'tmp')),
    put: async (sha256, tempPath) => moveIntoPlace(tempPath, pathOf(directory, sha256)),
    open: async (sha256, range) => {
      const file = await open(pathOf(directory, sha256))
      return file.createReadStream(range ?? {})
    },
    local: async (sha256) => ({ path: pathOf(directory, sha256), release: async () => {} }),
    has: async (sha256) => access(pathOf(directory, sha256)).then(() => true, isAbsent),
    remove: async (sha256) => {
      const path = pathOf(directory, sha256)
      await rm(path, { force: true })
      await syncDirectory(dirname(path)).catch(isAbsent)
    },
    parts: uploadParts(join(directory, 'uploads')),
    list: () => listStored(directory),
  }
}

function pathOf(directory: string, sha256: string): string {
  return join(directory, ...placeOf(sha256))
}

/** Bytes first, then the name, then the directories that lead to it: a power cut leaves the whole file or none. An equal file is replaced, which also mends a damaged one. */
async function moveIntoPlace(tempPath: string, path: string): Promise<void> {
  const file = await open(tempPath, 'r+')
  try {
    // Its age counts from now, or the sweeper might take a slow upload for something long forgotten.
    const now = new Date()
    await file.utimes(now, now)
    await file.sync()
  } finally {
    await file.close()
  }
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rename(tempPath, path)
  for (const changed of [folder, dirname(folder), dirname(dirname(folder))]) await syncDirectory(changed)
}

async function syncDirectory(path: string): Promise<void> {
  // Windows can't open directories and writes their entries through.
  if (process.platform === 'win32') return
  const directory = await open(path)
  await directory.sync().finally(() => directory.close())
}

async function* listStored(directory: string): AsyncIterable<StoredFile> {
  for (const first of await names(directory, /^[0-9a-f]{2}$/)) {
    for (const second of await names(join(directory, first), /^[0-9a-f]{2}$/)) {
      for (const sha256 of await names(join(directory, first, second), /^[0-9a-f]{64}$/)) {
        const found = await stat(join(directory, first, second, sha256)).catch(isAbsent)
        if (found) yield { sha256, bytes: found.size, storedAt: found.mtime }
      }
    }
  }
}
