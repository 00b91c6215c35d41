import t from 'tap'
import { aPictureSite } from '../support/picture-site.ts'
import { testApp } from '../support/test-app.ts'

const allowLoopback = { outboundAllow: ['127.0.0.0/8'] }

t.test('a picture comes in from an address, with a name and its words, once for one key', async (t) => {
  const { site, picture, asked } = await aPictureSite(t)
  const { app, signInAs } = await testApp(t, allowLoopback)
  const editor = await signInAs('editor')
  const wish = { url: `${site}/otter.png`, alt: { en: 'An otter' } }

  const reply = await editor.ask('POST', '/media/import', wish, { 'idempotency-key': 'once' })
  const again = await editor.ask('POST', '/media/import', wish, { 'idempotency-key': 'once' })
  const named = await editor.ask('POST', '/media/import', { ...wish, filename: 'Fur.png' })

  t.equal(reply.statusCode, 201)
  const { data } = reply.json()
  t.match(data, {
    filename: 'otter.png',
    mimeType: 'image/png',
    width: 3,
    height: 2,
    alt: { en: 'An otter' },
    createdBy: { id: editor.id },
  })
  t.equal(reply.headers.location, `/admin/v1/media/${data.id}`)
  t.same((await app.inject({ url: data.url })).rawPayload, picture)
  t.same([again.body, again.headers['idempotency-replayed']], [reply.body, 'true'])
  t.match(named.json(), { data: { filename: 'Fur.png' }, duplicateOf: data.id })
  t.ok(asked.length >= 2)
})

t.test('what can’t be fetched is refused in one text and leaves nothing', async (t) => {
  const { site, asked } = await aPictureSite(t)
  const inside = await testApp(t)
  const editor = await inside.signInAs('editor')
  const refused = await Promise.all(
    [`${site}/otter.png`, 'http://169.254.169.254/latest', 'file:///etc/passwd', 'no address', 'http://nowhere.invalid/x.png'].map((url) =>
      editor.ask('POST', '/media/import', { url }),
    ),
  )
  for (const reply of refused) {
    t.match([reply.statusCode, reply.json().detail], [422, 'This address can not be fetched'])
    t.match(reply.json().code, /^(address_refused|fetch_failed)$/)
  }
  t.same(asked, [])
})

t.test('a server that fails, or sends what it doesn’t say, leaves nothing', async (t) => {
  const { site } = await aPictureSite(t)
  const author = await (await testApp(t, allowLoopback)).signInAs('editor')
  for (const [path, code] of [
    ['/none.png', 'fetch_failed'],
    ['/cut.png', 'fetch_failed'],
    ['/page.html', 'unsupported_media_type'],
  ])
    t.equal((await author.ask('POST', '/media/import', { url: `${site}${path}` })).json().code, code, `what is at ${path}`)
  t.same((await author.ask('GET', '/media')).json().data, [])
})

t.test('who may not upload may not import, and nobody is asked', async (t) => {
  const { site, asked } = await aPictureSite(t)
  const { ask, signInAs } = await testApp(t, allowLoopback)
  const wish = { url: `${site}/otter.png` }

  t.equal((await ask('POST', '/media/import', wish)).statusCode, 401)
  t.equal((await (await signInAs('viewer')).ask('POST', '/media/import', wish)).statusCode, 403)
  const fault = await (await signInAs('editor')).ask('POST', '/media/import', { ...wish, folder: 3 })
  t.match([fault.statusCode, fault.json().issues[0].path], [400, '/folder'])
  t.same(asked, [])
})
