import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

const signature = '\x89PNG\r\n\x1a\n'
const textChunks = ['eXIf', 'iTXt']
const maxChunkBytes = 2 ** 24

/** Makes the checksums of a PNG's metadata true again after bytes in them were changed. Other files are left as they are. */
export async function renewPngChecksums(file: FileHandle): Promise<void> {
  if ((await readAt(file, 0, 8)).toString('latin1') !== signature) return
  let at = signature.length
  for (;;) {
    const head = await readAt(file, at, 8)
    if (head.length < 8) return
    const length = head.readUInt32BE(0)
    if (textChunks.includes(head.toString('latin1', 4)) && length <= maxChunkBytes) await renew(file, at, length)
    at += length + 12
  }
}

/** The checksum covers the chunk's type and content and follows them. */
async function renew(file: FileHandle, at: number, length: number): Promise<void> {
  const covered = await readAt(file, at + 4, length + 4)
  if (covered.length < length + 4) return
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(covered))
  await file.write(checksum, 0, 4, at + 8 + length)
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}
