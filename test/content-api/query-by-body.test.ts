import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

t.test('a list by a JSON body is the list of the same parameters in an address', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  for (const rating of [1, 2, 3, 4, 5]) await aPublishedEntry(ctx, { title: `Rated ${rating}`, rating })
  const { app, get, query } = await contentServer(t, ctx)

  const byBody = await query('article', {
    filter: { rating: { in: [2, 3, 5] } },
    sort: ['-rating'],
    select: ['title'],
    limit: 2,
    count: true,
    fallback: false,
  })
  const byAddress = await get('/entries/article?filter[rating][in]=2,3,5&sort=-rating&select=title&limit=2&count=true&fallback=false')
  t.equal(byBody.statusCode, 200, byBody.body)
  t.equal(byBody.body, byAddress.body)
  t.same(byBody.headers['etag'], byAddress.headers['etag'])
  t.same(byBody.headers['cache-tag'], byAddress.headers['cache-tag'])
  const next = byBody.json().page.next
  const more = { filter: { rating: { in: [5, 3, 2] } }, sort: ['-rating'], fallback: false, after: next, limit: 2 }
  t.match((await query('article', more)).json().data, [{ title: 'Rated 2' }])
  t.equal((await query('article', {}, { 'if-none-match': '*' })).statusCode, 200, 'a POST is never answered by 304')
  t.equal((await query('article', {})).json().data.length, 5)

  const long = { filter: { title: { in: Array.from({ length: 200 }, (_, index) => `Rated ${index} ${'x'.repeat(900)}`).concat() } } }
  t.equal((await query('article', long)).statusCode, 200, 'longer than any address')

  const faults: [unknown, string, string | undefined][] = [
    [{ colour: 1 }, 'colour', '/colour'],
    [{ filter: { nothing: 1 } }, 'filter', '/filter/nothing'],
    [{ filter: { rating: '1' } }, 'filter', '/filter/rating'],
    [{ filter: {} }, 'filter', '/filter'],
    [{ limit: '5' }, 'limit', '/limit'],
    [{ limit: 0 }, 'limit', '/limit'],
    [{ count: 'true' }, 'count', '/count'],
    [{ ids: ['x'] }, 'ids', '/ids'],
    [[], '', ''],
    ['text', '', ''],
  ]
  for (const [body, parameter, pointer] of faults) {
    const reply = await query('article', body)
    t.equal(reply.statusCode, 400, JSON.stringify(body))
    t.match(reply.json().issues, [{ parameter, pointer, code: String, message: String }], JSON.stringify(body))
  }
  t.equal((await query('nothing', {})).statusCode, 404)
  const post = (payload: string, headers: Record<string, string>, url = '/content/v1/query/article') =>
    app.inject({ method: 'POST', url, headers, payload })
  t.equal((await post('{"limit":1,"limit":2}', { 'content-type': 'application/json' })).json().code, 'duplicate_key')
  t.equal((await post('{"__proto__":{}}', { 'content-type': 'application/json' })).json().code, 'forbidden_key')
  t.equal((await post('{}', { 'content-type': 'text/plain' })).statusCode, 415)
  t.equal((await post('{}', { 'content-type': 'application/json' }, '/content/v1/query/article?limit=1')).statusCode, 400)
  const wrong = await app.inject({ method: 'GET', url: '/content/v1/query/article' })
  t.same([wrong.statusCode, wrong.headers['allow']], [405, 'POST'])
})

t.test('a single type is no list, by a body neither', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    name: 'home',
    kind: 'single',
    slugField: undefined,
    titleField: undefined,
    publicRead: true,
    fields: [{ name: 'title', kind: 'text' }],
  })
  const { query } = await contentServer(t, ctx)
  t.equal((await query('home', {})).statusCode, 400)
})
