import { type FileHandle, open } from 'node:fs/promises'
import { removeGpsDirectory } from './gps-directory.ts'
import { renewPngChecksums } from './png-checksums.ts'

const windowBytes = 2 ** 20
/** Longer than anything looked for, so that nothing is missed where two windows meet. */
const overlapBytes = 4096

/** Where EXIF data begins, whatever file it is in: after the marks of JPEG and AVIF, WebP (with a length) and PNG. */
const exifStart = /(?<=Exif\0\0|EXIF[\s\S]{4}|eXIf)(?:II\*\0|MM\0\*)/g
/** Places in XMP, as attributes and as elements. */
const xmpPlace = /\bexif:GPS\w{1,40}\s{0,9}=\s{0,9}(?:"[^"]{0,999}"|'[^']{0,999}')|<exif:GPS(\w{1,40})>[^<]{0,999}<\/exif:GPS\1>/g

/**
 * Takes the place where it was taken out of an image, in the file itself and without touching its pixels or other facts about it.
 * Gives whether bytes were changed. Not reached: places in the compressed text chunks of PNG.
 */
export async function stripLocation(path: string): Promise<boolean> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    // A TIFF image is itself what other formats carry as EXIF data.
    let hasChanged = await removeGpsDirectory(file, 0)
    for (let at = 0; at < size; at += windowBytes) {
      if (await stripWindow(file, at)) hasChanged = true
    }
    if (hasChanged) await renewPngChecksums(file)
    return hasChanged
  } finally {
    await file.close()
  }
}

async function stripWindow(file: FileHandle, at: number): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(windowBytes + overlapBytes), 0, windowBytes + overlapBytes, at)
  const text = buffer.toString('latin1', 0, bytesRead)
  let hasChanged = false
  for (const { index } of text.matchAll(exifStart)) {
    if (await removeGpsDirectory(file, at + index)) hasChanged = true
  }
  for (const { index, 0: place } of text.matchAll(xmpPlace)) {
    await file.write(Buffer.alloc(place.length, ' '), 0, place.length, at + index)
    hasChanged = true
  }
  return hasChanged
}
