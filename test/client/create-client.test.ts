import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, VersoError } from '@verso/client'
import { type Context, createToken, publishEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

interface Article {
  title: string
  slug: string
  rating: number | null
  author: { name: string } | { _ref: string; _type: string } | null
}

/** A site of its own, served on a port as everyone would meet it. */
async function aSite(t: Test) {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    name: 'author',
    titleField: 'name',
    slugField: 'slug',
    publicRead: true,
    fields: [
      { name: 'name', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['name'] },
      { name: 'bio', kind: 'longText' },
    ],
  })
  await aType(ctx, {
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'rating', kind: 'integer' },
      { name: 'author', kind: 'reference', to: ['author'] },
    ],
  })
  const { app } = await contentServer(t, ctx)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { ctx, url, client: createClient<{ article: Article; author: { name: string } }>({ url }) }
}

async function published(ctx: Context, fields: Record<string, unknown>, type = 'article'): Promise<string> {
  return (await aPublishedEntry(ctx, fields, type)).entry.row.id
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

/** A server that answers as it is told, and remembers what it was asked. */
async function aServer(t: Test, answer: RequestListener) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise((resolve) => server.close(resolve)))
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function refusal(work: Promise<unknown>): Promise<VersoError> {
  try {
    await work
  } catch (error) {
    if (error instanceof VersoError) return error
    throw error
  }
  throw new Error('It was not refused')
}

t.test('a list takes every part of a query to the server and back', async (t) => {
  const { ctx, client } = await aSite(t)
  const author = await published(ctx, { name: 'Inês, the first', bio: 'Writes.' }, 'author')
  await published(ctx, { title: 'One, two', rating: 1, author: { _ref: author } })
  await published(ctx, { title: 'Three', rating: 3, author: { _ref: author } })
  await published(ctx, { title: 'Four', rating: 4 })

  const list = await client.list('article', {
    select: ['title', 'author'],
    include: { author: { select: ['name'] } },
    filter: {
      or: [{ title: 'One, two' }, { rating: { gte: 3, in: [3, 5] } }],
      'author.name': { contains: 'Inês,' },
      not: { rating: { null: true } },
    },
    sort: ['-rating', 'title'],
    limit: 1,
    count: true,
  })

  t.match(list, { data: [{ _type: 'article', title: 'Three', author: { name: 'Inês, the first' } }], page: { limit: 1, total: 2 } })
  t.equal('rating' in (list.data[0] ?? {}), false)
  t.ok(list.seq >= 4)
  const next = await client.list('article', {
    select: ['title'],
    filter: { author: { null: false } },
    sort: ['-rating'],
    limit: 1,
    offset: 1,
  })
  t.same(
    next.data.map(({ title }) => title),
    ['One, two'],
  )
})

t.test('a list brings the facets that were asked for', async (t) => {
  const { ctx, client } = await aSite(t)
  for (const [title, rating] of [
    ['One', 5],
    ['Two', 5],
    ['Three', 1],
    ['None', null],
  ] as const)
    await published(ctx, { title, rating })
  const { facets, data } = await client.list('article', { facets: ['rating'], limit: 1 })
  t.equal(data.length, 1)
  t.same(facets.rating, [
    { value: 5, count: 2 },
    { value: 1, count: 1 },
    { value: null, count: 1 },
  ])
})

t.test('one is read by id or slug, and its absence is a refusal with its code', async (t) => {
  const { ctx, client } = await aSite(t)
  const author = await published(ctx, { name: 'Inês' }, 'author')
  const id = await published(ctx, { title: 'Hello', author: { _ref: author } })

  t.match(await client.get('article', 'hello'), { _id: id, author: { _ref: author, _type: 'author' } })
  t.match(await client.get('article', id, { include: ['author'] }), { _id: id, author: { name: 'Inês' } })
  const missing = await refusal(client.get('article', 'a/../b?c'))
  t.match(missing, { name: 'VersoError', status: 404, code: 'not_found' })
  t.ok(missing.requestId)
  const wrong = await refusal(client.list('article', { filter: { nothing: 1 } }))
  t.match(wrong, { status: 400, code: 'invalid_query', issues: [{ parameter: 'filter', pointer: '/nothing', code: 'unknown_field' }] })
})

t.test('all pages of a type show one state, whatever is published between them', async (t) => {
  const { ctx, client } = await aSite(t)
  const ids: string[] = []
  for (let number = 1; number <= 7; number += 1) ids.push(await published(ctx, { title: `Article ${number}`, rating: number }))

  const seen: string[] = []
  for await (const article of client.all('article', { sort: ['rating'], limit: 2 })) {
    seen.push(article.title)
    if (seen.length > 2) continue
    // Between the first page and the second, one goes in front, and one that is still to come goes away.
    await published(ctx, { title: `Before ${seen.length}`, rating: 0 })
    await unpublishEntry(ctx, ids[5 - seen.length] ?? '')
  }

  t.same(
    seen,
    ids.map((_, index) => `Article ${index + 1}`),
  )
  t.equal((await collect(client.all('article', { limit: 250 }))).length, 7)
})

t.test('a pinned client shows one state to every read of a build', async (t) => {
  const { ctx, client } = await aSite(t)
  for (const title of ['A', 'B', 'C']) await published(ctx, { title })
  const build = await client.pin()
  const draft = await anEntry(ctx, { title: 'D' })
  await publishEntry(ctx, draft.row.id)

  t.same(
    (await collect(build.all('article', { sort: ['title'], limit: 1 }))).map(({ title }) => title),
    ['A', 'B', 'C'],
  )
  t.equal((await refusal(build.get('article', 'd'))).code, 'not_found')
  t.equal((await client.get('article', 'd')).title, 'D')
  t.equal(client.seq, null)
  t.equal((await build.list('article')).seq, build.seq)
  t.equal((await client.pin(build.seq ?? 0)).seq, build.seq)
})

t.test('the model and what a token may read come with the token, which is never in an address', async (t) => {
  const { ctx, client, url } = await aSite(t)
  await aType(ctx, { name: 'memo', publicRead: false })
  await published(ctx, { title: 'For us' }, 'memo')
  const { text: token } = await createToken(ctx, { name: 'site', kind: 'content', types: ['memo'] })

  t.same((await client.model()).types.map(({ name }) => name).sort(), ['article', 'author'])
  t.equal((await refusal(createClient({ url }).list('memo'))).status, 404)
  t.match(await createClient({ url, token }).list('memo'), { data: [{ title: 'For us' }] })
  t.match(await refusal(createClient({ url, token: 'vct_wrong' }).list('memo')), { status: 401, code: 'unauthenticated' })

  const { asked, url: other } = await aServer(t, (_request, response) =>
    response.setHeader('verso-seq', '7').end('{"data":[],"page":{"limit":20,"next":null}}'),
  )
  t.same(await createClient({ url: `${other}/below/`, token }).list('memo'), { data: [], page: { limit: 20, next: null }, seq: 7 })
  t.equal(asked[0]?.url, '/below/content/v1/entries/memo')
  t.equal(asked[0]?.headers.authorization, `Bearer ${token}`)
})

t.test('a busy server is asked again when it says, and not for ever', async (t) => {
  const { asked, url } = await aServer(t, (_request, response) => {
    if (asked.length < 3)
      response
        .writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '0' })
        .end('{"title":"Busy","status":503,"code":"busy"}')
    else response.setHeader('verso-seq', '1').end('{"data":[],"page":{"limit":20,"next":null}}')
  })
  t.match(await createClient({ url }).list('post'), { data: [] })
  t.equal(asked.length, 3)
  asked.length = 0
  t.match(await refusal(createClient({ url, retries: 1 }).list('post')), { status: 503, code: 'busy', retryAfterSeconds: 0 })
  t.equal(asked.length, 2)
})

t.test('no answer, and an answer that is not Verso’s, are told apart', async (t) => {
  const { url } = await aServer(t, (_request, response) => response.writeHead(502).end('<html>Bad gateway</html>'))
  t.match(await refusal(createClient({ url }).model()), { status: 502, code: 'unexpected_answer' })
  t.match(await refusal(createClient({ url: 'http://127.0.0.1:1' }).model()), {
    status: 0,
    code: 'no_answer',
    title: 'There is no answer from http://127.0.0.1:1',
  })
})
