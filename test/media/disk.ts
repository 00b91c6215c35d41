import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { diskStore, type FileStore, receiveFile } from '@verso/media'
import type { Test } from 'tap'

/** A disk store in a directory that goes with the test. `files` gives every file in it, temporary ones too. */
export async function testStore(t: Test) {
  const directory = await mkdtemp(join(tmpdir(), 'verso-media-'))
  t.teardown(() => rm(directory, { recursive: true, force: true }))
  const files = async () => {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
  }
  return { store: diskStore(directory), directory, files }
}

/** Uploads bytes in pieces, as they come from a network. */
export async function upload(store: FileStore, content: Buffer | string, file: string | Parameters<typeof receiveFile>[2]) {
  return receiveFile(store, Readable.from(pieces(Buffer.from(content))), typeof file === 'string' ? { filename: file } : file)
}

export async function stored(store: FileStore, sha256: string): Promise<Buffer> {
  return buffer(await store.open(sha256))
}

function* pieces(content: Buffer): Iterable<Buffer> {
  for (let at = 0; at < content.length; at += 1000) yield content.subarray(at, at + 1000)
}
