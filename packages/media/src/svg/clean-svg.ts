import { readFile, writeFile } from 'node:fs/promises'
import { FileRefusal } from '../file-refusal.ts'
import { ownProcess } from '../own-process.ts'

/** A drawing is a few hundred kilobytes; what is larger is data that a parser would need gigabytes for. */
const maxBytes = 10 * 2 ** 20

// Beside this file, in whichever form that runs.
const file = import.meta.url.endsWith('.ts') ? './svg-process.ts' : './svg-process.js'
const clean = ownProcess(new URL(file, import.meta.url), { maxMemoryMb: 512, maxSeconds: 60 })

/**
 * Rewrites an SVG file so that it holds nothing that runs or loads: what isn't known to be harmless is taken out. A process of its own parses it and ends
 * with it, whatever it was fed.
 */
export async function cleanSvg(path: string): Promise<void> {
  const text = decoded(await readFile(path))
  if (text.length > maxBytes) throw new FileRefusal('too_large', `A drawing may have ${maxBytes / 2 ** 20} MB`)
  const cleaned = await clean(text)
  if (typeof cleaned !== 'string') throw new FileRefusal('damaged_file', 'The drawing is damaged, or too much to check')
  await writeFile(path, cleaned)
}

function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  return new TextDecoder(mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8').decode(bytes)
}
