import type { FileHandle } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { dictionaryAt, numbersIn } from './pdf-syntax.ts'

/** Dictionaries of catalogues and page trees have a few hundred bytes; those that list every page some more. */
const maxDictionaryBytes = 512 * 1024
const maxStreamBytes = 32 * 2 ** 20
/** As many as a file that was saved again and again may have. */
const maxSections = 200

/** Where an object is: at a place of the file, or in a stream of objects. */
type Place = { at: number } | { within: number; index: number }
type Dictionary = Map<string, string>

/** What stands between `stream` and `endstream`, unpacked; its dictionary and where it ends aren't trusted further than the file reaches. */
async function streamAt(
  file: FileHandle,
  text: string,
  { at, dictionary }: { at: number; dictionary: Dictionary },
): Promise<Buffer | null> {
  const start = /stream\r?\n/.exec(text)
  const [length] = numbersIn(dictionary.get('Length'))
  if (start === null || (dictionary.get('Filter') ?? '/FlateDecode').replace(/[[\]\s]/g, '') !== '/FlateDecode') return null
  // Where the length is written elsewhere, what follows the data is no harm to the unpacking.
  const bytes = await read(file, at + start.index + start[0].length, Math.min(length ?? maxStreamBytes, maxStreamBytes))
  const unpacked = dictionary.has('Filter') ? inflateSync(bytes, { maxOutputLength: maxStreamBytes }) : bytes
  return unpredicted(unpacked, dictionaryAt(dictionary.get('DecodeParms')?.replace(/^\[\s*/, '') ?? '', 0))
}

/** The differences of PNG, which tables of places are packed with. */
function unpredicted(data: Buffer, parameters: Dictionary | null): Buffer {
  const [predictor = 1] = numbersIn(parameters?.get('Predictor'))
  const [columns = 1] = numbersIn(parameters?.get('Columns'))
  if (predictor < 10 || columns > 100) return data
  const rows = Math.floor(data.length / (columns + 1))
  const plain = Buffer.alloc(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    const [kind = 0] = data.subarray(row * (columns + 1))
    for (let column = 0; column < columns; column += 1) {
      const value = data[row * (columns + 1) + 1 + column] ?? 0
      const left = column > 0 ? (plain[row * columns + column - 1] ?? 0) : 0
      const above = row > 0 ? (plain[(row - 1) * columns + column] ?? 0) : 0
      const guess = kind === 2 ? above : kind === 1 ? left : kind === 3 ? Math.floor((left + above) / 2) : 0
      plain[row * columns + column] = (value + guess) & 255
    }
  }
  return plain
}

async function read(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at)
  return buffer.subarray(0, bytesRead)
}

/** Objects of a PDF by number, found by its tables of places; and what its trailer says. */
export interface PdfObjects {
  trailer: Dictionary
  dictionary: (number: number) => Promise<Dictionary | null>
}

export async function openPdf(file: FileHandle): Promise<PdfObjects | null> {
  const { size } = await file.stat()
  const tail = (await read(file, Math.max(0, size - 4096), 4096)).toString('latin1')
  const start = [...tail.matchAll(/startxref\s+(\d{1,15})/g)].at(-1)?.[1]
  if (start === undefined) return null
  const sections: Section[] = []
  const waiting = [Number(start)]
  const seen = new Set<number>()
  for (let at = waiting.shift(); at !== undefined && sections.length < maxSections; at = waiting.shift()) {
    if (seen.has(at) || at >= size) continue
    seen.add(at)
    const section = await sectionAt(file, at)
    if (section === null) continue
    sections.push(section)
    waiting.push(...numbersIn(section.trailer.get('XRefStm')), ...numbersIn(section.trailer.get('Prev')))
  }
  const trailer = sections.find((section) => section.trailer.has('Root'))?.trailer
  if (trailer === undefined) return null
  return { trailer, dictionary: (number) => dictionaryOf(file, sections, number) }
}

interface Section {
  trailer: Dictionary
  find: (number: number) => Promise<Place | null>
}

async function sectionAt(file: FileHandle, at: number): Promise<Section | null> {
  const head = (await read(file, at, maxDictionaryBytes)).toString('latin1')
  if (/^\s*xref\b/.test(head)) return tableAt(file, at)
  const start = /^\s*\d+\s+\d+\s+obj\s*/.exec(head)
  const dictionary = start === null ? null : dictionaryAt(head, start[0].length)
  if (dictionary === null || dictionary.get('Type') !== '/XRef') return null
  const data = await streamAt(file, head, { at, dictionary })
  const widths = numbersIn(dictionary.get('W'))
  const ranges = numbersIn(dictionary.get('Index') ?? `[0 ${dictionary.get('Size') ?? 0}]`)
  if (data === null || widths.length !== 3 || widths.some((width) => width > 8)) return null
  return { trailer: dictionary, find: async (number) => placeIn(data, { widths, ranges, number }) }
}

function placeIn(data: Buffer, { widths, ranges, number }: { widths: number[]; ranges: number[]; number: number }): Place | null {
  const [first = 0, second = 0, third = 0] = widths
  for (let index = 0, row = 0; index + 1 < ranges.length; index += 2) {
    const [from = 0, count = 0] = [ranges[index], ranges[index + 1]]
    if (number >= from && number < from + count) {
      const entry = data.subarray((row + number - from) * (first + second + third))
      const value = (at: number, width: number) =>
        width === 0 || entry.length < at + width ? 0 : Number(`0x${entry.toString('hex', at, at + width)}`)
      const kind = first === 0 ? 1 : value(0, first)
      if (kind === 1) return { at: value(first, second) }
      return kind === 2 ? { within: value(first, second), index: value(first + second, third) } : null
    }
    row += count
  }
  return null
}

/** `xref`, then ranges of entries that have 20 bytes each, then the trailer. Entries are read when they are asked for. */
async function tableAt(file: FileHandle, at: number): Promise<Section | null> {
  const ranges: { from: number; count: number; at: number }[] = []
  let place = at + (/^\s*xref\s*/.exec((await read(file, at, 64)).toString('latin1'))?.[0].length ?? 0)
  while (ranges.length < maxSections) {
    const text = (await read(file, place, maxDictionaryBytes)).toString('latin1')
    const trailer = /^\s*trailer\s*/.exec(text)
    if (trailer !== null) {
      const dictionary = dictionaryAt(text, trailer[0].length)
      if (dictionary === null) return null
      return { trailer: dictionary, find: (number) => entryIn(file, ranges, number) }
    }
    const range = /^\s*(\d{1,10})\s+(\d{1,10})[ \t]*\r?\n?/.exec(text)
    if (range === null) return null
    ranges.push({ from: Number(range[1]), count: Number(range[2]), at: place + range[0].length })
    place += range[0].length + Number(range[2]) * 20
  }
  return null
}

async function entryIn(file: FileHandle, ranges: { from: number; count: number; at: number }[], number: number): Promise<Place | null> {
  const range = ranges.find(({ from, count }) => number >= from && number < from + count)
  if (range === undefined) return null
  const entry = (await read(file, range.at + (number - range.from) * 20, 20)).toString('latin1')
  const at = /^(\d{10}) \d{5} n/.exec(entry)?.[1]
  return at === undefined ? null : { at: Number(at) }
}

async function dictionaryOf(file: FileHandle, sections: Section[], number: number): Promise<Dictionary | null> {
  for (const section of sections) {
    const place = await section.find(number)
    if (place === null) continue
    if ('at' in place) return plainObject(file, place.at, number)
    return packedObject(file, sections, place)
  }
  return null
}

async function plainObject(file: FileHandle, at: number, number: number): Promise<Dictionary | null> {
  const text = (await read(file, at, maxDictionaryBytes)).toString('latin1')
  const start = /^\s*(\d+)\s+\d+\s+obj\s*/.exec(text)
  return start === null || Number(start[1]) !== number ? null : dictionaryAt(text, start[0].length)
}

async function packedObject(
  file: FileHandle,
  sections: Section[],
  { within, index }: { within: number; index: number },
): Promise<Dictionary | null> {
  for (const section of sections) {
    const place = await section.find(within)
    if (place === null || !('at' in place)) continue
    const text = (await read(file, place.at, maxDictionaryBytes)).toString('latin1')
    const dictionary = await plainObject(file, place.at, within)
    const data = dictionary === null ? null : await streamAt(file, text, { at: place.at, dictionary })
    const [first = 0] = numbersIn(dictionary?.get('First'))
    const content = data?.toString('latin1') ?? ''
    const at = content.slice(0, first).match(/\d+/g)?.[index * 2 + 1]
    return at === undefined ? null : dictionaryAt(content, first + Number(at))
  }
  return null
}
