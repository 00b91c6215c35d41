import type { FileHandle } from 'node:fs/promises'

/** EXIF 3.0: the tag that leads from a directory to the one with the place. */
const gpsPointerTag = 0x8825
const entryBytes = 12
/** TIFF 6.0: bytes of one value by type number. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
const maxDirectories = 16
const maxGpsEntries = 64
const maxValueBytes = 4096

/** A TIFF structure within a file; all offsets in it count from `base`. */
interface Tiff {
  file: FileHandle
  base: number
  bytes: number
  isLittleEndian: boolean
}

interface Directory {
  at: number
  entries: Buffer[]
  next: number
}

/** Takes the place out of EXIF data without moving another byte: values become zeros, and the directory's entry is closed up. Gives whether there was one. */
export async function removeGpsDirectory(file: FileHandle, base: number): Promise<boolean> {
  const tiff = await openTiff(file, base)
  if (!tiff) return false
  let hasGps = false
  let at = readNumber(tiff, await readAt(tiff, 4, 4), [0, 4])
  for (let count = 0; at > 0 && count < maxDirectories; count += 1) {
    const directory = await readDirectory(tiff, at)
    if (!directory) break
    const pointer = directory.entries.find((entry) => readNumber(tiff, entry, [0, 2]) === gpsPointerTag)
    if (pointer) {
      hasGps = true
      await eraseDirectory(tiff, readNumber(tiff, pointer, [8, 4]))
      await closeUp(tiff, directory, pointer)
    }
    at = directory.next
  }
  return hasGps
}

async function openTiff(file: FileHandle, base: number): Promise<Tiff | null> {
  const { size } = await file.stat()
  const tiff = { file, base, bytes: size - base, isLittleEndian: true }
  const magic = (await readAt(tiff, 0, 4)).toString('latin1')
  if (magic !== 'II*\0' && magic !== 'MM\0*') return null
  return { ...tiff, isLittleEndian: magic.startsWith('II') }
}

async function readDirectory(tiff: Tiff, at: number): Promise<Directory | null> {
  const head = await readAt(tiff, at, 2)
  if (head.length < 2) return null
  const count = readNumber(tiff, head, [0, 2])
  const body = await readAt(tiff, at + 2, count * entryBytes + 4)
  if (body.length < count * entryBytes) return null
  const entries = Array.from({ length: count }, (_, index) => body.subarray(index * entryBytes, (index + 1) * entryBytes))
  return { at, entries, next: readNumber(tiff, body, [count * entryBytes, 4]) }
}

async function eraseDirectory(tiff: Tiff, at: number): Promise<void> {
  const directory = await readDirectory(tiff, at)
  if (!directory || directory.entries.length > maxGpsEntries) return
  for (const entry of directory.entries) {
    const bytes = (typeBytes[readNumber(tiff, entry, [2, 2])] ?? 0) * readNumber(tiff, entry, [4, 4])
    if (bytes > 4 && bytes <= maxValueBytes) await writeAt(tiff, readNumber(tiff, entry, [8, 4]), Buffer.alloc(bytes))
  }
  await writeAt(tiff, at, Buffer.alloc(2 + directory.entries.length * entryBytes))
}

/** A directory without entries is not valid TIFF, so the pointer goes as well and what follows it moves up. */
async function closeUp(tiff: Tiff, { at, entries, next }: Directory, pointer: Buffer): Promise<void> {
  const kept = entries.filter((entry) => entry !== pointer)
  const count = Buffer.alloc(2)
  const end = Buffer.alloc(4)
  if (tiff.isLittleEndian) {
    count.writeUInt16LE(kept.length)
    end.writeUInt32LE(next)
  } else {
    count.writeUInt16BE(kept.length)
    end.writeUInt32BE(next)
  }
  await writeAt(tiff, at, Buffer.concat([count, ...kept, end, Buffer.alloc(entryBytes)]))
}

function readNumber({ isLittleEndian }: Tiff, bytes: Buffer, [at, size]: [at: number, size: number]): number {
  if (at + size > bytes.length) return 0
  return isLittleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size)
}

async function readAt({ file, base, bytes }: Tiff, at: number, length: number): Promise<Buffer> {
  const available = Math.max(0, Math.min(length, bytes - at))
  const { buffer, bytesRead } = await file.read(Buffer.alloc(available), 0, available, base + at)
  return buffer.subarray(0, bytesRead)
}

/** Never beyond the end: offsets are whatever the sender wrote. */
async function writeAt({ file, base, bytes }: Tiff, at: number, content: Buffer): Promise<void> {
  if (at + content.length <= bytes) await file.write(content, 0, content.length, base + at)
}
