import t from 'tap'
import { type Person, testApp } from '../support/test-app.ts'

const article = {
  name: 'article',
  titleField: 'title',
  slugField: 'slug',
  fields: [
    { name: 'title', kind: 'text', required: true },
    { name: 'slug', kind: 'slug', from: ['title'] },
    { name: 'body', kind: 'longText' },
  ],
}

async function withArticles(t: Parameters<typeof testApp>[0]) {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  t.equal((await owner.ask('POST', '/types', article)).statusCode, 201)
  return { ...app, owner }
}

async function make(person: Person, fields: object = { title: 'Hello' }) {
  return (await person.ask('POST', '/entries', { type: 'article', fields })).json()
}

t.test('making an entry answers 201 with its address, its revision as ETag, and the whole entry', async (t) => {
  const { owner } = await withArticles(t)

  const reply = await owner.ask('POST', '/entries', { type: 'article', fields: { title: 'Hello' } })

  t.equal(reply.statusCode, 201)
  const entry = reply.json()
  t.equal(reply.headers.location, `/admin/v1/entries/${entry.id}`)
  t.equal(reply.headers.etag, '"1"')
  t.equal(reply.headers['verso-seq'], undefined)
  t.match(entry, {
    type: 'article',
    status: 'draft',
    revision: 1,
    title: 'Hello',
    fields: { title: 'Hello', slug: 'hello', body: null },
    publications: {},
    createdBy: { id: owner.id, name: 'The owner' },
    _can: { edit: true, publish: ['en'], unpublish: [], delete: true, restore: false, purge: false },
  })
  t.same((await owner.ask('GET', `/entries/${entry.id}`)).json(), entry)
})

t.test('members of the body that do not exist are 400, fields that do not are 422', async (t) => {
  const { owner } = await withArticles(t)

  const body = await owner.ask('POST', '/entries', { type: 'article', field: {} })
  const field = await owner.ask('POST', '/entries', { type: 'article', fields: { nothing: 1 } })

  t.equal(body.statusCode, 400)
  t.match(body.json(), { code: 'invalid_request', issues: [{ path: '/field' }] })
  t.equal(field.statusCode, 422)
  t.match(field.json(), { code: 'invalid_entry', issues: [{ path: '/fields/nothing', code: 'unknown_field' }] })
})

t.test('a save says where it began, once: nowhere is 428, in two places that differ is 400, in either is fine', async (t) => {
  const { owner } = await withArticles(t)
  const { id } = await make(owner)
  const save = (body: object, headers?: Record<string, string>) => owner.ask('PATCH', `/entries/${id}`, body, headers)

  t.equal((await save({ fields: { body: 'x' } })).json().code, 'revision_required')
  t.equal((await save({ fields: { body: 'x' } })).statusCode, 428)
  t.equal((await save({ fields: { body: 'x' }, baseRevision: 1 }, { 'if-match': '"2"' })).statusCode, 400)
  t.equal((await save({ fields: { body: 'x' } }, { 'if-match': 'W/"1"' })).statusCode, 400)
  t.match((await save({ fields: { body: 'x' } }, { 'if-match': '"1"' })).json(), { revision: 2 })
  const last = await save({ fields: { body: 'y' }, baseRevision: 2 }, { 'if-match': '"2"' })
  t.equal(last.headers.etag, '"3"')
  t.notOk('merged' in last.json())
  t.equal((await save({ fields: {}, baseRevision: 9 })).statusCode, 422)
})

t.test('two people save at once: different fields are merged, the same field is a conflict that shows both', async (t) => {
  const { owner, signInAs } = await withArticles(t)
  const editor = await signInAs('editor')
  const { id } = await make(owner)
  await owner.ask('PATCH', `/entries/${id}`, { fields: { title: 'Mine' }, baseRevision: 1 })

  const merged = await editor.ask('PATCH', `/entries/${id}`, { fields: { body: 'Text' }, baseRevision: 1 })
  const conflict = await editor.ask('PATCH', `/entries/${id}`, { fields: { title: 'Theirs' }, baseRevision: 1 })

  t.match(merged.json(), {
    revision: 3,
    merged: true,
    mergedPaths: ['/fields/title'],
    mergedBy: [{ id: owner.id }],
    fields: { title: 'Mine', body: 'Text' },
  })
  t.equal(conflict.statusCode, 409)
  t.match(conflict.json(), {
    code: 'conflict',
    revision: 3,
    conflicts: [{ path: '/fields/title', base: 'Hello', mine: 'Theirs', theirs: 'Mine', by: { id: owner.id }, at: /^\d{4}-.*Z$/ }],
  })
  const again = await editor.ask('PATCH', `/entries/${id}`, { fields: { title: 'Theirs' }, baseRevision: conflict.json().revision })
  t.equal(again.statusCode, 200)
})

t.test('a whole life: publish, change, unpublish, trash, restore, purge; Verso-Seq only when readers see something else', async (t) => {
  const { owner, store } = await withArticles(t)
  const { id } = await make(owner)
  const act = async (verb: string, body?: object) => {
    const reply = await owner.ask('POST', `/entries/${id}/${verb}`, body)
    return [reply.statusCode, reply.json()?.status, reply.headers['verso-seq'] !== undefined]
  }
  const before = await store.log.seq()

  t.same(await act('publish'), [200, 'published', true])
  t.same(await act('publish', { revision: 1 }), [200, 'published', false])
  await owner.ask('PATCH', `/entries/${id}`, { fields: { body: 'More' }, baseRevision: 1 })
  t.equal((await owner.ask('GET', `/entries/${id}`)).json().status, 'changed')
  t.same(await act('publish', { revision: 1 }), [409, 409, false])
  t.same(await act('discard'), [200, 'published', false])
  t.same(await act('unpublish'), [200, 'unpublished', true])
  t.same(await act('unpublish'), [200, 'unpublished', false])
  t.same(await act('publish'), [200, 'published', true])
  const trashed = await owner.ask('DELETE', `/entries/${id}`)
  t.match(trashed.json(), {
    status: 'trashed',
    trashedAt: /Z$/,
    trashedBy: { id: owner.id },
    _can: { edit: false, save: [], publish: [], unpublish: [], restore: true, purge: true },
  })
  t.same(await act('publish'), [409, 409, false])
  t.same(await act('restore', { publish: true }), [200, 'published', true])
  await owner.ask('DELETE', `/entries/${id}`)
  t.equal((await owner.ask('POST', `/entries/${id}/purge`)).statusCode, 204)
  t.equal((await owner.ask('GET', `/entries/${id}`)).statusCode, 404)
  t.equal(await store.log.seq(), before + 6n)
})

t.test('publishing tells every fault with its path', async (t) => {
  const { owner } = await withArticles(t)
  const { id } = await make(owner, {})

  const reply = await owner.ask('POST', `/entries/${id}/publish`)

  t.equal(reply.statusCode, 422)
  t.match(reply.json(), { code: 'invalid_entry', issues: [{ path: '/fields/title', code: 'required' }] })
})

t.test('If-Match on a verb that is not a save is 412 when it is stale', async (t) => {
  const { owner } = await withArticles(t)
  const { id } = await make(owner)

  t.equal((await owner.ask('POST', `/entries/${id}/publish`, {}, { 'if-match': '"2"' })).statusCode, 412)
  t.equal((await owner.ask('DELETE', `/entries/${id}`, undefined, { 'if-match': '"2"' })).statusCode, 412)
  t.equal((await owner.ask('POST', `/entries/${id}/publish`, {}, { 'if-match': '"1"' })).statusCode, 200)
})

t.test('lists are filtered, sorted, paged and counted; what is wrong is named by its parameter', async (t) => {
  const { owner } = await withArticles(t)
  for (const title of ['B', 'C', 'A']) await make(owner, { title })

  const list = (await owner.ask('GET', '/entries?type=article&sort=title&limit=2&count=true')).json()
  const rest = (await owner.ask('GET', `/entries?type=article&sort=title&limit=2&after=${list.page.next}`)).json()
  const wrong = await owner.ask('GET', '/entries?type=article&filter[nothing]=1&unknown=1')

  t.same(
    [...list.data, ...rest.data].map((entry: { title: string }) => entry.title),
    ['A', 'B', 'C'],
  )
  t.match(list.page, { limit: 2, total: 3 })
  t.equal(rest.page.next, null)
  t.equal(wrong.statusCode, 400)
  t.equal(wrong.json().code, 'invalid_query')
  t.equal((await owner.ask('GET', '/entries')).statusCode, 400)
})

t.test('cards come in the order asked for, hidden where one may not know', async (t) => {
  const { owner } = await withArticles(t)
  const one = await make(owner, { title: 'One' })
  const absent = '00000000-0000-7000-8000-000000000000'

  const reply = await owner.ask('GET', `/entries/cards?ids=${absent},${one.id}`)

  t.same(reply.json().data, [
    { id: absent, hidden: true },
    { id: one.id, type: 'article', title: 'One', status: 'draft', locales: [], thumbnail: null },
  ])
  t.equal((await owner.ask('GET', '/entries/cards')).statusCode, 400)
})

t.test('a duplicate is 201 with an address of its own', async (t) => {
  const { owner } = await withArticles(t)
  const one = await make(owner)

  const reply = await owner.ask('POST', `/entries/${one.id}/duplicate`)

  t.equal(reply.statusCode, 201)
  t.match(reply.json(), { status: 'draft', fields: { title: 'Hello', slug: 'hello-2' } })
})

t.test('who is not signed in learns nothing; who may not act on what it sees is told so', async (t) => {
  const { owner, ask, signInAs } = await withArticles(t)
  const { id } = await make(owner)
  const viewer = await signInAs('viewer')
  const nobody = await signInAs()

  t.equal((await ask('GET', `/entries/${id}`)).statusCode, 401)
  t.equal((await ask('POST', '/entries', { type: 'article' })).statusCode, 401)
  t.equal((await viewer.ask('GET', `/entries/${id}`)).statusCode, 200)
  t.equal((await viewer.ask('POST', `/entries/${id}/publish`)).statusCode, 403)
  t.equal((await viewer.ask('POST', '/entries', { type: 'article' })).statusCode, 403)
  t.equal((await nobody.ask('GET', `/entries/${id}`)).statusCode, 403)
  t.equal((await viewer.ask('GET', '/entries/not-a-uuid')).statusCode, 404)
  t.equal((await viewer.ask('GET', `/entries/${id.toUpperCase()}`)).statusCode, 404)
})

t.test('what was published is read from the content API at the seq of the answer, and drafts are not', async (t) => {
  const { app, owner } = await withArticles(t)
  await owner.ask('PATCH', '/types/article', { publicRead: true })
  const { id } = await make(owner)
  const published = await owner.ask('POST', `/entries/${id}/publish`)
  await owner.ask('PATCH', `/entries/${id}`, { fields: { title: 'Draft' }, baseRevision: 1 })

  const read = await app.inject({ method: 'GET', url: '/content/v1/entries/article/hello' })

  t.equal(read.statusCode, 200)
  t.match(read.json().data, { _id: id, title: 'Hello', slug: 'hello', body: null })
  t.equal(read.headers['verso-seq'], published.headers['verso-seq'])
})
