import type { FileFacts } from '@verso/model'

/** EXIF 3.0, 4.6.5: the two tags of the main directory that say whose an image is. */
const creatorTag = 0x013b
const copyrightTag = 0x8298
const entryBytes = 12
const maxEntries = 500
const maxTextBytes = 2_000

/** Copyright and creator out of an image's EXIF data; nothing else of it is given to anybody. Offsets may be anything. */
export function exifRights(exif: Buffer | undefined): Pick<FileFacts, 'copyright' | 'creator'> {
  if (exif === undefined) return {}
  const tiff = exif.subarray(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0)
  const mark = tiff.toString('latin1', 0, 4)
  if (mark !== 'II*\0' && mark !== 'MM\0*') return {}
  const read = readerOf(tiff, mark.startsWith('II'))
  const directory = read(4, 4)
  const texts = new Map<number, string>()
  for (let index = 0; index < Math.min(read(directory, 2), maxEntries); index += 1) {
    const at = directory + 2 + index * entryBytes
    const text = read(at, 2) === creatorTag || read(at, 2) === copyrightTag ? textAt(tiff, read, at) : ''
    if (text !== '') texts.set(read(at, 2), text)
  }
  const [copyright, creator] = [texts.get(copyrightTag), texts.get(creatorTag)]
  return { ...(copyright === undefined ? {} : { copyright }), ...(creator === undefined ? {} : { creator }) }
}

type Read = (at: number, bytes: number) => number

function readerOf(tiff: Buffer, isLittleEndian: boolean): Read {
  return (at, bytes) => {
    if (at < 0 || at + bytes > tiff.length) return 0
    return isLittleEndian ? tiff.readUIntLE(at, bytes) : tiff.readUIntBE(at, bytes)
  }
}

/** Text of up to four bytes stands in the entry itself. Copyright may hold an editor's after a zero; controls are nobody's name. */
function textAt(tiff: Buffer, read: Read, at: number): string {
  const bytes = Math.min(read(at + 4, 4), maxTextBytes)
  const start = bytes <= 4 ? at + 8 : read(at + 8, 4)
  const text = new TextDecoder().decode(tiff.subarray(start, start + bytes))
  return text.replace(/\p{Cc}+/gu, ' ').trim()
}
