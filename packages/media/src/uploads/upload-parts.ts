import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** An upload that comes in parts. How much of it is here is the size of its file and nothing else, so that no crash makes it untrue. */
export interface PartedUpload {
  id: string
  /** Who began it: nobody else may go on with it. */
  makerId: string
  bytes: number
  /** What was said of it when it began. */
  metadata: Record<string, string>
  /** The id that its file will have. */
  mediaId: string
  isDone: boolean
}

export interface UploadParts {
  begin: (upload: PartedUpload) => Promise<void>
  /** The upload and how many of its bytes are here; null when there is none. */
  find: (id: string) => Promise<{ upload: PartedUpload; offset: number } | null>
  /** Puts bytes where the upload stands, as many as come and there is room for. What came before the stream broke stays. */
  append: (id: string, stream: Readable, place: { at: number; room: number }) => Promise<void>
  read: (id: string) => Readable
  /** It is a file now: its bytes go, and whoever asks is told so for a while. */
  finish: (upload: PartedUpload) => Promise<void>
  remove: (id: string) => Promise<void>
  /** Removes those that nobody has gone on with for so long; gives how many. */
  sweep: (options: { olderThanMs: number }) => Promise<number>
}

/** Uploads in parts, in one directory: the bytes as `<id>`, what is known of them as `<id>.json`. */
export function uploadParts(directory: string): UploadParts {
  const pathOf = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('Not the id of an upload')
    return join(directory, id)
  }

  async function write(upload: PartedUpload): Promise<void> {
    // Whole or not at all: it may be read while it is written.
    const temp = `${pathOf(upload.id)}.new`
    await writeFile(temp, JSON.stringify(upload), { mode: 0o600 })
    await rename(temp, `${pathOf(upload.id)}.json`)
  }

  async function remove(id: string): Promise<void> {
    await rm(`${pathOf(id)}.new`, { force: true })
    await rm(`${pathOf(id)}.json`, { force: true })
    await rm(pathOf(id), { force: true })
  }

  return {
    async begin(upload) {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      await writeFile(pathOf(upload.id), '', { mode: 0o600, flag: 'wx' })
      await write(upload)
    },
    async find(id) {
      const text = await readFile(`${pathOf(id)}.json`, 'utf8').catch(absent)
      if (text === null) return null
      const upload = JSON.parse(text) as PartedUpload
      return { upload, offset: upload.isDone ? upload.bytes : ((await stat(pathOf(id)).catch(absent))?.size ?? 0) }
    },
    append: (id, stream, place) => appendTo(pathOf(id), stream, place),
    read: (id) => createReadStream(pathOf(id)),
    async finish(upload) {
      await write({ ...upload, isDone: true })
      await rm(pathOf(upload.id), { force: true })
    },
    remove,
    async sweep({ olderThanMs }) {
      const before = Date.now() - olderThanMs
      const ids = new Set(((await readdir(directory).catch(absent)) ?? []).flatMap((name) => /^[0-9a-f-]{36}/.exec(name)?.[0] ?? []))
      let removed = 0
      for (const id of ids) {
        const times = await Promise.all(
          ['', '.json', '.new'].map((ending) => `${pathOf(id)}${ending}`).map((path) => stat(path).catch(absent)),
        )
        if (times.some((found) => found !== null && found.mtimeMs >= before)) continue
        await remove(id)
        removed += 1
      }
      return removed
    },
  }
}

async function appendTo(path: string, stream: Readable, { at, room }: { at: number; room: number }): Promise<void> {
  const end = at + room
  // A stream that breaks keeps what it brought: the sender goes on from there. Each byte has its place, so that a request which lingers in another
  // process writes what is there already.
  const file = await open(path, 'r+')
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const kept = chunk.subarray(0, end - at)
      for (let from = 0; from < kept.length; ) from += (await file.write(kept, from, kept.length - from, at + from)).bytesWritten
      at += kept.length
    }
  } finally {
    await file.close()
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
