import t from 'tap'
import { testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

t.test('a private file is given for a signed address alone, until it expires', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const file = await uploadFile(app, editor, { filename: 'a b.txt', content: 'secret words', description: { private: true } })
  const at = new Date(Date.now() + 3_600_000).toISOString()
  t.equal((await app.app.inject({ url: file.url })).statusCode, 404)
  const { url } = (await editor.ask('POST', `/media/${file.id}/sign`, { expiresAt: at })).json()

  const reply = await app.app.inject({ url })

  t.match(reply, { statusCode: 200, body: 'secret words', headers: { 'cache-control': 'private, no-store' } })
  for (const other of [
    url.replace(/signature=./, 'signature=_'),
    url.replace(/expires=\d/, 'expires=9'),
    `${url}&download=true`,
    url.replace('a%20b', 'a%20c'),
  ]) {
    t.equal((await app.app.inject({ url: other })).statusCode, 404, other)
  }
  app.clock.offsetMs = 3_601_000
  t.equal((await app.app.inject({ url })).statusCode, 404, 'expired')
  for (const expiresAt of ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z']) {
    t.match((await editor.ask('POST', `/media/${file.id}/sign`, { expiresAt })).json(), { status: 422, issues: [{ path: '/expiresAt' }] })
  }
})
