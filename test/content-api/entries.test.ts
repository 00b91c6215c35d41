import { type Context, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

async function aSite(t: Test) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, {
    name: 'author',
    titleField: 'name',
    slugField: 'slug',
    publicRead: true,
    fields: [
      { name: 'name', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['name'] },
    ],
  })
  await aType(ctx, {
    name: 'article',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'rating', kind: 'integer' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'related', kind: 'reference', to: ['article'], many: true },
      { name: 'secret', kind: 'text', private: true },
    ],
  })
  const server = await contentServer(t, ctx)
  return { store, ctx, ...server }
}

const published = async (ctx: Context, fields: Record<string, unknown>, type = 'article') =>
  (await aPublishedEntry(ctx, fields, type)).entry.row.id

t.test('a list shows what is published, in the fields of the model and in the order of the type', async (t) => {
  const { ctx, get } = await aSite(t)
  const id = await published(ctx, { title: 'Hello', rating: 3 })
  await anEntry(ctx, { title: 'A draft that nobody sees' })

  const reply = await get('/entries/article')

  t.equal(reply.statusCode, 200)
  const { data, page } = reply.json()
  t.equal(data.length, 1)
  t.same(Object.keys(data[0]), [
    '_id',
    '_type',
    '_locale',
    '_revision',
    '_publishedAt',
    '_firstPublishedAt',
    '_updatedAt',
    'title',
    'slug',
    'rating',
    'author',
    'related',
  ])
  t.match(data[0], {
    _id: id,
    _type: 'article',
    _locale: 'en',
    _revision: 1,
    title: 'Hello',
    slug: 'hello',
    rating: 3,
    author: null,
    related: [],
  })
  t.same(page, { limit: 20, next: null })
  t.notMatch(reply.body, /nobody sees/)
})

t.test('one is read by its id and by its slug; another is 404 with the state that was read', async (t) => {
  const { ctx, get } = await aSite(t)
  const id = await published(ctx, { title: 'Hello' })

  t.equal((await get(`/entries/article/${id}`)).json().data._id, id)
  t.equal((await get('/entries/article/hello')).json().data._id, id)
  const missing = await get('/entries/article/good-bye')
  t.equal(missing.statusCode, 404)
  t.match(missing.headers, { 'content-type': /problem\+json/, 'verso-seq': /^\d+$/, 'cache-tag': 't-article' })
  t.match(missing.json(), { status: 404, code: 'not_found', type: String, title: String })
})

t.test('references are addresses until they are included; targets that are not published are absent', async (t) => {
  const { ctx, get } = await aSite(t)
  const ada = await published(ctx, { name: 'Ada' }, 'author')
  const { row: unseen } = await anEntry(ctx, { title: 'Unseen' })
  const first = await published(ctx, { title: 'First', author: { _ref: ada } })
  await published(ctx, { title: 'Second', author: { _ref: ada }, related: [{ _ref: first }, { _ref: unseen.id }] })

  t.match((await get('/entries/article/second')).json().data, {
    author: { _ref: ada, _type: 'author' },
    related: [{ _ref: first, _type: 'article' }],
  })
  t.equal((await get('/entries/article/second')).json().data.related.length, 1)
  const deep = (await get('/entries/article/second?include=author,related.author')).json().data
  t.match(deep, { author: { _id: ada, name: 'Ada' }, related: [{ _id: first, title: 'First', author: { _id: ada, name: 'Ada' } }] })
  t.match((await get('/entries/article/second?include=*.*')).json().data.related[0].author, { name: 'Ada' })
})

t.test('a cycle of references ends as an address', async (t) => {
  const { ctx, get } = await aSite(t)
  const first = await published(ctx, { title: 'First' })
  const second = await published(ctx, { title: 'Second', related: [{ _ref: first }] })
  await saveEntry(ctx, first, { fields: { related: [{ _ref: second }] }, baseRevision: 1 })
  await publishEntry(ctx, first)

  const { data } = (await get('/entries/article/first?include=related.related')).json()
  t.same(data.related[0].related, [{ _ref: first, _type: 'article' }])
})

t.test('filters, sorts, pages and counts mean what they say', async (t) => {
  const { ctx, get } = await aSite(t)
  const ada = await published(ctx, { name: 'Ada' }, 'author')
  for (const rating of [5, 3, 1, 4, 2])
    await published(ctx, { title: `Rated ${rating}`, rating, ...(rating > 3 ? { author: { _ref: ada } } : {}) })
  await published(ctx, { title: 'Unrated' })
  const titles = async (query: string) =>
    (await get(`/entries/article?${query}`)).json().data.map((entry: { title: string }) => entry.title)

  t.same(await titles('filter[rating][gte]=4&sort=rating'), ['Rated 4', 'Rated 5'])
  t.same(await titles('filter[rating][in]=1,2&sort=-rating'), ['Rated 2', 'Rated 1'])
  t.same(await titles('filter[rating][null]=true'), ['Unrated'])
  t.same(await titles('filter[title][contains]=nrat'), ['Unrated'])
  t.same(await titles('filter[author.name]=Ada&sort=rating'), ['Rated 4', 'Rated 5'])
  t.same(await titles('filter[or][0][rating]=1&filter[or][1][rating]=5&sort=rating'), ['Rated 1', 'Rated 5'])
  t.same(await titles(`filter=${encodeURIComponent(JSON.stringify({ not: { rating: { lt: 5 } } }))}&sort=rating`), ['Rated 5', 'Unrated'])
  t.same(await titles('sort=-rating&limit=2&offset=1'), ['Rated 4', 'Rated 3'])

  const first = (await get('/entries/article?sort=rating&limit=4&count=true')).json()
  t.equal(first.page.total, 6)
  const rest = (await get(`/entries/article?sort=rating&limit=4&after=${first.page.next}`)).json()
  t.same(
    rest.data.map((entry: { title: string }) => entry.title),
    ['Rated 5', 'Unrated'],
  )
  t.equal(rest.page.next, null)
})

t.test('what is wrong in a query is refused with its parameter, and unreadable fields are unknown ones', async (t) => {
  const { ctx, get } = await aSite(t)
  await published(ctx, { title: 'Hello', secret: 'hidden' })
  const faults: [string, string, string][] = [
    ['?limit=0', 'limit', 'invalid_query'],
    ['?colour=red', 'colour', 'invalid_query'],
    ['?filter[nothing]=1', 'filter[nothing]', 'invalid_query'],
    ['?filter[secret]=hidden', 'filter[secret]', 'invalid_query'],
    ['?filter[title][resembles]=x', 'filter[title][resembles]', 'invalid_query'],
    ['?filter[rating]=many', 'filter[rating]', 'invalid_query'],
    ['?filter[title][contains]=', 'filter[title][contains]', 'empty_operand'],
    ['?sort=secret', 'sort', 'invalid_query'],
    ['?select=secret', 'select', 'invalid_query'],
    ['?after=nonsense', 'after', 'cursor_invalid'],
  ]
  for (const [query, parameter, code] of faults) {
    const reply = await get(`/entries/article${query}`)
    t.equal(reply.statusCode, 400, query)
    t.match(reply.json(), { code, issues: [{ parameter, code: String, message: String }] }, query)
  }
  t.notMatch((await get('/entries/article')).body, /hidden/)
  t.equal((await get('/entries/nothing')).statusCode, 404)
})

t.test('select and omit choose fields', async (t) => {
  const { ctx, get } = await aSite(t)
  await published(ctx, { title: 'Hello', rating: 2 })
  const keys = async (query: string) =>
    Object.keys((await get(`/entries/article/hello?${query}`)).json().data).filter((name) => !name.startsWith('_'))

  t.same(await keys('select=rating,title'), ['title', 'rating'])
  t.same(await keys('omit=related,author'), ['title', 'slug', 'rating'])
  t.same(Object.keys((await get('/entries/article/hello?select=_id,title')).json().data), ['_id', 'title'])
})

t.test('an ETag holds while the body is the same, and a publish elsewhere does not change it', async (t) => {
  const { ctx, get } = await aSite(t)
  await published(ctx, { title: 'Hello' })
  const first = await get('/entries/article/hello')
  const etag = String(first.headers['etag'])
  t.match(etag, /^"[^"]+"$/)
  await published(ctx, { title: 'Other' })

  const second = await get('/entries/article/hello', { 'if-none-match': etag })

  t.equal(second.statusCode, 304)
  t.equal(second.body, '')
  t.equal(second.headers['etag'], etag)
  t.equal(Number(second.headers['verso-seq']), Number(first.headers['verso-seq']) + 1)
  t.match(first.headers, {
    'cache-control': 'public, max-age=0, must-revalidate',
    vary: 'Authorization, Accept-Encoding',
    'cache-tag': /^e-/,
  })
})

t.test('an answer comes in the coding that the reader likes, under a tag of its own', async (t) => {
  const { ctx, get } = await aSite(t)
  for (let index = 0; index < 20; index += 1) await published(ctx, { title: `Entry ${index}` })
  const plain = await get('/entries/article')

  const coded = await get('/entries/article', { 'accept-encoding': 'gzip' })

  t.equal(coded.headers['content-encoding'], 'gzip')
  t.equal(coded.headers['etag'], String(plain.headers['etag']).replace(/"$/, '-gzip"'))
  t.equal((await get('/entries/article', { 'if-none-match': String(coded.headers['etag']) })).statusCode, 304)
})

t.test('a draft save changes nothing for readers; publishing does, and a pinned read still gives the old state', async (t) => {
  const { ctx, get } = await aSite(t)
  const id = await published(ctx, { title: 'Before' })
  const old = await get(`/entries/article/${id}`)
  await saveEntry(ctx, id, { fields: { title: 'After' }, baseRevision: 1 })
  t.equal((await get(`/entries/article/${id}`)).body, old.body)

  await publishEntry(ctx, id)

  t.equal((await get(`/entries/article/${id}`)).json().data.title, 'After')
  const pinned = await get(`/entries/article/${id}?seq=${old.headers['verso-seq']}`)
  t.equal(pinned.body, old.body)
  t.match(pinned.headers, { 'cache-control': 'public, max-age=86400, immutable', 'verso-seq': old.headers['verso-seq'] })
  await unpublishEntry(ctx, id)
  t.equal((await get(`/entries/article/${id}`)).statusCode, 404)
  t.equal((await get(`/entries/article/${id}?seq=${old.headers['verso-seq']}`)).body, old.body)
})

t.test('many are read by id, in the order asked for; those that are not there are left out', async (t) => {
  const { ctx, get } = await aSite(t)
  const first = await published(ctx, { title: 'First' })
  const ada = await published(ctx, { name: 'Ada' }, 'author')
  const { row: draft } = await anEntry(ctx, { title: 'Draft' })

  const { data } = (await get(`/entries?ids=${ada},${draft.id},${first}`)).json()

  t.same(
    data.map((entry: { _id: string }) => entry._id),
    [ada, first],
  )
  const odd = await get(`/entries?ids=nonsense,${first.toUpperCase()},${first}`)
  t.match([odd.statusCode, odd.json().data.length, odd.json().data[0]._id], [200, 1, first])
  t.same((await get('/entries?ids=nonsense')).json().data, [])
})

t.test('browsers of every site may read, and any OPTIONS says so', async (t) => {
  const { app } = await aSite(t)
  for (const headers of [{}, { origin: 'https://a.example' }, { origin: 'https://a.example', 'access-control-request-method': 'GET' }]) {
    const reply = await app.inject({ method: 'OPTIONS', url: '/content/v1/entries/article', headers })
    t.match([reply.statusCode, reply.headers['access-control-allow-origin'], reply.body], [204, '*', ''])
    t.notOk(reply.headers['access-control-allow-credentials'])
  }
})

t.test('a state above the present one is waited for, then said not to be there yet', async (t) => {
  const { get } = await aSite(t)
  const reply = await get('/entries/article?seq=1000000')
  t.equal(reply.statusCode, 503)
  t.match(reply.json(), { code: 'not_yet' })
})

t.test('a type that is not public answers strangers as an unknown one', async (t) => {
  const { ctx, get } = await aSite(t)
  await aType(ctx, { name: 'memo' })
  await published(ctx, { title: 'Inside' }, 'memo')

  const known = await get('/entries/memo')
  const unknown = await get('/entries/momo')

  t.equal(known.statusCode, 404)
  t.same({ ...known.json(), detail: '', instance: '' }, { ...unknown.json(), detail: '', instance: '' })
})

t.test('a present but wrong token is refused, never taken for the public', async (t) => {
  const { get } = await aSite(t)
  for (const authorization of ['Bearer vct_nonsense', 'Bearer x', 'Basic abc', 'Bearer vat_00000000000000000000000000_x']) {
    t.equal((await get('/entries/article', { authorization })).statusCode, 401, authorization)
  }
})
