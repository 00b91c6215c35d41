import { deflateSync } from 'node:zlib'
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny'
import t, { type Test } from 'tap'
import { testStore, upload } from './disk.ts'

async function factsOf(t: Test, filename: string, content: Buffer) {
  const { store } = await testStore(t)
  const { mimeType, width, height, facts } = await upload(store, content, { filename })
  return { mimeType, width, height, ...facts }
}

/** Fifty frames of nothing, 25 a second. */
async function aFilm(format: OutputFormat, rotation: 0 | 90 = 0): Promise<Buffer> {
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const source = new EncodedVideoPacketSource('vp9')
  output.addVideoTrack(source, { frameRate: 25, rotation })
  await output.start()
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: 640, codedHeight: 360 }
  for (let frame = 0; frame < 50; frame += 1)
    await source.add(new EncodedPacket(new Uint8Array(20), frame === 0 ? 'key' : 'delta', frame / 25, 1 / 25), { decoderConfig })
  await output.finalize()
  if (target.buffer === null) throw new Error('Nothing was written')
  return Buffer.from(target.buffer)
}

/** Silence, 8 bits, 8000 a second. */
function aSound(seconds: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + seconds * 8000, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(seconds * 8000, 40)
  return Buffer.concat([head, Buffer.alloc(seconds * 8000, 128)])
}

/** Frames of MPEG-1 layer III at 128 kbit/s and 44,100 Hz: 417 bytes and 1152 samples each. */
function anMp3(frames: number): Buffer {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  return Buffer.concat(Array.from({ length: frames }, () => frame))
}

/** Objects with a table of places, one after the other. */
function aPdf(objects: string[], { prev, at = 0 }: { prev?: number; at?: number } = {}): Buffer {
  let text = at === 0 ? '%PDF-1.4\n' : ''
  const places = objects.map((object, index) => {
    const place = at + text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const start = at + text.length
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R ${prev === undefined ? '' : `/Prev ${prev}`} /Info << /Root 9 0 R >> >>`
  return Buffer.from(`${text}xref\n1 ${objects.length}\n${entries}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`, 'latin1')
}

const catalog = '<< /Names << /Pages 7 0 R >> /Type /Catalog /Title (a \\) >> /Pages 8 0 R) /Pages 2 0 R >>'

/** Objects packed in a stream, and places in a stream with the differences of PNG: as programs write since PDF 1.5. */
function aPackedPdf(): Buffer {
  const objects = [catalog, '<< /Type /Pages /Kids [3 0 R << /Count 5 >>] /Count 321 >>']
  const offsets = [0, objects[0]?.length ?? 0]
  const head = `1 ${offsets[0]} 2 ${offsets[1]} `
  const packed = deflateSync(Buffer.from(head + objects.join(''), 'latin1'))
  let file = Buffer.from('%PDF-1.5\n')
  const streamAt = file.length
  file = Buffer.concat([
    file,
    Buffer.from(`5 0 obj\n<< /Type /ObjStm /N 2 /First ${head.length} /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ])
  const rows = [
    [0, 0, 0, 0],
    [2, 0, 5, 0],
    [2, 0, 5, 1],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [1, streamAt >> 8, streamAt & 255, 0],
  ]
  const differences = rows.flatMap((row, index) => [2, ...row.map((value, column) => (value - (rows[index - 1]?.[column] ?? 0)) & 255)])
  const table = deflateSync(Buffer.from(differences))
  const start = file.length
  const dictionary = `<< /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Length ${table.length} /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >> >>`
  return Buffer.concat([
    file,
    Buffer.from(`6 0 obj\n${dictionary}\nstream\n`),
    table,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF`),
  ])
}

t.test('films say how large they are and how long they last', async (t) => {
  const size = { width: 640, height: 360, duration: 2 }
  t.same(await factsOf(t, 'a.mp4', await aFilm(new Mp4OutputFormat())), { mimeType: 'video/mp4', ...size })
  t.same(await factsOf(t, 'a.mov', await aFilm(new MovOutputFormat())), { mimeType: 'video/quicktime', ...size })
  t.same(await factsOf(t, 'a.webm', await aFilm(new WebMOutputFormat())), { mimeType: 'video/webm', ...size })
  t.same(await factsOf(t, 'a.mkv', await aFilm(new MkvOutputFormat())), { mimeType: 'video/matroska', ...size })
  t.match(await factsOf(t, 'turned.mp4', await aFilm(new Mp4OutputFormat(), 90)), { width: 360, height: 640 })
})

t.test('sounds say how long they last', async (t) => {
  t.same(await factsOf(t, 'a.wav', aSound(3)), { mimeType: 'audio/wav', width: null, height: null, duration: 3 })
  const { mimeType, duration = 0 } = await factsOf(t, 'a.mp3', anMp3(100))
  t.equal(mimeType, 'audio/mpeg')
  t.ok(Math.abs(duration - (100 * 1152) / 44_100) < 0.05, String(duration))
})

t.test('a PDF says how many pages it has, however it is written', async (t) => {
  const plain = aPdf([catalog, '<< /Type /Pages /Kids [3 0 R] /Count 12 >>'])
  t.same(await factsOf(t, 'a.pdf', plain), { mimeType: 'application/pdf', width: null, height: null, pages: 12 })
  const startOfPlain = Number(/startxref\n(\d+)/.exec(plain.toString('latin1'))?.[1])
  const later = aPdf([catalog, '<< /Type /Pages /Count 13 /Kids [] >>'], { at: plain.length, prev: startOfPlain })
  t.match(await factsOf(t, 'a.pdf', Buffer.concat([plain, later])), { pages: 13 })
  t.match(await factsOf(t, 'a.pdf', aPackedPdf()), { pages: 321 })
})

t.test(
  'what says nothing that is understood is stored all the same, within the bounds of a process apart',
  { timeout: 300_000 },
  async (t) => {
    const film = await aFilm(new Mp4OutputFormat())
    const cut = await factsOf(t, 'a.mp4', film.subarray(0, 60))
    t.match(cut, { mimeType: 'video/mp4', width: null, height: null })
    t.equal(cut.duration, undefined)
    for (const pdf of [
      '%PDF-1.4\nnothing',
      '%PDF-1.4\nstartxref\n9\n%%EOF',
      '%PDF-1.4\nstartxref\n0\n%%EOF',
      `%PDF-1.4\nxref\n0 9999999999\ntrailer\n<<${'<<'.repeat(9000)}`,
      aPdf([catalog, '<< /Type /Pages /Count -4 >>']).toString('latin1'),
      aPdf(['<< /Pages 1 0 R >>']).toString('latin1'),
    ])
      t.same(
        await factsOf(t, 'a.pdf', Buffer.from(pdf, 'latin1')),
        { mimeType: 'application/pdf', width: null, height: null },
        pdf.slice(0, 40),
      )
  },
)
