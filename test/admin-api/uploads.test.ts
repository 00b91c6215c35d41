import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { connect } from 'node:net'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import { Upload } from 'tus-js-client'
import { type Person, type TestApp, testApp } from '../support/test-app.ts'

const png = () =>
  sharp({ create: { width: 6, height: 4, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
const coded = (metadata: Record<string, string>) =>
  Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')

function asker({ app }: Pick<TestApp, 'app'>, person: Person) {
  return (method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE', path: string, headers: Record<string, string> = {}, payload?: Buffer) =>
    app.inject({
      method,
      url: path,
      headers: { 'tus-resumable': '1.0.0', authorization: `Bearer ${person.accessToken}`, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
}

async function begun(t: Test, metadata: Record<string, string>, bytes: number) {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const ask = asker(app, editor)
  const reply = await ask('POST', '/admin/v1/uploads', { 'upload-length': String(bytes), 'upload-metadata': coded(metadata) })
  const patch = (offset: number, content: Buffer) =>
    ask(
      'PATCH',
      String(reply.headers.location),
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      content,
    )
  return { ...app, editor, ask, reply, url: String(reply.headers.location), patch }
}

t.test('an upload comes in parts and is a file with the last of them', async (t) => {
  const content = await png()
  const { reply, ask, url, patch, editor } = await begun(
    t,
    { filename: 'a.png', filetype: 'image/png', description: '{"alt":{"en":"Teal"},"tags":["x"]}' },
    content.length,
  )
  t.match(reply, { statusCode: 201, headers: { 'tus-resumable': '1.0.0', location: /^\/admin\/v1\/uploads\/[0-9a-f-]{36}$/ } })
  t.match(await patch(0, content.subarray(0, 20)), { statusCode: 204, headers: { 'upload-offset': '20' } })
  t.match(await ask('HEAD', url), {
    statusCode: 200,
    headers: { 'upload-offset': '20', 'upload-length': String(content.length), 'cache-control': 'no-store' },
  })
  t.match((await patch(5, content.subarray(5))).json(), { status: 409, code: 'conflict' })
  const last = await patch(20, content.subarray(20))
  t.equal(last.statusCode, 204)
  const id = String(last.headers['verso-media-id'])
  t.match((await editor.ask('GET', `/media/${id}`)).json(), {
    filename: 'a.png',
    width: 6,
    alt: { en: 'Teal' },
    tags: ['x'],
    sha256: createHash('sha256').update(content).digest('hex'),
  })
  t.match(await ask('HEAD', url), { statusCode: 200, headers: { 'upload-offset': String(content.length), 'verso-media-id': id } })
  t.equal((await editor.ask('GET', '/media?count=true')).json().page.total, 1)
})

t.test('only who began it goes on; what is refused at the end leaves nothing', async (t) => {
  const { app, url, patch, ask, signInAs, base } = await begun(t, { filename: 'a.png' }, 60)
  const other = asker({ app }, await signInAs('editor'))
  for (const method of ['HEAD', 'DELETE'] as const) t.equal((await other(method, url)).statusCode, 404)
  t.match((await patch(0, Buffer.concat([Buffer.from('MZ'), randomBytes(58)]))).json(), { status: 415, code: 'unsupported_media_type' })
  t.equal((await ask('HEAD', url)).statusCode, 404)
  t.equal(await base.files.parts.sweep({ olderThanMs: -1 }), 0, 'nothing is left to sweep')
})

t.test('what is wrong with an upload is told before its bytes come', async (t) => {
  const { ask, url } = await begun(t, { filename: 'a.txt' }, 10)
  for (const [headers, status] of [
    [{ 'upload-length': '10', 'tus-resumable': '0.2.2' }, 412],
    [{}, 400],
    [{ 'upload-length': '-1' }, 400],
    [{ 'upload-length': '99999999999' }, 413],
    [{ 'upload-length': '1', 'upload-metadata': 'filename !!' }, 400],
    [{ 'upload-length': '1', 'upload-metadata': coded({ other: 'x' }) }, 400],
    [{ 'upload-length': '1', 'upload-metadata': coded({ description: '{"alt":1}' }) }, 400],
    [{ 'upload-length': '1', 'upload-metadata': coded({ replaces: 'nothing' }) }, 404],
  ] as const) {
    t.equal((await ask('POST', '/admin/v1/uploads', headers)).statusCode, status, JSON.stringify(headers))
  }
  t.equal((await ask('PATCH', url, { 'upload-offset': '0', 'content-type': 'text/plain' }, Buffer.from('x'))).statusCode, 415)
  t.equal((await ask('DELETE', url)).statusCode, 204)
  t.equal((await ask('HEAD', url)).statusCode, 404)
})

t.test('one that ended with its last byte, and whose server did not see it through, is a file with the next question', async (t) => {
  const { ask, url, patch, base, editor } = await begun(t, { filename: 'a.txt' }, 10)
  await patch(0, Buffer.from('123456789'))
  const { Readable } = await import('node:stream')
  await base.files.parts.append(url.slice(-36), Readable.from([Buffer.from('0')]), { at: 9, room: 1 })
  const reply = await ask('HEAD', url)
  t.match(reply.headers, { 'upload-offset': '10', 'verso-media-id': /^[0-9a-f-]{36}$/ })
  t.equal((await editor.ask('GET', `/media/${reply.headers['verso-media-id']}`)).json().bytes, 10)
})

t.test('tus-js-client brings a file over a link that breaks and a server that starts again', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  await app.app.listen({ host: '127.0.0.1', port: 0 })
  const target = (app.app.server.address() as AddressInfo).port
  const link = await breakingLink(t, target)
  const content = Buffer.concat([Buffer.from('Words. '), Buffer.alloc(3_000_000, 'x')])
  const mediaId = await new Promise<string>((resolve, reject) => {
    let id = ''
    const upload = new Upload(content, {
      endpoint: `http://127.0.0.1:${link.port}/admin/v1/uploads`,
      headers: { authorization: `Bearer ${editor.accessToken}` },
      metadata: { filename: 'words.txt', filetype: 'text/plain' },
      chunkSize: 1_000_000,
      retryDelays: [10, 50, 100, 500, 1000, 3000],
      onAfterResponse: (_request, response) => {
        id = response.getHeader('verso-media-id') ?? id
      },
      onError: reject,
      onSuccess: () => resolve(id),
    })
    upload.start()
  })
  t.ok(link.broken() > 0, 'the link broke on the way')
  const media = (await editor.ask('GET', `/media/${mediaId}`)).json()
  t.match(media, { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
})

/** A way to a port that breaks in the middle of the second million bytes, once. */
async function breakingLink(t: Test, target: number) {
  let seen = 0
  let broken = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = connect(target, '127.0.0.1')
    for (const one of [socket, onward]) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        socket.destroy()
        onward.destroy()
      })
    }
    socket.on('data', (chunk) => {
      seen += chunk.length
      if (broken === 0 && seen > 1_500_000) {
        broken += 1
        socket.destroy()
        return
      }
      onward.write(chunk)
    })
    onward.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, broken: () => broken }
}
