import { createHash, randomBytes } from 'node:crypto'
import { sweepFiles } from '@verso/core'
import { type FileStore, s3Store } from '@verso/media'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import { aBucket } from '../support/a-bucket.ts'
import { hasSwift } from '../support/swift.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { appOver, testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

const photo = () =>
  sharp({ create: { width: 600, height: 400, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()

t.test('files in a bucket', { skip: hasSwift() ? false : 'OpenStack Swift is not installed here' }, async (t) => {
  const bucket = await aBucket(t)
  const aStore = async (t: Test): Promise<FileStore> => s3Store(await bucket(), { tempDirectory: tempFolder(t) })

  t.test('are given whole and in part, as images of other sizes, and private ones to signed addresses alone', async (t) => {
    const files = await aStore(t)
    const app = await testApp(t, { files })
    const editor = await app.signInAs('editor')
    const content = await photo()
    const image = await uploadFile(app, editor, { filename: 'a.jpg', content })
    t.match(image, { width: 600, height: 400, thumbhash: String })

    t.same((await app.app.inject({ url: image.url })).rawPayload, content)
    const part = await app.app.inject({ url: image.url, headers: { range: 'bytes=100-199' } })
    t.match(part, { statusCode: 206, headers: { 'content-range': `bytes 100-199/${content.length}` } })
    t.same(part.rawPayload, content.subarray(100, 200))
    const sizes = await Promise.all(['?width=60', '?w=60', '?width=60'].map((query) => app.app.inject({ url: image.url + query })))
    t.same(new Set(sizes.map(({ headers }) => headers.etag)).size, 1)
    t.match(await sharp(sizes[0]?.rawPayload).metadata(), { width: 60, height: 40 })

    const secret = await uploadFile(app, editor, { filename: 'b.txt', content: 'secret words', description: { private: true } })
    t.equal((await app.app.inject({ url: secret.url })).statusCode, 404)
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const { url } = (await editor.ask('POST', `/media/${secret.id}/sign`, { expiresAt })).json()
    t.match(await app.app.inject({ url }), { statusCode: 200, body: 'secret words' })
    t.same(await all(files.listTemp()), [])
  })

  t.test('an upload in parts goes on at another server', async (t) => {
    const [settings, secret] = [await bucket(), randomBytes(32)]
    const here = await testApp(t, { files: s3Store(settings, { tempDirectory: tempFolder(t) }), secret })
    const there = await appOver(here.store, { files: s3Store(settings, { tempDirectory: tempFolder(t) }), secret })
    t.teardown(there.close)
    const { accessToken } = await here.signInAs('editor')
    const content = randomBytes(9 * 2 ** 20)
    content.fill('a ', 0, 4000)
    content.write('%PDF-1.4\n')
    const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${accessToken}` }
    const begun = await here.app.inject({
      method: 'POST',
      url: '/admin/v1/uploads',
      headers: { ...headers, 'upload-length': String(content.length) },
    })
    const url = String(begun.headers.location)
    const send = (app: typeof here.app, at: number, end: number) =>
      app.inject({
        method: 'PATCH',
        url,
        headers: { ...headers, 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
        payload: content.subarray(at, end),
      })

    t.match(await send(here.app, 0, 8_500_000), { statusCode: 204, headers: { 'upload-offset': '8500000' } })
    t.match(await there.app.inject({ method: 'HEAD', url, headers }), { headers: { 'upload-offset': '8500000' } })
    const last = await send(there.app, 8_500_000, content.length)

    t.equal(last.statusCode, 204, last.body)
    const media = (
      await here.app.inject({
        url: `/admin/v1/media/${String(last.headers['verso-media-id'])}`,
        headers: { authorization: headers.authorization },
      })
    ).json()
    t.match(media, { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
  })

  t.test('a bucket that is away refuses uploads and files for the moment, and nothing else', async (t) => {
    const files = s3Store({ ...(await bucket()), endpoint: 'http://127.0.0.1:9' }, { tempDirectory: tempFolder(t) })
    const app = await testApp(t, { files })
    const editor = await app.signInAs('editor')
    await t.rejects(uploadFile(app, editor, { filename: 'a.txt', content: 'words' }), /answered 503.*storage_unavailable/)
    t.equal((await editor.ask('GET', '/media')).statusCode, 200)
    t.same((await editor.ask('GET', '/media')).json().data, [])
    t.same(await all(files.listTemp()), [])
    await t.rejects(sweepFiles(app.base), { name: 'StoreAway' })
  })
})

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
