import { changeLocale, changeType, createRedirect, moveEntry, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t from 'tap'
import { aPublishedPage, renamed, siteTypes } from '../support/a-site.ts'
import { aPublishedEntry, aType } from '../support/builders.ts'
import { testApp } from '../support/test-app.ts'

async function site(t: Parameters<typeof testApp>[0]) {
  const { ask, system, store } = await testApp(t)
  await siteTypes(system)
  const get = async (path: string) => {
    const reply = await ask('GET', `/content/v1${path}`)
    return {
      status: reply.statusCode,
      seq: Number(reply.headers['verso-seq']),
      tags: String(reply.headers['cache-tag']),
      body: reply.json(),
    }
  }
  return { ctx: system, store, get }
}

t.test('a path names what lives there; an old one names the entry, its present path, and that it moved', async (t) => {
  const { ctx, get } = await site(t)
  const top = await aPublishedPage(ctx, 'Top')
  const leaf = await aPublishedPage(ctx, 'Leaf', { parent: top })
  const here = await get('/resolve?path=/top-en/leaf-en')
  t.match(here, {
    status: 200,
    tags: `e-${leaf},t-page,t-post`,
    body: { data: { id: leaf, type: 'page', locale: 'en', path: '/top-en/leaf-en', slug: 'leaf-en', moved: false } },
  })

  await renamed(ctx, top, { en: 'start' })
  await moveEntry(ctx, leaf, { parent: null })
  for (const path of ['/top-en/leaf-en', '/start/leaf-en']) {
    const reply = await get(`/resolve?path=${path}`)
    t.same(reply.body.data, { id: leaf, type: 'page', locale: 'en', path: '/leaf-en', slug: 'leaf-en', moved: true, permanent: true })
  }
  t.match(await get(`/resolve?path=/top-en/leaf-en&seq=${here.seq}`), { body: { data: { path: '/top-en/leaf-en', moved: false } } })
})

t.test('a language without the page is answered by the one that stands in for it', async (t) => {
  const { ctx, get } = await site(t)
  const english = await aPublishedPage(ctx, 'Only')
  const german = await aPublishedPage(ctx, 'Beide', { locales: ['en', 'de'] })
  t.match(await get('/resolve?path=/only-en&locale=de'), { body: { data: { id: english, locale: 'en', moved: false } } })
  t.equal((await get('/resolve?path=/beide-en&locale=de')).status, 404)
  t.match(await get('/resolve?path=/beide-de&locale=de'), { body: { data: { id: german, locale: 'de' } } })
})

t.test('one path of several types is a conflict with candidates, until a type is named', async (t) => {
  const { ctx, get } = await site(t)
  const page = await aPublishedPage(ctx, 'Same')
  const post = await aPublishedEntry(ctx, { title: 'Same en' }, 'post')
  const several = await get('/resolve?path=/same-en')
  t.equal(several.status, 409)
  t.same(several.body.candidates.map((one: { id: string }) => one.id).sort(), [page, post.entry.row.id].sort())
  t.match(await get('/resolve?path=/same-en&type=post'), { body: { data: { id: post.entry.row.id, type: 'post', path: '/same-en' } } })
})

t.test('redirects lead out of the site, to entries, and on to where a fixed path has gone', async (t) => {
  const { ctx, get } = await site(t)
  await createRedirect(ctx, { from: '/out', to: 'https://example.org/', permanent: false })
  await createRedirect(ctx, { from: '/soon', to: '/page-en' })
  t.match(await get('/resolve?path=/out'), {
    body: { data: { id: null, type: null, path: 'https://example.org/', slug: null, moved: true, permanent: false } },
  })
  t.match(await get('/resolve?path=/soon'), { body: { data: { id: null, path: '/page-en', moved: true } } })
  const page = await aPublishedPage(ctx, 'Page')
  await renamed(ctx, page, { en: 'gone' })
  t.match(await get('/resolve?path=/soon'), { body: { data: { id: page, path: '/gone', moved: true } } })
})

t.test('what a reader may not see, what is not published and what never was are all 404', async (t) => {
  const { ctx, get } = await site(t)
  await aType(ctx, {
    name: 'secret',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'slug', kind: 'slug', from: ['title'] },
    ],
  })
  const secret = await aPublishedEntry(ctx, { title: 'Secret' }, 'secret')
  await createRedirect(ctx, { from: '/way', entryId: secret.entry.row.id })
  const page = await aPublishedPage(ctx, 'Page')
  await renamed(ctx, page, { en: 'later' })
  await unpublishEntry(ctx, page)
  for (const path of ['/secret', '/way', '/page-en', '/later', '/never'])
    t.match(await get(`/resolve?path=${path}`), { status: 404, body: { code: 'not_found' } }, path)
  t.equal((await get('/resolve?path=/secret&type=secret')).status, 404)
  t.equal((await get('/entries/page/page-en')).body.code, 'not_found')
})

t.test('a wrong question is 400 and says where', async (t) => {
  const { get } = await site(t)
  for (const [query, parameter] of [
    ['', 'path'],
    ['path=x', 'path'],
    ['path=/a&locale=xx', 'locale'],
    ['path=/a&seq=x', 'seq'],
    ['path=/a&other=1', 'other'],
    ['path=/%00', 'path'],
  ] as const) {
    t.match(await get(`/resolve?${query}`), { status: 400, body: { code: 'invalid_query', issues: [{ parameter }] } }, query)
  }
  t.equal((await get('/resolve?path=/a&type=nothing')).status, 404)
  t.equal((await get('/resolve?path=/a&seq=999999')).status, 503)
})

t.test('an old slug is 404 with where the entry lives now, also at the time when it was not old', async (t) => {
  const { ctx, get } = await site(t)
  const post = await aPublishedEntry(ctx, { title: 'Hello' }, 'post')
  const id = post.entry.row.id
  await saveEntry(ctx, id, { fields: { slug: 'welcome' }, baseRevision: 1 })
  await publishEntry(ctx, id)

  const old = await get('/entries/post/hello')

  t.match(old, { status: 404, body: { code: 'moved', movedTo: { id, type: 'post', locale: 'en', slug: 'welcome', path: '/welcome' } } })
  t.equal(old.tags, 't-post')
  t.equal((await get(`/entries/post/hello?seq=${post.seq}`)).body.data.slug, 'hello')
  t.equal((await get('/entries/page/hello')).body.code, 'not_found')
})

t.test('pages come with path and parent, and are filtered and sorted by their place, also pinned', async (t) => {
  const { ctx, store, get } = await site(t)
  const a = await aPublishedPage(ctx, 'A')
  const b = await aPublishedPage(ctx, 'B')
  const a1 = await aPublishedPage(ctx, 'A1', { parent: a })
  await aPublishedPage(ctx, 'B1', { parent: b })
  const before = await store.log.seq()
  const titles = async (query: string) =>
    (await get(`/entries/page?${query}`)).body.data.map((entry: { title: string }) => entry.title.replace(' en', ''))

  t.match((await get(`/entries/page/${a1}`)).body.data, { _path: '/a-en/a1-en', _parent: a })
  t.same((await get(`/entries/page/${a1}?select=_path,_parent`)).body.data, { _path: '/a-en/a1-en', _parent: a })
  t.match((await get('/entries/page/a-en')).body.data, { _path: '/a-en', _parent: null })
  t.same(await titles('sort=_order'), ['A', 'A1', 'B', 'B1'])
  t.same(await titles(`filter[_parent]=${a}`), ['A1'])
  t.same(await titles('filter[_parent][null]=true&sort=-_path'), ['B', 'A'])
  t.same(await titles('filter[_path]=/b-en/b1-en'), ['B1'])

  await moveEntry(ctx, b, { parent: null, before: a })
  await moveEntry(ctx, a1, { parent: b })
  t.same(await titles('sort=_order'), ['B', 'B1', 'A1', 'A'])
  t.same(await titles(`sort=_order&seq=${before}`), ['A', 'A1', 'B', 'B1'])
  t.same(await titles(`filter[_parent]=${a}&seq=${before}`), ['A1'])
})

t.test('types that are no trees have no place', async (t) => {
  const { ctx, get } = await site(t)
  await aPublishedEntry(ctx, { title: 'Post' }, 'post')
  t.notOk('_path' in (await get('/entries/post')).body.data[0])
  for (const query of ['filter[_parent][null]=true', 'sort=_order', 'select=_path'])
    t.equal((await get(`/entries/post?${query}`)).status, 400, query)
})

t.test('a slug that several pages have is a conflict, unless one of them stands at the root', async (t) => {
  const { ctx, get } = await site(t)
  const [a, b] = [await aPublishedPage(ctx, 'A'), await aPublishedPage(ctx, 'B')]
  await aPublishedPage(ctx, 'Same', { parent: a })
  t.match((await get('/entries/page/same-en')).body.data, { _path: '/a-en/same-en' })
  await aPublishedPage(ctx, 'Same', { parent: b })
  t.match(await get('/entries/page/same-en'), { status: 409, body: { code: 'conflict' } })
  await aPublishedPage(ctx, 'Same')
  t.match((await get('/entries/page/same-en')).body.data, { _path: '/same-en' })
})

t.test('the description of the API has the path and the members of trees', async (t) => {
  const { get } = await site(t)
  const { body } = await get('/openapi.json')
  t.ok(body.paths['/content/v1/resolve'])
  t.ok(body.components.schemas.Page.properties._path)
  t.notOk(body.components.schemas.Post.properties._path)
})

t.test('a language is known by its former code for a while, a type by its former name', async (t) => {
  const { ctx, get } = await site(t)
  const id = await aPublishedPage(ctx, 'Beide', { locales: ['en', 'de'] })
  await changeLocale(ctx, 'de', { input: { code: 'de-AT' } })
  await changeType(ctx, 'page', { input: { name: 'sheet' } })
  t.match(await get('/resolve?path=/beide-de&locale=de&type=page'), { status: 200, body: { data: { id, type: 'sheet', locale: 'de-AT' } } })
  t.equal((await get('/resolve?path=/beide-de&locale=fr')).status, 400)
})

t.test('hits of redirects are counted, those of people and those that a change left behind; the read itself writes nothing', async (t) => {
  const { app, ask, system, store } = await testApp(t)
  await siteTypes(system)
  const id = await aPublishedPage(system, 'Old')
  await renamed(system, id, { en: 'new' })
  await createRedirect(system, { from: '/promo', to: '/new' })
  for (const path of [
    '/resolve?path=/old-en',
    '/resolve?path=/old-en',
    '/entries/page/old-en',
    '/resolve?path=/promo',
    '/resolve?path=/new',
  ])
    await ask('GET', `/content/v1${path}`)
  t.same(
    (await store.redirects.list({ limit: 10 })).rows.map(({ hits }) => hits),
    [0n, 0n],
  )

  await app.close()

  const { rows } = await store.redirects.list({ limit: 10 })
  t.same(Object.fromEntries(rows.map(({ from, hits }) => [from, Number(hits)])), { '/old-en': 3, '/promo': 1 })
})
