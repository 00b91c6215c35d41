import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Puts a stream into a file, for what has to be read twice; `remove` takes it away. */
export async function spool(stream: Readable): Promise<{ file: string; remove: () => void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'verso-import-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const file = path.join(folder, 'lines.ndjson')
  try {
    await pipeline(stream, createWriteStream(file, { mode: 0o600 }))
  } catch (error) {
    remove()
    throw error
  }
  return { file, remove }
}
