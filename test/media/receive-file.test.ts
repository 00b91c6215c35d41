import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { receiveFile } from '@verso/media'
import sharp from 'sharp'
import t from 'tap'
import { stored, testStore, upload } from './disk.ts'

const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: 'teal' } })
const noise = (width: number, height: number) => sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
const hashOf = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')

t.test('a file is stored under the hash of its content, with its facts', async (t) => {
  const { store, files } = await testStore(t)
  const png = await picture().png().toBuffer()
  const sha256 = hashOf(png)
  const { facts: _, ...file } = await upload(store, png, 'Sea.PNG')
  t.same(file, {
    sha256,
    bytes: png.length,
    mimeType: 'image/png',
    width: 60,
    height: 40,
    filename: 'Sea.PNG',
  })
  t.same(await stored(store, sha256), png)
  t.same(await files(), [`${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`])
})

t.test('each raster format is known by its bytes, whatever it is called', async (t) => {
  const { store } = await testStore(t)
  const formats = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', gif: 'gif', tiff: 'tif' } as const
  for (const [format, extension] of Object.entries(formats)) {
    const bytes = await picture()
      .toFormat(format as keyof typeof formats)
      .toBuffer()
    const file = await upload(store, bytes, { filename: 'note.txt', declaredType: 'text/plain' })
    t.match(file, { mimeType: `image/${format}`, width: 60, height: 40, filename: `note.${extension}` })
  }
})

t.test('width and height are those of the image as shown', async (t) => {
  const { store } = await testStore(t)
  for (const [orientation, width, height] of [
    [1, 60, 40],
    [3, 60, 40],
    [6, 40, 60],
    [8, 40, 60],
  ] as const) {
    t.match(await upload(store, await picture().jpeg().withMetadata({ orientation }).toBuffer(), 'x.jpg'), { width, height })
  }
})

t.test('an animated image has the size of one frame', async (t) => {
  const { store } = await testStore(t)
  const frames = await Promise.all(
    ['red', 'green', 'blue'].map((background) =>
      sharp({ create: { width: 20, height: 10, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  for (const format of ['gif', 'webp'] as const) {
    const file = await upload(
      store,
      await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer(),
      'x',
    )
    t.match(file, { mimeType: `image/${format}`, width: 20, height: 10 })
  }
})

t.test('texts are told apart by their content, and by their name where content does not tell', async (t) => {
  const { store } = await testStore(t)
  const cases: [string, string, string, string][] = [
    ['a,b\n1,2\n', 'table.csv', 'text/csv', 'table.csv'],
    ['# Hi\n<p align="center">', 'README.md', 'text/markdown', 'README.md'],
    ['<p align="center">Hi</p>', 'README.md', 'text/markdown', 'README.md'],
    ['{"a":1}', 'a.json', 'application/json', 'a.json'],
    ['no braces', 'a.json', 'text/plain', 'a.txt'],
    ['just words, naïve ones', 'words', 'text/plain', 'words.txt'],
    ['alert(1)', 'evil.js', 'text/plain', 'evil.js.txt'],
    ['\ufeffwith a mark', 'a.txt', 'text/plain', 'a.txt'],
    ['WEBVTT\n\n00:00.000 --> 00:01.000\nHi', 'a.vtt', 'text/vtt', 'a.vtt'],
  ]
  for (const [content, filename, mimeType, stored] of cases)
    t.match(await upload(store, content, filename), { mimeType, filename: stored, width: null, height: null }, filename)
  t.match(await upload(store, 'a,b', { filename: 'export', declaredType: 'text/csv' }), { mimeType: 'text/csv', filename: 'export.csv' })
  for (const content of [Buffer.from('\ufeffhalló', 'utf16le'), 'BMW makes cars', 'MZ is short for a name', 'Gr\xfc\xdfe']) {
    t.match(await upload(store, typeof content === 'string' ? Buffer.from(content, 'latin1') : content, 'a.txt'), {
      mimeType: 'text/plain',
      filename: 'a.txt',
    })
  }
})

t.test('SVG is found behind declarations and comments, and its size is the one it states', async (t) => {
  const { store } = await testStore(t)
  const cases: [string, number | null, number | null][] = [
    ['<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20.4px"/>', 30, 20],
    ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150"/>', 300, 150],
    ['<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" viewBox="0,0,300,150"/>', 300, 150],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', null, null],
    [
      '\ufeff<?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE svg [<!ENTITY x "y">]>\n<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="5" height="6"/>',
      5,
      6,
    ],
  ]
  for (const [content, width, height] of cases)
    t.match(await upload(store, content, 'x.txt'), { mimeType: 'image/svg+xml', filename: 'x.svg', width, height }, content)
})

t.test('documents, archives, audio and video are known by their bytes', async (t) => {
  const { store } = await testStore(t)
  const zip = Buffer.concat([Buffer.from('504b0506', 'hex'), Buffer.alloc(18)])
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  t.match(await upload(store, '%PDF-1.7\n%%EOF', 'a'), { mimeType: 'application/pdf', filename: 'a.pdf' })
  t.match(await upload(store, zip, 'a.zip'), { mimeType: 'application/zip' })
  t.match(await upload(store, compound, 'a.xls'), { mimeType: 'application/vnd.ms-excel' })
  t.match(await upload(store, wav(100), 'a.wav'), { mimeType: 'audio/wav' })
  t.match(await upload(store, Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('mp42\0\0\0\0mp42isom')]), 'a'), {
    mimeType: 'video/mp4',
    filename: 'a.mp4',
  })
})

t.test('what a browser or a machine would run, and what nobody knows, is refused and leaves nothing', async (t) => {
  const { store, files } = await testStore(t)
  const cases: [string, Buffer | string][] = [
    ['page.html', '<!DOCTYPE html><p>hi'],
    ['page.txt', '  \n<HTML><body>'],
    ['page.md', '<!-- x --><script>alert(1)</script>'],
    ['page.png', '<script src=x></script>'],
    ['page.htm', '<p>a fragment</p>'],
    ['page.xhtml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['feed.xml', '<?xml version="1.0"?><rss/>'],
    ['feed.txt', '<feed xmlns="http://www.w3.org/2005/Atom"/>'],
    ['run.sh', '#!/bin/sh\nrm -rf /'],
    ['x.php', '<?php system($_GET[0]);'],
    ['tool.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['tool.jpg', Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(200)])],
    ['setup.msi', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    ['a.gz', Buffer.from('1f8b0800000000000003', 'hex')],
    ['noise.bin', Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])],
    ['late.txt', Buffer.concat([Buffer.from('x'.repeat(200_000)), Buffer.from([0])])],
  ]
  for (const [filename, content] of cases)
    await t.rejects(upload(store, content, filename), { name: 'FileRefusal', code: 'unsupported_media_type' }, filename)
  t.same(await files(), [])
})

t.test('damaged and empty files are refused and leave nothing', async (t) => {
  const { store, files } = await testStore(t)
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
    const whole = await noise(64, 64).toFormat(format).toBuffer()
    await t.rejects(upload(store, whole.subarray(0, whole.length / 2), 'x'), { code: 'damaged_file' }, `${format} cut in half`)
  }
  // A TIFF's directory may stand at its end; without it nothing says what the file is.
  const tiff = await noise(64, 64).tiff({ compression: 'none' }).toBuffer()
  await t.rejects(upload(store, tiff.subarray(0, tiff.length / 2), 'x'), { name: 'FileRefusal' })
  const overwritten = await noise(64, 64).png().toBuffer()
  overwritten.fill(0, 500, 600)
  await t.rejects(upload(store, overwritten, 'x.png'), { code: 'damaged_file' })
  await t.rejects(upload(store, 'GIF89a/*<script>alert(1)</script>*/', 'x.gif'), { code: 'damaged_file' })
  await t.rejects(upload(store, '', 'x.txt'), { code: 'damaged_file' })
  t.same(await files(), [])
})

t.test('a bomb is called one before a pixel of it is made', async (t) => {
  const { store, files } = await testStore(t)
  const bomb = await picture().png().toBuffer()
  bomb.writeUInt32BE(20_000, 16)
  bomb.writeUInt32BE(20_000, 20)
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  await t.rejects(upload(store, bomb, 'x.png'), { code: 'too_many_pixels' })
  const limits = { maxPixels: 2400, maxFramePixels: 2400 }
  t.match(await upload(store, await picture().gif().toBuffer(), { filename: 'x.gif', limits }), { width: 60 })
  await t.rejects(upload(store, await picture(61, 40).jpeg().toBuffer(), { filename: 'x.jpg', limits }), { code: 'too_many_pixels' })
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 60, height: 40, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const animated = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  await t.rejects(upload(store, animated, { filename: 'x.gif', limits }), { code: 'too_many_pixels' })
  t.equal((await files()).length, 1)
})

t.test('images and other files have limits of their own', async (t) => {
  const { store, files } = await testStore(t)
  const png = await noise(40, 40).png().toBuffer()
  const limits = { maxImageBytes: png.length - 1, maxFileBytes: png.length * 2 }
  await t.rejects(upload(store, png, { filename: 'x.png', limits }), { code: 'too_large' })
  await t.rejects(upload(store, `<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(png.length)}</svg>`, { filename: 'x.svg', limits }), {
    code: 'too_large',
  })
  t.match(await upload(store, 'x'.repeat(limits.maxFileBytes), { filename: 'x.txt', limits }), { bytes: limits.maxFileBytes })
  await t.rejects(upload(store, 'x'.repeat(limits.maxFileBytes + 1), { filename: 'x.txt', limits }), { code: 'too_large' })
  t.equal((await files()).length, 1)
})

t.test('an endless upload is stopped at the limit', async (t) => {
  const { store, files } = await testStore(t)
  let sent = 0
  const endless = Readable.from(
    (function* () {
      for (;;) {
        sent += 1000
        yield Buffer.alloc(1000, 'x')
      }
    })(),
  )
  await t.rejects(receiveFile(store, endless, { filename: 'x.txt', limits: { maxFileBytes: 50_000, maxImageBytes: 1000 } }), {
    code: 'too_large',
  })
  t.ok(sent < 100_000)
  t.same(await files(), [])
})

t.test('a cut upload leaves nothing, however it ends', async (t) => {
  const { store, files } = await testStore(t)
  const failing = new PassThrough()
  failing.write('some')
  setTimeout(() => failing.destroy(new Error('the line broke')), 20)
  await t.rejects(receiveFile(store, failing, { filename: 'x.txt' }), /the line broke/)

  const silent = new PassThrough()
  silent.write('some')
  setTimeout(() => silent.destroy(), 20)
  await t.rejects(receiveFile(store, silent, { filename: 'x.txt' }))

  const dead = new PassThrough()
  dead.on('error', () => {})
  dead.destroy(new Error('was broken before'))
  await t.rejects(receiveFile(store, dead, { filename: 'x.txt' }))
  t.same(await files(), [])
})

t.test('a client that goes away in the middle of a request leaves nothing', async (t) => {
  const { store, files } = await testStore(t)
  let ended: (outcome: unknown) => void
  const outcome = new Promise((resolve) => {
    ended = resolve
  })
  const server = createServer((incoming) => receiveFile(store, incoming, { filename: 'x.txt' }).then(ended, ended))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const client = request({ port: (server.address() as AddressInfo).port, method: 'POST', headers: { 'content-length': 1000 } })
  client.on('error', () => {})
  client.write('x'.repeat(500), () => setTimeout(() => client.destroy(), 50))
  t.ok((await outcome) instanceof Error)
  t.same(await files(), [])
})

t.test('eight simultaneous uploads of the same bytes give one stored file and the same answer', async (t) => {
  const { store, files } = await testStore(t)
  const png = await noise(200, 200).png().toBuffer()
  const answers = await Promise.all(Array.from({ length: 8 }, () => upload(store, png, 'x.png')))
  t.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
  t.equal((await files()).length, 1)
  t.same(await stored(store, hashOf(png)), png)
})

t.test('memory does not grow with the file', async (t) => {
  const { store } = await testStore(t)
  const megabyte = Buffer.alloc(2 ** 20)
  const before = process.memoryUsage()
  let peak = 0
  const long = Readable.from(
    (function* () {
      yield wav(0)
      for (let sent = 0; sent < 300; sent += 1) {
        peak = Math.max(peak, process.memoryUsage().rss)
        yield megabyte
      }
    })(),
  )
  t.match(await receiveFile(store, long, { filename: 'long.wav' }), { bytes: 44 + 300 * 2 ** 20, mimeType: 'audio/wav' })
  t.ok(peak - before.rss < 100 * 2 ** 20, `grew by ${Math.round((peak - before.rss) / 2 ** 20)} MB`)
})

function wav(dataBytes: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + dataBytes, 4)
  header.write('WAVEfmt ', 8)
  header.write('data', 36)
  return Buffer.concat([header, Buffer.alloc(dataBytes)])
}
