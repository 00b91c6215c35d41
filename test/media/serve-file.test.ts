import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileHeaders, parseRange } from '@verso/media'
import t from 'tap'

const served = (mimeType: string, filename = 'a.x') => fileHeaders({ mimeType, filename, sha256: 'ab' })

t.test('raster images, audio and video are shown; whatever else is a download', async (t) => {
  for (const type of ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'audio/mpeg', 'video/mp4']) {
    t.match(served(type), { 'content-type': type, 'content-disposition': /^inline;/ }, type)
  }
  for (const type of ['image/svg+xml', 'application/pdf', 'application/zip'])
    t.match(served(type), { 'content-type': type, 'content-disposition': /^attachment;/ }, type)
  for (const type of ['text/plain', 'text/csv', 'application/json'])
    t.match(served(type), { 'content-type': `${type}; charset=utf-8`, 'content-disposition': /^attachment;/ }, type)
  for (const type of ['text/html', 'application/xhtml+xml', 'text/xml', 'nonsense'])
    t.match(served(type), { 'content-type': 'application/octet-stream', 'content-disposition': /^attachment;/ }, type)
  t.match(fileHeaders({ mimeType: 'image/png', filename: 'a.png', sha256: 'ab' }, { download: true }), {
    'content-disposition': /^attachment;/,
  })
})

t.test('every file is served without sniffing and without scripts', async (t) => {
  for (const type of ['image/png', 'image/svg+xml', 'application/pdf', 'text/html']) {
    t.match(served(type), {
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      etag: '"ab"',
      'accept-ranges': 'bytes',
    })
  }
})

t.test('names of all kinds make valid headers and can be read back', async (t) => {
  const names = [
    'plain.png',
    'with space.png',
    'quo"te.png',
    'back\\slash.png',
    '100%.png',
    'naïve 日本 🎉.png',
    "it's (1)*.png",
    'line\r\nSet-Cookie: a=b.png',
    '\u202egnp.exe.png',
    `${'ü'.repeat(300)}.png`,
    'a;b=c.png',
  ]
  const server = createServer((request, reply) => reply.writeHead(200, served('image/png', names[Number(request.url?.slice(1))])).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  for (const [index, name] of names.entries()) {
    const [reply] = await once(get({ port: (server.address() as AddressInfo).port, path: `/${index}`, agent: false }), 'response')
    reply.resume()
    const disposition: string = reply.headers['content-disposition']
    const coded = /filename\*=UTF-8''([^;]+)$/.exec(disposition)?.[1]
    const plain = /filename="([^"\\]*)"/.exec(disposition)?.[1]
    t.equal(coded === undefined ? plain : decodeURIComponent(coded), name)
    t.notOk(reply.headers['set-cookie'])
  }
})

t.test('a Range header gives one range, the whole, or neither', async (t) => {
  const cases: [string | undefined, number, unknown][] = [
    [undefined, 100, null],
    ['bytes=0-9', 100, { start: 0, end: 9 }],
    ['bytes=0-0', 100, { start: 0, end: 0 }],
    ['bytes=90-', 100, { start: 90, end: 99 }],
    ['bytes=90-1000', 100, { start: 90, end: 99 }],
    ['bytes=-10', 100, { start: 90, end: 99 }],
    ['bytes=-1000', 100, { start: 0, end: 99 }],
    ['Bytes=1-2', 100, { start: 1, end: 2 }],
    ['bytes=99-99', 100, { start: 99, end: 99 }],
    ['bytes=100-', 100, 'unsatisfiable'],
    ['bytes=100-200', 100, 'unsatisfiable'],
    ['bytes=-0', 100, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=-5', 0, 'unsatisfiable'],
    ['bytes=99999999999999999999-', 100, 'unsatisfiable'],
    ['bytes=0-99999999999999999999', 100, { start: 0, end: 99 }],
    ['bytes=9-0', 100, null],
    ['bytes=0-1,5-6', 100, null],
    ['bytes=-', 100, null],
    ['bytes=', 100, null],
    ['items=0-1', 100, null],
    ['bytes=a-b', 100, null],
    ['bytes=1.5-2', 100, null],
    ['bytes=--5', 100, null],
  ]
  for (const [header, size, expected] of cases) t.same(parseRange(header, size), expected, String(header))
})
