import t, { type Test } from 'tap'
import { multipart } from '../support/multipart.ts'
import { testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

/** Two folders with a file each, and somebody who may do everything in one of them alone. */
async function aHouse(t: Test) {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  const folder = async (name: string) => (await owner.ask('POST', '/folders', { name })).json().id as string
  const [press, legal] = [await folder('Press'), await folder('Legal')]
  const file = (name: string, at: string) => uploadFile(app, owner, { filename: `${name}.txt`, content: name, description: { folder: at } })
  const [open, closed] = [await file('open', press), await file('closed', legal)]
  const rules = [{ actions: ['read', 'create', 'edit', 'delete'], folders: [press] }]
  const role = await owner.ask('POST', '/roles', { name: 'press', rules })
  t.match(role.json(), { rules: [{ folders: [press] }] })
  return { app, owner, press, legal, open, closed, me: await app.signInAs('press') }
}

t.test('every route answers about files outside of one’s folders as about files that are not there', async (t) => {
  const { app, me, press, legal, open, closed } = await aHouse(t)
  const list = (await me.ask('GET', '/media?count=true')).json()
  t.match([list.data.map(({ id }: { id: string }) => id), list.page.total], [[open.id], 1])
  t.same((await me.ask('GET', `/media?folder=${legal}`)).json().data, [])
  t.same(
    (await me.ask('GET', '/folders')).json().data.map(({ id }: { id: string }) => id),
    [press],
  )
  t.equal((await me.ask('GET', `/folders/${legal}`)).statusCode, 404)
  const absent = '0192f3a0-0000-7000-8000-00000000dead'
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  for (const [method, path, body] of [
    ['GET', ''],
    ['GET', '/usages'],
    ['PATCH', '', { tags: ['x'] }],
    ['DELETE', ''],
    ['POST', '/sign', { expiresAt }],
  ] as ['GET', string, object?][]) {
    const about = async (id: string) => {
      const reply = await me.ask(method, `/media/${id}${path}`, body)
      return [reply.statusCode, { ...reply.json(), instance: '' }]
    }
    t.same(await about(closed.id), await about(absent), `${method} ${path}`)
  }
  const bulk = (await me.ask('POST', '/media/bulk', { action: 'edit', ids: [open.id, closed.id], addTags: ['x'] })).json()
  t.match(bulk, {
    results: [
      { id: open.id, outcome: 'done' },
      { id: closed.id, outcome: 'failed' },
    ],
  })
  t.same((await me.ask('GET', '/search?q=closed')).json().data, [])
  const other = multipart({ name: 'file', filename: 'b.txt', type: 'text/plain', content: 'Other' })
  const replaced = await app.app.inject({
    ...{ method: 'PUT', url: `/admin/v1/media/${closed.id}/file`, payload: other.payload },
    headers: { ...other.headers, authorization: `Bearer ${me.accessToken}` },
  })
  t.equal(replaced.statusCode, 404)
})

t.test('uploads go where a rule lets them, by every door', async (t) => {
  const { app, me, press, legal, closed } = await aHouse(t)
  const upload = async (folder: string | null) => {
    const description = { name: 'description', type: 'application/json', content: JSON.stringify({ folder }) }
    const { payload, headers } = multipart({ name: 'file', filename: 'a.txt', content: `To ${folder}` }, description)
    const url = '/admin/v1/media'
    return app.app.inject({ method: 'POST', url, payload, headers: { ...headers, authorization: `Bearer ${me.accessToken}` } })
  }
  t.equal((await upload(press)).statusCode, 201)
  t.match((await upload(legal)).json(), { code: 'invalid_value', issues: [{ path: '/folder' }] })
  t.equal((await upload(null)).statusCode, 403)
  const meta = (name: string, value: string) => `${name} ${Buffer.from(value).toString('base64')}`
  const begin = (...more: string[]) =>
    app.app.inject({
      ...{ method: 'POST', url: '/admin/v1/uploads' },
      headers: {
        ...{ 'tus-resumable': '1.0.0', 'upload-length': '3', authorization: `Bearer ${me.accessToken}` },
        'upload-metadata': [meta('filename', 'a.txt'), ...more].join(','),
      },
    })
  t.equal((await begin(meta('folder', press))).statusCode, 201)
  t.ok([403, 422].includes((await begin(meta('folder', legal))).statusCode))
  t.equal((await begin()).statusCode, 403)
  t.equal((await begin(meta('replaces', closed.id))).statusCode, 404)
})

t.test('nobody gives folders that they don’t have, and a token has those of its maker', async (t) => {
  const { app, owner, press, legal, open, closed } = await aHouse(t)
  t.match((await owner.ask('POST', '/roles', { name: 'x', rules: [{ actions: ['read'], folders: ['nowhere'] }] })).json(), {
    issues: [{ path: '/rules/0/folders/0', code: 'unknown_folder' }],
  })
  const rules = [{ actions: ['read', 'edit'], folders: [press] }]
  await owner.ask('POST', '/roles', { name: 'giver', rules, manage: ['roles', 'tokens'] })
  const giver = await app.signInAs('giver')
  const give = (folders: string[]) => giver.ask('POST', '/roles', { name: `r${folders.length}`, rules: [{ actions: ['read'], folders }] })
  t.equal((await give([press])).statusCode, 201)
  t.match((await give([press, legal])).json(), { issues: [{ code: 'unknown_folder' }] }, 'nor learns that there are others')
  t.equal((await give(['*'])).statusCode, 403)
  const { token } = (await owner.ask('POST', '/tokens', { name: 'Press', kind: 'admin', rules })).json()
  const asToken = (id: string) => app.app.inject({ url: `/admin/v1/media/${id}`, headers: { authorization: `Bearer ${token}` } })
  t.match([(await asToken(open.id)).statusCode, (await asToken(closed.id)).statusCode], [200, 404])
})

t.test('an entry shows no file that its writer may not see, and says of it what it says of none', async (t) => {
  const { app, owner, press, open, closed } = await aHouse(t)
  await owner.ask('POST', '/types', { name: 'page', fields: [{ name: 'cover', kind: 'media' }] })
  const rules = [
    { actions: ['read', 'create', 'edit'], types: ['page'] },
    { actions: ['read'], folders: [press] },
  ]
  await owner.ask('POST', '/roles', { name: 'writer', rules })
  const writer = await app.signInAs('writer')
  const create = (id: string) => writer.ask('POST', '/entries', { type: 'page', fields: { cover: { _media: id } } })
  t.equal((await create(open.id)).statusCode, 201)
  const [hidden, absent] = [await create(closed.id), await create('0192f3a0-0000-7000-8000-00000000dead')]
  t.equal(hidden.statusCode, 422)
  t.same(hidden.json().issues, absent.json().issues)
})
