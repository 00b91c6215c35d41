import sharp from 'sharp'
import t from 'tap'
import { appOver, testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

t.test('what is kept of a file goes with the change of it, before that is acknowledged', async (t) => {
  const here = await testApp(t)
  const there = await appOver(here.store, { files: here.base.files, secret: here.secret })
  t.teardown(there.close)
  const editor = await here.signInAs('editor')
  const left = await sharp({ create: { width: 400, height: 400, channels: 3, background: 'teal' } })
    .extend({ right: 400, background: 'crimson' })
    .png()
    .toBuffer()
  const image = await uploadFile(here, editor, { filename: 'a.png', content: left })
  const cut = `${image.url}?width=100&height=100&fit=cover&position=focal&format=png`
  const change = async (changes: object) => {
    const { revision } = (await editor.ask('GET', `/media/${image.id}`)).json()
    t.equal((await editor.ask('PATCH', `/media/${image.id}`, changes, { 'if-match': `"${revision}"` })).statusCode, 200)
  }
  const colour = async () => (await sharp((await there.app.inject({ url: cut })).rawPayload).stats()).dominant.r > 128

  await change({ focalPoint: { x: 0, y: 0.5 } })
  t.equal(await colour(), false)
  t.equal(await colour(), false, 'once more, from memory')
  await change({ focalPoint: { x: 1, y: 0.5 } })
  t.equal(await colour(), true)
  const part = await there.app.inject({ url: image.url, headers: { range: 'bytes=1-3' } })
  t.match(part, { statusCode: 206, body: 'PNG' })
  t.equal((await there.app.inject({ method: 'HEAD', url: image.url })).body, '')

  await change({ private: true })
  for (const url of [image.url, cut]) t.equal((await there.app.inject({ url })).statusCode, 404, 'it was made private')
  await change({ private: false })
  t.equal((await there.app.inject({ url: cut })).statusCode, 200)
  t.equal((await editor.ask('DELETE', `/media/${image.id}`)).statusCode, 204)
  for (const url of [image.url, cut]) t.equal((await there.app.inject({ url })).statusCode, 404, 'it was deleted')
})
