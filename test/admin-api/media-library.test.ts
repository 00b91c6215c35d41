import sharp from 'sharp'
import t from 'tap'
import { anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { multipart } from '../support/multipart.ts'
import { type Person, type TestApp, testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

const png = (background: string, width = 6) =>
  sharp({ create: { width, height: 4, channels: 3, background } })
    .png()
    .toBuffer()

const withCover = {
  fields: [
    { name: 'title', kind: 'text' },
    { name: 'slug', kind: 'slug' },
    { name: 'cover', kind: 'media' },
  ],
}

async function aLibrary(t: Parameters<typeof testApp>[0]) {
  const app = await testApp(t)
  const editor = await app.signInAs('editor')
  const folder = async (body: object) => (await editor.ask('POST', '/media/folders', body)).json()
  return { ...app, editor, folder, add: (file: Parameters<typeof uploadFile>[2]) => uploadFile(app, editor, file) }
}

interface Replacement {
  id: string
  filename: string
  content: Buffer | string
  ifMatch?: string
}

async function replace({ app }: Pick<TestApp, 'app'>, person: Person, { id, filename, content, ifMatch }: Replacement) {
  const { payload, headers } = multipart({ name: 'file', filename, content })
  const given = { ...headers, authorization: `Bearer ${person.accessToken}`, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) }
  return app.inject({ method: 'PUT', url: `/admin/v1/media/${id}/file`, payload, headers: given })
}

t.test('folders stand in a tree; names in one place differ; none lies within itself; only empty ones go', async (t) => {
  const { editor, folder, add, signInAs } = await aLibrary(t)
  const press = await folder({ name: ' Press  kit ' })
  t.match(press, { name: 'Press kit', parent: null, public: false, files: 0, revision: 1, createdBy: { id: editor.id } })
  const logos = await folder({ name: 'Logos', parent: press.id, public: true })
  await add({ filename: 'a.txt', content: 'one', description: { folder: logos.id } })
  t.match((await editor.ask('GET', '/folders')).json().data, [
    { name: 'Logos', files: 1 },
    { name: 'Press kit', files: 0 },
  ])

  for (const [method, path, body, status, code] of [
    ['POST', '/folders', { name: 'PRESS KIT' }, 409, 'name_taken'],
    ['POST', '/folders', { name: 'a/b' }, 422, 'invalid_value'],
    ['POST', '/folders', { name: 'x', parent: editor.id }, 422, 'invalid_value'],
    ['POST', '/folders', { name: 'x', more: 1 }, 400, 'invalid_request'],
    ['PATCH', `/folders/${press.id}`, { parent: logos.id }, 422, 'invalid_value'],
    ['PATCH', `/folders/${press.id}`, { parent: press.id }, 422, 'invalid_value'],
    ['DELETE', `/folders/${press.id}`, undefined, 409, 'in_use'],
    ['DELETE', `/folders/${logos.id}`, undefined, 409, 'in_use'],
    ['GET', '/folders/nothing', undefined, 404, 'not_found'],
  ] as const) {
    t.match((await editor.ask(method, path, body)).json(), { status, code }, `${method} ${path} ${JSON.stringify(body)}`)
  }
  t.match((await editor.ask('PATCH', `/folders/${logos.id}`, { name: 'Marks' }, { 'if-match': '"9"' })).json(), {
    status: 412,
    code: 'stale',
  })
  t.match((await editor.ask('PATCH', `/folders/${logos.id}`, { name: 'Marks', parent: null }, { 'if-match': '"1"' })).json(), {
    name: 'Marks',
    parent: null,
    revision: 2,
    files: 1,
  })
  t.equal((await editor.ask('DELETE', `/folders/${press.id}`)).statusCode, 204)
  t.equal((await (await signInAs('viewer')).ask('POST', '/folders', { name: 'x' })).statusCode, 403)
})

t.test('two who make a folder of one name at once: one is told that it is taken', async (t) => {
  const { editor } = await aLibrary(t)
  const replies = await Promise.all(Array.from({ length: 4 }, () => editor.ask('POST', '/folders', { name: 'Same' })))
  t.same(replies.map(({ statusCode }) => statusCode).sort(), [201, 409, 409, 409])
})

t.test('moving a folder with its files changes no address', async (t) => {
  const { app, editor, folder, add } = await aLibrary(t)
  const [from, to] = [await folder({ name: 'From' }), await folder({ name: 'To' })]
  const file = await add({ filename: 'a.txt', content: 'words', description: { folder: from.id } })
  await editor.ask('PATCH', `/folders/${from.id}`, { parent: to.id, name: 'Elsewhere' })
  t.match((await editor.ask('GET', `/media/${file.id}`)).json(), { url: file.url, folder: from.id, revision: 1 })
  t.equal((await app.inject({ url: file.url })).body, 'words')
})

t.test('files are found by folder, tag, use, missing text, size and time', async (t) => {
  const { editor, folder, add, system } = await aLibrary(t)
  const place = await folder({ name: 'Place' })
  await aType(system, withCover)
  const plain = await add({ filename: 'plain.txt', content: 'x' })
  const put = await add({
    filename: 'put.png',
    content: await png('red'),
    description: { folder: place.id, tags: ['Sea ', 'sea', 'Sky'], alt: { en: 'Red' } },
  })
  t.same(put.tags, ['Sea', 'Sky'])
  await anEntry(system, { title: 'A', slug: 'a', cover: { _media: put.id } })
  const names = async (query: string) => {
    const reply = await editor.ask('GET', `/media?${query}`)
    return reply.statusCode === 200
      ? reply
          .json()
          .data.map(({ filename }: { filename: string }) => filename)
          .sort()
      : reply.statusCode
  }
  for (const [query, found] of [
    [`folder=${place.id}`, ['put.png']],
    ['folder=', ['plain.txt']],
    ['tag=Sea', ['put.png']],
    ['tag=Se', []],
    ['search=sk', ['put.png']],
    ['filter[_used]=true', ['put.png']],
    ['filter[_used]=false', ['plain.txt']],
    ['filter[alt][en][empty]=true', ['plain.txt']],
    ['filter[alt][en][empty]=false', ['put.png']],
    ['filter[bytes][gte]=2', ['put.png']],
    ['filter[bytes][lte]=1', ['plain.txt']],
    ['filter[createdAt][gte]=2000-01-01', ['plain.txt', 'put.png']],
    ['filter[createdAt][lt]=2000-01-01', []],
    ['folder=nothing', 400],
    ['filter[_used]=maybe', 400],
    ['filter[alt][en]=true', 400],
    ['filter[width]=3', 400],
  ] as const) {
    t.same(await names(query), found, query)
  }
  t.equal((await editor.ask('GET', '/media?filter[_used]=false&count=true')).json().page.total, 1)
  t.equal((await editor.ask('GET', `/media/${put.id}`)).json().usedBy, 1)
  t.equal((await editor.ask('GET', `/media/${plain.id}`)).json().usedBy, 0)
})

t.test('what is said of a picture is changed under its revision, and wrong values are refused', async (t) => {
  const { editor, add } = await aLibrary(t)
  const file = await add({ filename: 'a.png', content: await png('red') })
  const good = { focalPoint: { x: 0.25, y: 1 }, crop: { x: 0.1, y: 0, width: 0.9, height: 0.5 }, tags: ['a'], private: true }
  t.match((await editor.ask('PATCH', `/media/${file.id}`, good)).json(), { ...good, revision: 2 })
  t.match((await editor.ask('PATCH', `/media/${file.id}`, { focalPoint: null, crop: null, private: false })).json(), {
    focalPoint: null,
    crop: null,
    private: false,
    revision: 3,
  })
  for (const [body, path] of [
    [{ focalPoint: { x: 1.1, y: 0 } }, '/focalPoint/x'],
    [{ focalPoint: { x: 1 } }, /focalPoint/],
    [{ crop: { x: 0.5, y: 0, width: 0.6, height: 1 } }, '/crop'],
    [{ crop: { x: 0, y: 0, width: 0, height: 1 } }, '/crop'],
    [{ tags: [''] }, '/tags/0'],
    [{ folder: editor.id }, '/folder'],
  ] as const) {
    const reply = await editor.ask('PATCH', `/media/${file.id}`, body)
    t.ok([400, 422].includes(reply.statusCode), JSON.stringify(body))
    t.match(reply.json().issues, [{ path }])
  }
  t.equal((await editor.ask('GET', `/media/${file.id}`)).json().revision, 3)
})

t.test('other bytes in the place of a file: id and references stay, readers see the new, pinned readers the old', async (t) => {
  const { app, editor, add, system, ask, signInAs } = await aLibrary(t)
  const viewer = await signInAs('viewer')
  await aType(system, { ...withCover, publicRead: true })
  const [red, blue] = [await png('red'), await png('blue', 9)]
  const file = await add({ filename: 'a.png', content: red })
  await aPublishedEntry(system, { title: 'A', slug: 'a', cover: { _media: file.id } })
  const read = async (query = '') => (await ask('GET', `/content/v1/entries/article/a${query}`)).json().data.cover
  const seq = (await ask('GET', '/content/v1/entries/article/a')).headers['verso-seq']

  const reply = await replace({ app }, editor, { id: file.id, filename: 'a.png', content: blue, ifMatch: '"1"' })

  t.match(reply.json(), { id: file.id, revision: 2, width: 9, filename: 'a-2.png' })
  const [now, then] = [await read(), await read(`?seq=${seq}`)]
  t.same((await app.inject({ url: now.url })).rawPayload, blue)
  t.same((await app.inject({ url: then.url })).rawPayload, red)
  t.match((await sharp((await app.inject({ url: `${then.url}?width=3` })).rawPayload).metadata()).width, 3)
  t.equal((await replace({ app }, editor, { id: file.id, filename: 'b.png', content: red, ifMatch: '"1"' })).statusCode, 412)
  t.match((await replace({ app }, editor, { id: file.id, filename: 'a.txt', content: 'words' })).json(), { status: 415 })
  t.match(
    (await replace({ app }, editor, { id: file.id, filename: 'a.png', content: blue })).json(),
    { revision: 2 },
    'the same bytes change nothing',
  )
  t.match((await replace({ app }, editor, { id: file.id, filename: 'a.png', content: red })).json(), { revision: 3, filename: 'a-3.png' })
  t.equal((await replace({ app }, viewer, { id: file.id, filename: 'a.png', content: blue })).statusCode, 403)
})

t.test('two who replace a file at once under its revision: one is told of the other', async (t) => {
  const { app, editor, add } = await aLibrary(t)
  const file = await add({ filename: 'a.txt', content: 'one' })
  const replies = await Promise.all(
    ['two', 'three', 'four'].map((content) => replace({ app }, editor, { id: file.id, filename: 'a.txt', content, ifMatch: '"1"' })),
  )
  t.same(replies.map(({ statusCode }) => statusCode).sort(), [200, 412, 412])
})

t.test('many are moved, tagged and deleted in one request, each for itself', async (t) => {
  const { editor, folder, add } = await aLibrary(t)
  const place = await folder({ name: 'Place' })
  const [one, two] = [
    await add({ filename: 'a.txt', content: '1', description: { tags: ['x'] } }),
    await add({ filename: 'b.txt', content: '2' }),
  ]
  const reply = await editor.ask('POST', '/media/bulk', {
    action: 'edit',
    ids: [one.id, two.id, place.id],
    folder: place.id,
    addTags: ['y'],
    removeTags: ['X'],
  })
  t.match(reply.json(), {
    total: 3,
    failed: 1,
    results: [{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'failed', code: 'not_found' }],
  })
  t.match((await editor.ask('GET', `/media/${one.id}`)).json(), { folder: place.id, tags: ['y'] })
  t.match((await editor.ask('POST', '/media/bulk', { action: 'delete', ids: [one.id] })).json(), { failed: 0 })
  t.equal((await editor.ask('GET', `/media/${one.id}`)).statusCode, 404)
  t.equal((await editor.ask('POST', '/media/bulk', { action: 'edit', ids: [] })).statusCode, 400)
})
