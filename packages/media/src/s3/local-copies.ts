import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createWriteStream } from 'node:fs'
import type { FileStore } from '../file-store.ts'

interface Copy {
  path: Promise<string>
  users: number
}

interface Source {
  open: (sha256: string) => Promise<Readable>
  tempFile: () => Promise<string>
}

/** Copies on this machine of what lies elsewhere, for who has to go back and forth in it: one for all who want it at the same time, gone with the last. */
export function localCopies({ open, tempFile }: Source): FileStore['local'] {
  const copies = new Map<string, Copy>()

  async function fetched(sha256: string): Promise<string> {
    const stream = await open(sha256)
    const path = await tempFile()
    try {
      await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      return path
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  return async (sha256) => {
    const copy = copies.get(sha256) ?? { path: fetched(sha256), users: 0 }
    copies.set(sha256, copy)
    copy.users += 1
    const release = async () => {
      copy.users -= 1
      if (copy.users > 0) return
      copies.delete(sha256)
      const path = await copy.path.catch(() => null)
      if (path !== null) await rm(path, { force: true })
    }
    try {
      return { path: await copy.path, release }
    } catch (error) {
      await release()
      throw error
    }
  }
}
