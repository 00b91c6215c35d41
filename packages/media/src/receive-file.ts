import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileFacts } from '@verso/model'
import { displayName } from './display-name.ts'
import { FileRefusal } from './file-refusal.ts'
import type { FileStore } from './file-store.ts'
import type { FileType } from './file-types.ts'
import { containerFacts } from './containers/container-facts.ts'
import { holdsBinary } from './holds-binary.ts'
import { imageFacts } from './images/image-facts.ts'
import { type Claim, sniffFile } from './sniff-file.ts'
import { cleanSvg } from './svg/clean-svg.ts'
import { stripLocation } from './strip-location.ts'
import { svgSize } from './svg/svg-size.ts'
import { defaultUploadLimits, type UploadLimits } from './upload-limits.ts'

export interface ReceiveOptions extends Claim {
  limits?: Partial<UploadLimits>
}

export interface ReceivedFile {
  /** Of the bytes as stored, that is without the place where a photograph was taken. */
  sha256: string
  bytes: number
  mimeType: string
  /** Of images, as shown; null where there is none to tell. */
  width: number | null
  height: number | null
  facts: FileFacts
  filename: string
}

type Written = Pick<ReceivedFile, 'sha256' | 'bytes'>
type Facts = Pick<ReceivedFile, 'width' | 'height' | 'facts'>

const pieceBytes = 2 ** 20

/**
 * The one way in for a file, whichever door it came through: written aside, judged by its bytes, moved into the store.
 * Rejects with a `FileRefusal`, or with the stream's own error; either way the stream is over and nothing stays behind.
 */
export async function receiveFile(store: FileStore, stream: Readable, options: ReceiveOptions): Promise<ReceivedFile> {
  const limits = { ...defaultUploadLimits, ...options.limits }
  // A stream that fails before anybody reads it would end the process; whoever reads it is told all the same.
  stream.on('error', () => {})
  const path = await store.tempFile()
  try {
    const written = await writeAside(stream, path, Math.max(limits.maxImageBytes, limits.maxFileBytes))
    const type = await sniffFile(path, { ...options, isText: written.isText })
    checkSize(type, written.bytes, limits)
    // Before the image is judged: what is stored is what was judged.
    const isChanged = await madeHarmless(type, path)
    const facts = await factsOf(type, path, limits)
    const { sha256, bytes } = isChanged ? await measure(path) : written

    await store.put(sha256, path)
    return { sha256, bytes, mimeType: type.mimeType, ...facts, filename: displayName(options.filename, type) }
  } finally {
    await rm(path, { force: true })
  }
}

/** Takes out what nobody is to be given: where a photograph was taken, and what in a drawing would run. Gives whether bytes were changed. */
async function madeHarmless({ family }: FileType, path: string): Promise<boolean> {
  if (family === 'raster') return stripLocation(path)
  if (family !== 'vector') return false
  await cleanSvg(path)
  return true
}

/**
 * Reads no faster than the disk takes it, in pieces large enough to be worth a write, and looks at what goes by, so that nothing is read a second time. It has
 * opened the file before it reads, so that a stream that fails at once leaves none behind.
 */
async function writeAside(stream: Readable, path: string, maxBytes: number): Promise<Written & { isText: boolean }> {
  const hash = createHash('sha256')
  let [bytes, isText] = [0, true]
  const file = await open(path, 'wx', 0o600)
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Buffer | string>) {
      for await (const given of chunks) {
        const chunk = typeof given === 'string' ? Buffer.from(given) : given
        bytes += chunk.length
        if (bytes > maxBytes) throw tooLarge(maxBytes)
        hash.update(chunk)
        isText &&= !holdsBinary(chunk)
        yield chunk
      }
    },
    file.createWriteStream({ highWaterMark: pieceBytes }),
  )
  return { sha256: hash.digest('hex'), bytes, isText }
}

async function measure(path: string): Promise<Written> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}

function checkSize({ family }: FileType, bytes: number, { maxImageBytes, maxFileBytes }: UploadLimits): void {
  const maxBytes = family === 'raster' || family === 'vector' ? maxImageBytes : maxFileBytes
  if (bytes > maxBytes) throw tooLarge(maxBytes)
}

function tooLarge(maxBytes: number): FileRefusal {
  return new FileRefusal('too_large', `The file is larger than the ${Math.floor(maxBytes / 2 ** 20)} MB that are allowed`)
}

async function factsOf({ family, mimeType }: FileType, path: string, limits: UploadLimits): Promise<Facts> {
  if (family === 'raster') return imageFacts(path, limits)
  if (family === 'vector') return { ...((await svgSize(path)) ?? { width: null, height: null }), facts: {} }
  if (family !== 'video' && family !== 'audio' && mimeType !== 'application/pdf') return { width: null, height: null, facts: {} }
  const { width, height, duration, pages } = await containerFacts(path)
  return { width, height, facts: { ...(duration === null ? {} : { duration }), ...(pages === null ? {} : { pages }) } }
}
