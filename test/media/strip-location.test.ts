import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { receiveFile } from '@verso/media'
import sharp from 'sharp'
import t from 'tap'
import { stored, testStore, upload } from './disk.ts'

const place = { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 4711/100', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 815/100' }
const facts = { IFD0: { Copyright: 'Ada Lovelace', Make: 'Box' }, IFD2: { ExposureTime: '1/250' } }
const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="51,30.4711N" dc:source="kept"><exif:GPSLongitude>0,7.815W</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
const taken = () => sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } }).withExif({ ...facts, IFD3: place })

const numberOf = (value: string) => Number(value.split('/')[0])
const latitudeBytes = [Buffer.alloc(4), Buffer.alloc(4)]
latitudeBytes[0]?.writeUInt32LE(numberOf('4711/100'))
latitudeBytes[1]?.writeUInt32LE(numberOf('815/100'))
const holdsPlace = (bytes: Buffer) =>
  latitudeBytes.some((number) => bytes.includes(number)) || /GPSL\w+[=>]["\d]/.test(bytes.toString('latin1'))

for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
  t.test(`${format}: the place is gone, the pixels and all other facts are as they were`, async (t) => {
    const { store } = await testStore(t)
    // The library compresses this in a PNG, which cameras and editors don't.
    const before = format === 'png' ? withTextChunk(await taken().png().toBuffer()) : await taken().withXmp(xmp).toFormat(format).toBuffer()
    t.ok(holdsPlace(before), 'the test has something to find')

    const file = await upload(store, before, `x.${format}`)
    const after = await stored(store, file.sha256)

    t.notOk(holdsPlace(after))
    t.equal(after.length, before.length)
    t.same(await sharp(after).raw().toBuffer(), await sharp(before).raw().toBuffer())
    t.ok(after.includes('Ada Lovelace'))
    t.match(after.toString('latin1'), /dc:source="kept"/)
    if (format === 'png')
      t.same(
        checksumsOf(after),
        checksumsOf(after).map(() => true),
      )
    const [was, is] = await Promise.all([directoriesOf(before), directoriesOf(after)])
    t.ok(was.includes(0x8825))
    t.same(
      is,
      was.filter((tag) => tag !== 0x8825),
      'the directory lost one entry and no other',
    )
  })
}

t.test('what holds no place is stored byte for byte', async (t) => {
  const { store } = await testStore(t)
  for (const format of ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const) {
    const before = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .withExif(facts)
      .toFormat(format)
      .toBuffer()
    t.same(await stored(store, (await upload(store, before, 'x')).sha256), before, format)
  }
})

t.test('a TIFF image loses its place in either byte order', async (t) => {
  const { store } = await testStore(t)
  for (const isLittleEndian of [true, false]) {
    const before = tiffWithPlace(isLittleEndian)
    const file = await upload(store, before, 'x.tif')
    const after = await stored(store, file.sha256)
    t.match(file, { mimeType: 'image/tiff', width: 1, height: 1 })
    t.ok(before.includes('SECRET!!'))
    t.notOk(after.includes('SECRET!!'))
    t.same(
      tagsAt(after, 0),
      tagsAt(before, 0).filter((tag) => tag !== 0x8825),
    )
  }
})

t.test('a place that straddles the window in which the file is read is found', async (t) => {
  const { store } = await testStore(t)
  const jpeg = await taken().jpeg().toBuffer()
  // Comments of up to 65,533 bytes push the EXIF data to just before the end of the first mebibyte.
  const exif = jpeg.subarray(2)
  for (const before of [2 ** 20 - 3, 2 ** 20 - 10, 2 ** 20 - 60]) {
    const padded = Buffer.concat([jpeg.subarray(0, 2), comments(before - 2), exif])
    const file = await receiveFile(store, Readable.from([padded]), { filename: 'x.jpg' })
    t.notOk(holdsPlace(await stored(store, file.sha256)))
  }
})

t.test('EXIF data that points anywhere does no harm', async (t) => {
  const { store } = await testStore(t)
  const jpeg = await taken().jpeg().toBuffer()
  const start = jpeg.indexOf('Exif\0\0') + 6
  for (let at = 4; at < 200; at += 1) {
    const twisted = Buffer.from(jpeg)
    twisted.writeUInt8(0xff, start + at)
    const outcome = await upload(store, twisted, 'x.jpg').catch((error) => error)
    t.ok(outcome.mimeType === 'image/jpeg' || outcome.code === 'damaged_file', `byte ${at}`)
  }
})

function withTextChunk(png: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from('iTXtXML:com.adobe.xmp\0\0\0\0\0'), Buffer.from(xmp)])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length - 4)
  checksum.writeUInt32BE(crc32(content))
  const afterHeader = 8 + 25
  return Buffer.concat([png.subarray(0, afterHeader), length, content, checksum, png.subarray(afterHeader)])
}

/** Tags of the first EXIF directory, as the image library hands it out. */
async function directoriesOf(image: Buffer): Promise<number[]> {
  const { exif = Buffer.alloc(0) } = await sharp(image).metadata()
  return tagsAt(exif, exif.subarray(0, 4).toString('latin1') === 'Exif' ? 6 : 0)
}

/** Whether each chunk's checksum is true. */
function checksumsOf(png: Buffer): boolean[] {
  const outcomes: boolean[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const end = at + 8 + png.readUInt32BE(at)
    outcomes.push(crc32(png.subarray(at + 4, end)) === png.readUInt32BE(end))
  }
  return outcomes
}

function tagsAt(bytes: Buffer, base: number): number[] {
  const isLittleEndian = bytes.toString('latin1', base, base + 2) === 'II'
  const u16 = (at: number) => (isLittleEndian ? bytes.readUInt16LE(base + at) : bytes.readUInt16BE(base + at))
  const first = isLittleEndian ? bytes.readUInt32LE(base + 4) : bytes.readUInt32BE(base + 4)
  return Array.from({ length: u16(first) }, (_, index) => u16(first + 2 + index * 12))
}

function comments(length: number): Buffer {
  const parts: Buffer[] = []
  for (let left = length; left > 0; ) {
    const size = left > 65_535 + 4 ? 65_535 : left > 65_535 ? left - 10 : left
    const part = Buffer.alloc(size, 0x20)
    part.writeUInt16BE(0xfffe, 0)
    part.writeUInt16BE(size - 2, 2)
    parts.push(part)
    left -= size
  }
  return Buffer.concat(parts)
}

/** One grey pixel, with a GPS directory whose only value stands outside of it. */
function tiffWithPlace(isLittleEndian: boolean): Buffer {
  const short = 3
  const long = 4
  const ascii = 2
  const entries: [number, number, number, number][] = [
    [256, short, 1, 1],
    [257, short, 1, 1],
    [258, short, 1, 8],
    [259, short, 1, 1],
    [262, short, 1, 1],
    [273, long, 1, 200],
    [277, short, 1, 1],
    [278, short, 1, 1],
    [279, long, 1, 1],
    [0x8825, long, 1, 150],
  ]
  const file = Buffer.alloc(201, 0)
  const u16 = (value: number, at: number) => (isLittleEndian ? file.writeUInt16LE(value, at) : file.writeUInt16BE(value, at))
  const u32 = (value: number, at: number) => (isLittleEndian ? file.writeUInt32LE(value, at) : file.writeUInt32BE(value, at))
  const entry = ([tag, type, count, value]: [number, number, number, number], at: number) => {
    u16(tag, at)
    u16(type, at + 2)
    u32(count, at + 4)
    if (type === short) u16(value, at + 8)
    else u32(value, at + 8)
  }
  file.write(isLittleEndian ? 'II' : 'MM', 0)
  u16(42, 2)
  u32(8, 4)
  u16(entries.length, 8)
  for (const [index, one] of entries.entries()) entry(one, 10 + index * 12)
  u16(1, 150)
  entry([29, ascii, 9, 170], 152)
  file.write('SECRET!!', 170)
  file.writeUInt8(128, 200)
  return file
}
