import { changeType, createToken, eraseEntry, listTypes, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t from 'tap'
import { askGraph } from '../support/ask-graph.ts'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { statementsOf } from '../support/statements-of.ts'
import { testStore } from '../support/test-store.ts'
import { aBlog, type Blog } from './graph-site.ts'

async function retitle({ ctx }: Pick<Blog, 'ctx'>, id: string, title: string): Promise<void> {
  const entry = await ctx.store.entries.find(id)
  await saveEntry(ctx, id, { fields: { title }, baseRevision: entry?.revision ?? 0 })
  await publishEntry(ctx, id)
}

t.test('all fields of one document read one state, whatever is published meanwhile', async (t) => {
  const blog = await aBlog(t, { cacheBytes: 0 })
  const { server, ctx, one } = blog
  const reads = ctx.store.reads
  const published = reads.published
  let isOver = false
  let round = 0
  t.teardown(() => Object.assign(reads, { published }))
  // Something is published behind every read of the document.
  Object.assign(reads, {
    published: async (...args: Parameters<typeof published>) => {
      const read = await published(...args)
      if (isOver) return read
      round += 1
      await retitle(blog, one, `Round ${round}`)
      return read
    },
  })
  const query = `{
    post(slug: "one") { title }
    posts(filter: { slug: { eq: "one" } }) { nodes { title related { title } } }
    two: post(slug: "two") { related { title } byOther: related(limit: 1) { title } }
  }`
  const { data, headers } = await askGraph(server, query)
  isOver = true
  t.ok(round >= 3)
  const titles = [data.post.title, data.posts.nodes[0].title, data.two.related[0].title, data.two.byOther[0].title]
  t.same(new Set(titles), new Set(['One']))
  const pinned = await askGraph(server, query.replace('"one") {', `"one", seq: ${headers['verso-seq']}) {`))
  t.same(pinned.data, data, 'and the header names it')
  t.match(pinned.headers, { 'verso-seq': headers['verso-seq'], 'cache-control': 'public, max-age=86400, immutable' })
})

t.test(
  'a state, a moment and a perspective count for the whole document; drafts take a preview token, and nobody keeps them',
  async (t) => {
    const blog = await aBlog(t)
    const { ctx, server, two } = blog
    const before = Number((await server.get('/entries/post')).headers['verso-seq'])
    await retitle(blog, two, 'Second')
    await saveEntry(ctx, two, { fields: { title: 'Third' }, baseRevision: 2 })
    const query = (view: string) => `{ post(slug: "two"${view}) { title } posts(sort: "-title", first: 1) { nodes { title } } }`

    t.match((await askGraph(server, query(''))).data, { post: { title: 'Second' }, posts: { nodes: [{ title: 'Second' }] } })
    const past = await askGraph(server, query(`, seq: ${before}`))
    t.match(past.data, { post: { title: 'Two' }, posts: { nodes: [{ title: 'Two' }] } })
    t.equal(past.headers['verso-seq'], String(before))
    t.match((await askGraph(server, query(', at: "2020-01-01"'))).data, { post: null, posts: { nodes: [] } })

    const preview = (await createToken(ctx, { name: 'preview', kind: 'preview', types: ['*'], expiresAt: null })).text
    const content = (await createToken(ctx, { name: 'content', kind: 'content', types: ['*'], expiresAt: null })).text
    const drafts = query(', perspective: "drafts"')
    for (const token of [undefined, content])
      t.match(await askGraph(server, drafts, token === undefined ? {} : { token }), {
        status: 403,
        data: undefined,
        errors: [{ extensions: { code: 'needs_preview_token' } }],
      })
    for (const _ of [1, 2]) {
      const seen = await askGraph(server, drafts, { token: preview })
      t.match(seen.data, { post: { title: 'Third' }, posts: { nodes: [{ title: 'Third' }] } })
      t.equal(seen.headers['cache-control'], 'private, no-store')
    }
    t.match(await askGraph(server, `{ post(slug: "two", minSeq: 100000) { title } }`), {
      status: 503,
      errors: [{ extensions: { code: 'not_yet' } }],
    })
  },
)

t.test('one that has moved or was taken out of the past says so beside its null', async (t) => {
  const blog = await aBlog(t)
  const { ctx, server, one } = blog
  const before = Number((await server.get('/entries/post')).headers['verso-seq'])
  const entry = await ctx.store.entries.find(one)
  await saveEntry(ctx, one, { fields: { slug: 'uno' }, baseRevision: entry?.revision ?? 0 })
  await publishEntry(ctx, one)
  const moved = await askGraph(server, '{ old: post(slug: "one") { title } two: post(slug: "two") { title } }')
  t.match(moved, {
    status: 200,
    data: { old: null, two: { title: 'Two' } },
    errors: [{ path: ['old'], extensions: { code: 'moved', movedTo: { slug: 'uno' } } }],
  })
  await unpublishEntry(ctx, one)
  await eraseEntry(ctx, one)
  t.match(await askGraph(server, `{ post(id: "${one}", seq: ${before}) { title } }`), {
    data: { post: null },
    errors: [{ extensions: { code: 'erased' } }],
  })
})

t.test('answers are kept until what they show changes, by address and by body, and are sent as all others', async (t) => {
  const blog = await aBlog(t)
  const { server, one } = blog
  const query = '{ post(slug: "two") { title related { title } } posts(sort: "title") { nodes { _id } } }'
  const byAddress = (headers: Record<string, string> = {}) => server.get(`/graphql?query=${encodeURIComponent(query)}`, headers)
  const first = await byAddress()
  t.match(first.json().data, { post: { title: 'Two', related: [{ title: 'One' }] } })
  t.match(first.headers, { etag: String, 'verso-seq': String, 'cache-control': 'public, max-age=0, must-revalidate', vary: /Accept/ })
  t.match(String(first.headers['cache-tag']), `e-${one}`)
  const counts: number[] = []
  for (let tries = 0; tries < 8; tries += 1) counts.push(await statementsOf(() => byAddress()))
  t.equal(Math.min(...counts), 0)
  counts.length = 0
  for (let tries = 0; tries < 8; tries += 1) counts.push(await statementsOf(() => askGraph(server, query)))
  t.equal(Math.min(...counts), 0)
  t.equal((await byAddress({ 'if-none-match': String(first.headers.etag) })).statusCode, 304)
  t.match((await byAddress({ accept: 'application/graphql-response+json' })).headers, {
    'content-type': 'application/graphql-response+json; charset=utf-8',
  })

  await retitle(blog, one, 'Uno')
  t.match((await byAddress()).json().data, { post: { related: [{ title: 'Uno' }] } })
  t.match((await askGraph(server, query)).data, { post: { related: [{ title: 'Uno' }] } })
})

t.test('a change of the model is in the schema of the very next document', async (t) => {
  const { ctx, server } = await aBlog(t)
  const names = async () =>
    (await askGraph(server, '{ __type(name: "Post") { fields { name } } }')).data.__type.fields.map(({ name }: { name: string }) => name)
  t.notOk((await names()).includes('mood'))
  t.equal((await askGraph(server, '{ posts { nodes { mood } } }')).status, 400)
  const post = (await listTypes(ctx)).views.find(({ name }) => name === 'post')
  await changeType(ctx, 'post', { input: { fields: [...(post?.fields ?? []), { name: 'mood', kind: 'text' }] } })
  t.match(await askGraph(server, '{ posts { nodes { mood } } }'), {
    status: 200,
    data: { posts: { nodes: [{ mood: null }, { mood: null }] } },
  })
  t.ok((await names()).includes('mood'))
})

t.test('the schema is of the present model, also where this process has known an earlier one and nothing is read', async (t) => {
  const ctx = await aContext(await testStore(t))
  const server = await contentServer(t, ctx)
  t.same((await askGraph(server, '{ _types }')).data, { _types: [] })
  await aType(ctx, { publicRead: true })
  t.same((await askGraph(server, '{ _types }')).data, { _types: ['article'] })
  await aType(ctx, { name: 'memo', publicRead: true })
  t.same((await askGraph(server, '{ _types none: article(id: "no id") { title } }')).data, { _types: ['article', 'memo'], none: null })
})

t.test('a name from before a rename is there for a while, and says what it is called now', async (t) => {
  const clock = { at: Date.parse('2026-11-01T12:00:00Z') }
  const ctx = await aContext(await testStore(t), { now: () => new Date(clock.at) })
  const view = await aType(ctx, { publicRead: true })
  await aPublishedEntry(ctx, { title: 'Hello' })
  const { get: _get, ...server } = await contentServer(t, ctx)
  await changeType(ctx, 'article', {
    input: { fields: view.fields.map((field) => (field.name === 'title' ? { ...field, name: 'headline' } : field)) },
  })
  const query = '{ articles(filter: { headline: { eq: "Hello" } }) { nodes { title headline } } }'
  t.match((await askGraph(server, query)).data, { articles: { nodes: [{ title: 'Hello', headline: 'Hello' }] } })
  const asked = '{ __type(name: "Article") { fields(includeDeprecated: true) { name deprecationReason } } }'
  t.match(
    (await askGraph(server, asked)).data.__type.fields.find(({ name }: { name: string }) => name === 'title'),
    { deprecationReason: /headline/ },
  )
  clock.at += 31 * 24 * 60 * 60_000
  t.equal((await askGraph(server, query)).status, 400)
})

t.test('a draft is nowhere, and an entry that refers to itself is given as deep as it is asked for', async (t) => {
  const { ctx, server, one } = await aBlog(t)
  await anEntry(ctx, { title: 'Draft', slug: 'draft' }, 'post')
  const entry = await ctx.store.entries.find(one)
  await saveEntry(ctx, one, { fields: { related: [{ _ref: one }] }, baseRevision: entry?.revision ?? 0 })
  await publishEntry(ctx, one)
  const { data } = await askGraph(
    server,
    '{ draft: post(slug: "draft") { title } post(slug: "one") { related { title related { title related { title } } } } }',
  )
  t.same(data, { draft: null, post: { related: [{ title: 'One', related: [{ title: 'One', related: [{ title: 'One' }] }] }] } })
})
