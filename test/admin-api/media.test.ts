import sharp from 'sharp'
import t from 'tap'
import { anEntry, aType } from '../support/builders.ts'
import { multipart, type Part } from '../support/multipart.ts'
import { type Person, type TestApp, testApp } from '../support/test-app.ts'

function aPng(width: number, height = 2): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#2c6e7f' } })
    .png()
    .toBuffer()
}

async function upload(app: TestApp, person: Person, ...parts: Part[]) {
  const { payload, headers } = multipart(...parts)
  return app.app.inject({
    method: 'POST',
    url: '/admin/v1/media',
    payload,
    headers: { ...headers, authorization: `Bearer ${person.accessToken}` },
  })
}

const described = (value: unknown): Part => ({ name: 'description', type: 'application/json', content: JSON.stringify(value) })

t.test('a file goes in with its description, in any order, and comes out under its address', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const content = await aPng(3)

  const reply = await upload(app, editor, described({ alt: { en: 'A teal bar' } }), {
    name: 'file',
    filename: 'Téal bar.png',
    type: 'image/jpeg',
    content,
  })

  t.equal(reply.statusCode, 201)
  const { data } = reply.json()
  t.match(data, {
    revision: 1,
    filename: 'Téal bar.png',
    mimeType: 'image/png',
    bytes: content.length,
    width: 3,
    height: 2,
    alt: { en: 'A teal bar' },
    caption: {},
    createdBy: { id: editor.id },
  })
  t.equal(reply.headers.location, `/admin/v1/media/${data.id}`)
  t.equal(reply.headers['verso-seq'], '1')
  const served = await app.app.inject({ url: data.url })
  t.equal(served.statusCode, 200)
  t.same(served.rawPayload, content)
  t.match(served.headers, {
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    etag: `"${data.sha256}"`,
    'accept-ranges': 'bytes',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  t.match((await editor.ask('GET', `/media/${data.id}`)).json(), data)
})

t.test('several files are one change; the same content again is offered as the older item', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const [one, two] = [await aPng(4), await aPng(5)]
  const both = await upload(
    app,
    editor,
    { name: 'file', filename: 'one.png', content: one },
    { name: 'file', filename: 'two.png', content: two },
  )
  t.equal(both.json().data.length, 2)
  t.equal(both.headers['verso-seq'], '1')

  const again = await upload(app, editor, { name: 'file', filename: 'copy.png', content: one })

  t.equal(again.statusCode, 201)
  t.equal(again.json().duplicateOf, both.json().data[0].id)
  t.same((await editor.ask('GET', '/media?count=true&limit=2')).json().page.total, 3)
  const page = (await editor.ask('GET', '/media?limit=2')).json()
  t.equal((await editor.ask('GET', `/media?limit=2&after=${page.page.next}`)).json().data.length, 1)
  t.equal((await editor.ask('GET', '/media?search=TWO')).json().data.length, 1)
  t.equal((await editor.ask('GET', '/media?mimeType=video/')).json().data.length, 0)
})

t.test('a parameter of the list that says nothing is refused, never ignored', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  for (const [query, code] of [
    ['count=yes', 'not_in_options'],
    ['count=', 'not_in_options'],
    ['search=', 'empty_operand'],
    ['mimeType=', 'empty_operand'],
    [`search=${'x'.repeat(201)}`, 'too_long'],
  ] as const) {
    const reply = await editor.ask('GET', `/media?${query}`)
    t.match(reply.json(), { status: 400, code: 'invalid_query', issues: [{ parameter: query.split('=')[0], code }] }, query)
  }
  t.notOk('total' in (await editor.ask('GET', '/media?count=false')).json().page)
})

t.test('what is refused leaves nothing behind, and the request is read to its end', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const file = { name: 'file', filename: 'a.png', content: await aPng(6) }
  const refused: [Part[], number, string][] = [
    [
      [file, { name: 'file', filename: 'a.exe', content: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(3_000_000, 1)]) }],
      415,
      'unsupported_media_type',
    ],
    [[{ name: 'file', filename: 'a.png', content: '<script>alert(1)</script>' }], 415, 'unsupported_media_type'],
    [[{ name: 'file', filename: 'a.png', content: (await aPng(6)).subarray(0, 60) }], 422, 'damaged_file'],
    [[{ name: 'file', filename: 'a.png', content: '' }], 422, 'damaged_file'],
    [[], 400, 'invalid_request'],
    [[described({})], 400, 'invalid_request'],
    [[{ name: 'file', content: 'a field' }], 400, 'invalid_request'],
    [[{ ...file, name: 'picture' }], 400, 'invalid_request'],
    [[file, described({ alt: { en: 7 } })], 400, 'invalid_request'],
    [[file, described({ folder: 'x' })], 400, 'invalid_request'],
    [[file, described({ alt: { xx: 'y' } })], 422, 'invalid_value'],
    [[file, { name: 'description', content: '{"alt":{"en":"a","en":"b"}}' }], 400, 'duplicate_key'],
    [[file, { name: 'description', content: 'no JSON' }], 400, 'invalid_json'],
    [[file, { name: 'description', type: 'application/json', content: 'no JSON' }], 400, 'invalid_json'],
    [[file, { name: '__proto__', content: 'x' }], 400, 'forbidden_key'],
    [[file, described({}), described({})], 400, 'invalid_request'],
    [Array.from({ length: 21 }, () => file), 413, 'too_large'],
  ]
  for (const [parts, status, code] of refused) {
    const reply = await upload(app, editor, ...parts)
    t.match(reply.json(), { status, code }, JSON.stringify(parts.map((part) => [part.name, String(part.content).slice(0, 30)])))
  }
  t.equal((await editor.ask('GET', '/media?count=true')).json().page.total, 0)
  t.equal((await editor.ask('POST', '/media', { file: 'x' })).statusCode, 415)
  const viewer = await app.signInAs('viewer')
  t.equal((await upload(app, viewer)).statusCode, 403)
})

t.test('a description changes under its revision; a stale one is refused, and nothing to change takes no seq', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const { data } = (await upload(app, editor, { name: 'file', filename: 'a.png', content: await aPng(7) })).json()

  const changed = await editor.ask('PATCH', `/media/${data.id}`, { alt: { en: 'New' }, filename: 'b.png' }, { 'if-match': '"1"' })
  t.match(changed.json(), { revision: 2, alt: { en: 'New' }, filename: 'b.png' })
  t.equal(changed.headers['verso-seq'], '2')
  t.match((await editor.ask('PATCH', `/media/${data.id}`, { alt: { en: 'Late' } }, { 'if-match': '"1"' })).json(), {
    status: 412,
    code: 'stale',
    revision: 2,
  })
  const same = await editor.ask('PATCH', `/media/${data.id}`, { alt: { en: 'New' } })
  t.equal(same.json().revision, 2)
  t.notOk(same.headers['verso-seq'])
  for (const filename of ['b.svg', '../b.png', 'a/b.png', '.png', 'x;y.png', 'a\u202egnp.png']) {
    t.equal((await editor.ask('PATCH', `/media/${data.id}`, { filename })).statusCode, 422, filename)
  }
  t.match((await editor.ask('PATCH', `/media/${data.id}`, { alt: { zz: 'x' } })).json(), {
    status: 422,
    issues: [{ path: '/alt/zz', code: 'unknown_locale' }],
  })
  t.equal((await app.app.inject(`/media/${data.id}/a.png`)).statusCode, 200, 'a former name leads on')
  t.equal((await app.app.inject(`/media/${data.id}/c.png`)).statusCode, 404)
  t.equal((await app.app.inject(`/media/${data.id}/b.png`)).statusCode, 200)
})

t.test('of two changes of one revision at once one is made', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const { data } = (await upload(app, editor, { name: 'file', filename: 'a.png', content: await aPng(8) })).json()
  const press = (text: string) => editor.ask('PATCH', `/media/${data.id}`, { alt: { en: text } }, { 'if-match': '"1"' })
  t.same((await Promise.all([press('A'), press('B')])).map((reply) => reply.statusCode).sort(), [200, 412])
})

t.test('a file that an entry shows stays; one that nothing shows can be deleted', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const { data } = (await upload(app, editor, { name: 'file', filename: 'a.png', content: await aPng(9) })).json()
  await aType(app.system, {
    name: 'page',
    titleField: 'title',
    slugField: undefined,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'image', kind: 'media' },
    ],
  })
  const entry = await anEntry(app.system, { title: 'Home', image: { _media: data.id } }, 'page')

  const refused = await editor.ask('DELETE', `/media/${data.id}`)
  t.match(refused.json(), {
    status: 409,
    code: 'in_use',
    usages: [{ origin: 'draft', id: entry.row.id, type: 'page', title: 'Home', path: '/fields/image' }],
  })
  t.match((await editor.ask('GET', `/media/${data.id}/usages`)).json(), { data: [{ id: entry.row.id, type: 'page' }], hidden: 0 })

  await editor.ask('PATCH', `/entries/${entry.row.id}`, { fields: { image: null }, baseRevision: 1 })
  const deleted = await editor.ask('DELETE', `/media/${data.id}`)
  t.equal(deleted.statusCode, 204)
  t.ok(deleted.headers['verso-seq'])
  t.equal((await editor.ask('GET', `/media/${data.id}`)).statusCode, 404)
  t.equal((await app.app.inject(data.url)).statusCode, 404)
})

t.test('authors change their own files, viewers look, the public knows addresses only', async (t) => {
  const app = await testApp(t)
  const [editor, author, viewer, nobody] = [
    await app.signInAs('editor'),
    await app.signInAs('author'),
    await app.signInAs('viewer'),
    await app.signInAs(),
  ]
  const theirs = (await upload(app, editor, { name: 'file', filename: 'a.png', content: await aPng(10) })).json().data
  const own = (await upload(app, author, { name: 'file', filename: 'b.png', content: await aPng(11) })).json().data

  t.equal((await author.ask('PATCH', `/media/${own.id}`, { alt: { en: 'x' } })).statusCode, 200)
  t.equal((await author.ask('PATCH', `/media/${theirs.id}`, { alt: { en: 'x' } })).statusCode, 403)
  t.equal((await author.ask('DELETE', `/media/${theirs.id}`)).statusCode, 403)
  t.equal((await author.ask('DELETE', `/media/${own.id}`)).statusCode, 204)
  t.equal((await viewer.ask('GET', `/media/${theirs.id}`)).statusCode, 200)
  t.equal((await viewer.ask('PATCH', `/media/${theirs.id}`, { alt: { en: 'x' } })).statusCode, 403)
  t.equal((await upload(app, viewer, { name: 'file', filename: 'c.png', content: await aPng(12) })).statusCode, 403)
  t.equal((await nobody.ask('GET', '/media')).statusCode, 403)
  t.equal((await nobody.ask('GET', `/media/${theirs.id}`)).statusCode, 403)
  t.equal((await app.ask('GET', '/media')).statusCode, 401)
})

t.test('originals are given whole, in part, or not again', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const content = Buffer.from('0123456789 plain text\n')
  const { data } = (await upload(app, editor, { name: 'file', filename: 'a.txt', content })).json()
  const get = (headers: Record<string, string> = {}, query = '') => app.app.inject({ url: `${data.url}${query}`, headers })

  t.match((await get()).headers, {
    'content-disposition': /^attachment/,
    'content-length': String(content.length),
    'access-control-allow-origin': '*',
  })
  const part = await get({ range: 'bytes=2-4' })
  t.match([part.statusCode, part.body, part.headers['content-range']], [206, '234', `bytes 2-4/${content.length}`])
  t.equal((await get({ range: 'bytes=2-4', 'if-range': '"other"' })).statusCode, 200)
  const beyond = await get({ range: 'bytes=900-' })
  t.match(
    [beyond.statusCode, beyond.headers['content-range'], beyond.json().code],
    [416, `bytes */${content.length}`, 'range_not_satisfiable'],
  )
  t.equal((await get({ 'if-none-match': `"${data.sha256}"` })).statusCode, 304)
  const head = await app.app.inject({ method: 'HEAD', url: data.url })
  t.match([head.statusCode, head.body, head.headers['content-length']], [200, '', String(content.length)])
  t.equal((await get({}, '?download=true')).statusCode, 200)
  t.equal((await get({}, '?download=maybe')).statusCode, 400)
  t.equal((await get({}, '?width=100')).statusCode, 400)
  t.equal((await app.app.inject(`/media/${data.id}/other.txt`)).statusCode, 404)
  t.equal((await app.app.inject('/media/nonsense/a.txt')).statusCode, 404)
  t.equal((await app.app.inject({ method: 'POST', url: data.url })).headers.allow, 'GET, HEAD')
})

t.test('an upload that was cut leaves no temporary file', async (t) => {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const { payload, headers } = multipart({ name: 'file', filename: 'a.png', content: await aPng(400, 400) })
  const reply = await app.app.inject({
    method: 'POST',
    url: '/admin/v1/media',
    payload: payload.subarray(0, payload.length - 300),
    headers: { ...headers, authorization: `Bearer ${editor.accessToken}` },
  })
  t.ok([400, 422].includes(reply.statusCode), reply.body)
  const left: string[] = []
  for await (const { path } of app.base.files.listTemp()) left.push(path)
  t.same(left, [])
})
