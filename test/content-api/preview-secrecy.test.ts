import {
  addReleaseItems,
  autosaveEntry,
  createEntry,
  createRelease,
  createSchedule,
  createToken,
  publishEntry,
  saveEntry,
  trashEntry,
} from '@verso/core'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { openEvents, until } from '../support/event-stream.ts'
import { testStore } from '../support/test-store.ts'

const planted = 'plantedsecret'
/** Ids that entries will have, known before they are made. */
const draftId = '01890000-0000-7000-8000-0000000000aa'
const releaseId = '01890000-0000-7000-8000-0000000000bb'

t.test('nothing of what is not public shows to a content token, at any endpoint, in any way', async (t) => {
  const store = await testStore(t)
  const clock = { at: Date.parse('2026-11-01T12:00:00.000Z') }
  const ids = [draftId, releaseId]
  const ctx = { ...(await aContext(store)), now: () => new Date(clock.at) }
  const fields = [
    { name: 'title', kind: 'text', searchable: true },
    { name: 'slug', kind: 'slug' },
    { name: 'body', kind: 'longText', searchable: true },
    { name: 'next', kind: 'reference', to: ['article'] },
  ]
  await aType(ctx, { fields })
  await aType(ctx, { name: 'home', kind: 'single', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const { entry } = await aPublishedEntry(ctx, { title: 'Shown', slug: 'shown', body: 'Shown' })
  const home = await createEntry(ctx, { type: 'home', fields: { title: 'Home' } })
  const token = (await createToken(ctx, { name: 'site', kind: 'content', types: ['*'], expiresAt: null })).text
  const preview = (await createToken(ctx, { name: 'preview', kind: 'preview', types: ['*'], expiresAt: null })).text
  const { app, get, query } = await contentServer(t, ctx)
  const listener = await openEvents(`${await app.listen({ host: '127.0.0.1', port: 0 })}/content/v1/live?after=0`, {
    authorization: `Bearer ${token}`,
  })
  t.teardown(listener.close)
  const { position } = (await get('/sync', { authorization: `Bearer ${token}` })).json()
  const asked = [...questions(entry.row.id), `/sync?from=${position}`]

  async function answers(): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    for (const path of [...asked, ...bodies]) {
      const credential = { authorization: `Bearer ${token}` }
      const { statusCode, headers, body } = await (typeof path === 'string' ? get(path, credential) : query('article', path, credential))
      const { date: _date, 'x-request-id': _id, ...rest } = headers
      found.set(typeof path === 'string' ? path : JSON.stringify(path), `${statusCode} ${JSON.stringify(rest)} ${withoutRequest(body)}`)
    }
    return found
  }

  const before = await answers()
  const saved = await saveEntry(ctx, entry.row.id, { fields: { title: planted, slug: planted, body: planted }, baseRevision: 1 })
  await saveEntry(ctx, home.row.id, { fields: { title: planted }, baseRevision: 1 })
  const nextId = () => ids.shift() ?? ctx.newId()
  const draft = await createEntry(
    { ...ctx, newId: nextId },
    { type: 'article', fields: { title: planted, slug: `${planted}2`, next: { _ref: entry.row.id } } },
  )
  t.equal(draft.row.id, draftId)
  await saveEntry(ctx, entry.row.id, { fields: { next: { _ref: draftId } }, baseRevision: saved.row.revision })
  const { row: release } = await createRelease({ ...ctx, newId: nextId }, { name: planted, publishAt: '2099-01-01T00:00:00Z' })
  t.equal(release.id, releaseId)
  await addReleaseItems(ctx, release.id, [{ entryId: draftId, action: 'publish' }])
  await createSchedule(ctx, draftId, { action: 'publish', at: '2099-01-01T00:00:00Z' })
  await autosaveEntry(ctx, home.row.id, { fields: { title: `${planted}3` }, baseRevision: 2 })
  const gone = await createEntry(ctx, { type: 'article', fields: { title: planted } })
  await trashEntry(ctx, gone.row.id)
  for (const perspective of ['perspective=drafts', `perspective=release:${release.id}`, 'at=2099-02-01']) {
    const look = await get(`/entries/article?${perspective}`, { authorization: `Bearer ${preview}` })
    t.match(look.body, planted, `${perspective}: who may preview sees it`)
    for (const words of [planted, 'plantedsecrez']) {
      const found = await get(`/entries/article?search=${words}&${perspective}`, { authorization: `Bearer ${preview}` })
      t.match(found.body, planted, `${perspective}: who may preview finds it by ${words}`)
    }
  }

  for (const [path, answer] of await answers()) {
    t.equal(answer, before.get(path), `${path}: the same answer as before anything was planted`)
    if (!path.includes(planted)) t.notMatch(answer, planted, path)
  }
  const routes = new Set(['/content/v1/live', ...asked.map((path) => patternOf(path))])
  t.same(
    listRoutes(app.printRoutes({ commonPrefix: false, includeHooks: false })).filter((route) => !routes.has(route)),
    [],
    'no endpoint is left out',
  )

  const listened = () => listener.told.flatMap(({ data }) => (data === undefined ? [] : [JSON.stringify(data)]))
  const toldBefore = listened()
  const marker = await aPublishedEntry(ctx, { title: 'Marker', slug: 'marker' })
  await until(() => listened().some((data) => data.includes(marker.entry.row.id)))
  t.equal(listened().length, toldBefore.length + 1, 'who listens hears of what is public, and of nothing else')
  t.notMatch(listener.text(), planted)

  await publishEntry(ctx, draftId)
  t.notSame([...(await answers())], [...before], 'once it is public these questions do see it')
})

/** A problem names the request that it was said to, by an id and so by another one each time. */
function withoutRequest(body: string): string {
  return body.replaceAll(/"instance":"[^"]*"/g, '"instance":"…"')
}

const figures = [
  'aggregate=count,countDistinct(title),min(title),max(title),max(_updatedAt),max(_revision)',
  'group=title&aggregate=count&count=true',
  'group=next.title,slug&aggregate=count',
  `aggregate=count&filter[title]=${planted}`,
  'aggregate=count&perspective=drafts',
]

/** The same by bodies. */
const bodies: object[] = [
  { filter: { or: [{ title: { contains: planted } }, { 'next.title': { icontains: 'PLANTED' } }] }, count: true },
  { search: planted, highlight: true, count: true },
  { include: { next: { filter: { title: planted } } }, dedupe: true },
  { group: ['title'], aggregate: ['count'] },
  { perspective: 'drafts' },
  { at: '2099-02-01' },
  { [planted]: true },
]

function questions(entryId: string): string[] {
  const viewpoints = [
    'perspective=drafts',
    `perspective=release:${releaseId}`,
    'at=2099-02-01',
    'at=2026-11-01',
    'seq=1',
    'seq=0',
    'minSeq=0',
  ]
  const list = [
    'count=true&sort=title',
    'include=*&sort=-_updatedAt&count=true',
    'limit=1&sort=-title',
    `filter[title][contains]=${planted}&count=true`,
    `filter[title][gte]=${planted}&count=true`,
    `filter[slug]=${planted}`,
    `filter[next.title][contains]=${planted}&count=true`,
    'filter[next][null]=false&count=true',
    `filter[next]=${draftId}`,
    `filter[_id]=${draftId}&count=true`,
    'filter[_revision][gt]=1&count=true',
    `filter[${planted}]=x`,
    `select=${planted}`,
    `after=${planted}`,
    `locale=${planted}`,
    'sourceMap=true',
    `search=${planted}&count=true`,
    // One slip away, which would be mended by words that are known.
    'search=plantedsecrez&highlight=true',
    'search=plantedsecrt&highlight=true',
    `search=${planted}&perspective=drafts`,
    `search=${planted}&at=2099-02-01`,
    'search=planted&sort=-_score',
    ...figures,
    'fallback=false&include=*&dedupe=true&count=true',
    'include=next&select=next.title,title&richText=html',
    `include[next][filter][title]=${planted}&include[next][select]=title`,
    `filter[next.slug][startsWith]=planted&count=true`,
    `filter[or][0][title]=${planted}&filter[or][1][not][title][ne]=${planted}&count=true`,
    'sort=next.title&count=true',
    'omit=title&sourceMap=true&include=next',
    'offset=1&count=true',
    `filter[_publishedAt][gt]=now-1d&count=true`,
    `filter[_updatedAt][gt]=now-1h&sort=-_updatedAt&count=true`,
  ]
  return [
    ...[...list, ...viewpoints].map((query) => `/entries/article?${query}`),
    ...['shown', planted, `${planted}2`, entryId, draftId, releaseId].flatMap((name) => [
      `/entries/article/${name}`,
      `/entries/article/${name}?include=*`,
    ]),
    ...viewpoints.flatMap((query) => [
      `/entries/article/${entryId}?${query}`,
      `/singles/home?${query}`,
      `/resolve?path=/${planted}&${query}`,
    ]),
    '/singles/home',
    `/entries?ids=${entryId},${draftId}&include=next`,
    `/entries?ids=${draftId}&perspective=drafts`,
    ...['shown', planted, `${planted}2`].map((path) => `/resolve?path=/${path}`),
    '/model',
    '/openapi.json',
    '/media?count=true',
    '/media?perspective=drafts',
    `/media?perspective=release:${releaseId}`,
    '/media?at=2099-02-01',
    `/media/${draftId}`,
    '/sync',
    '/sync?kinds=entries,media,redirects,model',
    `/sync?types=article&filter[title]=${planted}`,
    '/sync?perspective=drafts',
    '/events',
    '/events?after=0&limit=250',
    '/events?perspective=drafts',
    '/events?types=article&locale=en',
    `/events?types=${planted}`,
    `/sync?next=${planted}`,
    '/sync?types=article&kinds=entries,redirects&locale=en&limit=1',
    `/resolve?path=/${planted}2&type=article&locale=en`,
    ...graphQuestions(entryId).map((query) => `/graphql?query=${encodeURIComponent(query)}`),
  ]
}

function graphQuestions(entryId: string): string[] {
  const views = [
    '',
    'perspective: "drafts"',
    `perspective: "release:${releaseId}"`,
    'at: "2099-02-01"',
    'at: "2026-11-01"',
    'seq: 1',
    'seq: 0',
    'minSeq: 0',
  ]
  const entry = '{ _id _revision _updatedAt title slug body next { _id title } }'
  const conditions = [
    `title: { contains: "${planted}" }`,
    `title: { gte: "${planted}" }`,
    `next: { title: { contains: "${planted}" } }`,
    'next: { null: false }',
    `next: { eq: "${draftId}" }`,
    `_id: { in: ["${draftId}", "${entryId}"] }`,
    '_revision: { gt: 1 }',
  ]
  const any = `{ _id _revision ... on Article ${entry} }`
  return [
    `{ _entries(ids: ["${draftId}", "${entryId}"]) ${any} }`,
    `{ _entries(ids: ["${draftId}"], perspective: "drafts") ${any} }`,
    ...[`/${planted}2`, `/${planted}`].map((path) => `{ _resolve(path: "${path}") { path slug entry ${any} } }`),
    ...views.flatMap((view) => [
      `{ articles${view === '' ? '' : `(${view})`} { totalCount nodes ${entry} } }`,
      `{ article(id: "${entryId}" ${view}) ${entry} home${view === '' ? '' : `(${view})`} { title } }`,
    ]),
    ...conditions.map(
      (condition) => `{ articles(filter: { ${condition} }, sort: "-_updatedAt") { totalCount edges { cursor node ${entry} } } }`,
    ),
    ...[planted, `${planted}2`, 'shown'].map((slug) => `{ article(slug: "${slug}") ${entry} }`),
    ...[draftId, releaseId].map((id) => `{ article(id: "${id}") ${entry} }`),
    `{ articles(sort: "${planted}") { nodes { title } } }`,
    `{ articles(after: "${planted}") { nodes { title } } }`,
    '{ __schema { types { name description fields { name description } } } _types }',
    `{ __type(name: "${planted}") { name } }`,
  ]
}

/** `/entries/article/shown?x` → `/content/v1/entries/:type/:idOrSlug`. */
function patternOf(path: string): string {
  const [, room = '', type, one] = path.replace(/\?.*$/, '').split('/')
  if (room === 'media') return `/content/v1/media${type === undefined ? '' : '/:id'}`
  return `/content/v1/${room}${type === undefined ? '' : '/:type'}${one === undefined ? '' : '/:idOrSlug'}`
}

/** The paths that answer GET, out of the tree that Fastify prints. */
function listRoutes(tree: string): string[] {
  const routes: string[] = []
  const above: string[] = []
  for (const line of tree.split('\n')) {
    const found = /^([│├└─\s]*)(\S+)(?: \(([^)]*)\))?$/u.exec(line)
    if (found === null) continue
    const [, indent = '', part = '', methods = ''] = found
    const depth = Math.floor(indent.length / 4)
    above.length = depth
    above[depth] = part
    if (methods.split(', ').includes('GET')) routes.push(above.join('').replaceAll(/(?<!^)\/\//g, '/'))
  }
  return routes.filter((route) => route.startsWith('/content/v1/'))
}
