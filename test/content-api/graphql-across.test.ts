import { changeType, createToken, getType, parseGraph, publishEntry, readGraph, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { askGraph } from '../support/ask-graph.ts'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { statementsOf } from '../support/statements-of.ts'
import { testStore } from '../support/test-store.ts'

const nobody = '01900000-0000-7000-8000-000000000000'

/** A paragraph that leads to entries: by a link, and by entries among its words. */
const leadingTo = (link: string, ...objects: string[]) => [
  {
    ...{ _type: 'block', _key: 'b', style: 'normal' },
    markDefs: [{ _type: 'entryLink', _key: 'm', entry: { _ref: link } }],
    children: [
      { _type: 'span', _key: 's', text: 'See this', marks: ['m'] },
      ...objects.map((_ref, index) => ({ _type: 'entry', _key: `o${index}`, entry: { _ref } })),
    ],
  },
]

async function aSite(t: Test) {
  const ctx = await aContext(await testStore(t))
  const name = { name: 'name', kind: 'text' }
  await aType(ctx, { name: 'hidden', slugField: null, titleField: 'name', fields: [name] })
  await aType(ctx, { name: 'author', publicRead: true, slugField: null, titleField: 'name', fields: [name, { ...name, name: 'bio' }] })
  await aType(ctx, { name: 'box', kind: 'component', slugField: null, titleField: null, fields: [{ name: 'words', kind: 'richText' }] })
  await aType(ctx, {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'body', kind: 'richText' },
      { name: 'boxes', kind: 'blocks', blocks: ['box'] },
      { name: 'secret', kind: 'text', private: true },
    ],
  })
  const made = async (fields: Record<string, unknown>, type: string) => (await aPublishedEntry(ctx, fields, type)).entry.row.id
  const ada = await made({ name: 'Ada', bio: 'Writes' }, 'author')
  const hidden = await made({ name: 'Hidden' }, 'hidden')
  const draft = (await anEntry(ctx, { title: 'Draft' }, 'post')).row.id
  const one = await made({ title: 'One', author: { _ref: ada }, body: leadingTo(ada) }, 'post')
  const box = { _block: 'box', words: leadingTo(one) }
  const two = await made({ title: 'Two', body: leadingTo(one, ada, one, hidden, draft), boxes: [box] }, 'post')
  return { ctx, server: await contentServer(t, ctx), ada, hidden, draft, one, two }
}

t.test('entries of any type come by their ids, in that order, with null in the place of what is not there', async (t) => {
  const { ctx, server, ada, hidden, draft, one, two } = await aSite(t)
  const ids = [two, ada, hidden, 'nothing', one, nobody, draft, ada]
  const query =
    'query ($ids: [ID!]!) { _entries(ids: $ids) { _id __typename ... on Post { title author { name } } ... on Author { name } } }'
  const { data, errors, headers } = await askGraph(server, query, { variables: { ids } })
  t.equal(errors, undefined)
  const author = { _id: ada, __typename: 'Author', name: 'Ada' }
  const posts = [
    { _id: two, __typename: 'Post', title: 'Two', author: null },
    { _id: one, __typename: 'Post', title: 'One', author: { name: 'Ada' } },
  ]
  t.same(data._entries, [posts[0], author, null, null, posts[1], null, null, author])
  t.match(headers['cache-tag'], new RegExp(`e-${one}`))
  t.same((await askGraph(server, '{ _entries(ids: []) { _id } }')).data, { _entries: [] })

  const token = (await createToken(ctx, { name: 'all', kind: 'content', types: ['*'], expiresAt: null })).text
  t.match((await askGraph(server, query, { variables: { ids: [hidden] }, token })).data, { _entries: [{ __typename: 'Hidden' }] })
  for (const wrong of [
    `{ _entries(ids: "${hidden}") { ... on Hidden { name } } }`,
    `{ _entries(ids: "${one}") { ... on Post { secret } } }`,
  ])
    t.equal((await askGraph(server, wrong)).status, 400, wrong)
  const many = await askGraph(server, query, { variables: { ids: Array.from({ length: 101 }, (_, n) => `${n}`) } })
  t.match(many, { status: 400, errors: [{ extensions: { code: 'query_too_large' } }] })
})

t.test('a path gives what REST gives, and the entry with it; old paths, ambiguous ones and those where nothing is', async (t) => {
  const { ctx, server, one, ada } = await aSite(t)
  const query = `query ($path: String!, $type: String) { _resolve(path: $path, type: $type) {
    id type locale path slug moved permanent entry { _id ... on Post { title author { _id name } } }
  } }`
  const resolve = (path: string, type?: string) => askGraph(server, query, { variables: { path, type } })
  const same = { id: one, type: 'post', locale: 'en', slug: 'one', moved: false }
  t.same((await resolve('/one')).data._resolve, {
    ...{ ...same, path: '/one', permanent: null },
    entry: { _id: one, title: 'One', author: { _id: ada, name: 'Ada' } },
  })
  t.match((await server.get('/resolve?path=/one')).json().data, same)

  await saveEntry(ctx, one, { fields: { slug: 'uno' }, baseRevision: 1 })
  await publishEntry(ctx, one)
  t.match((await resolve('/one')).data._resolve, { path: '/uno', moved: true, permanent: true, entry: { title: 'One' } })
  t.same((await askGraph(server, '{ _resolve(path: "/uno") { moved } }')).data, { _resolve: { moved: false } })
  t.same((await resolve('/nothing')).data, { _resolve: null })

  await aType(ctx, { name: 'page', publicRead: true })
  await aPublishedEntry(ctx, { title: 'Uno' }, 'page')
  t.match(await resolve('/uno'), {
    status: 200,
    data: { _resolve: null },
    errors: [{ path: ['_resolve'], extensions: { code: 'conflict', candidates: [{}, {}] } }],
  })
  t.match((await resolve('/uno', 'post')).data, { _resolve: { id: one, entry: { title: 'One' } } })
  for (const [path, type] of [['uno'], ['/uno?x=1'], ['/uno', 'nothing'], ['/uno', 'hidden']] as const)
    t.match(await resolve(path, type), { status: 400, errors: [{ extensions: { code: 'invalid_query' } }] }, `${path} ${type}`)
})

t.test('entries of rich text stand beside its words, typed, each once, as far as the reader may see them', async (t) => {
  const { ctx, server, one, two, ada, hidden } = await aSite(t)
  const beside = 'body_entries { _id ... on Post { title body_entries { ... on Author { name } } } ... on Author { name } }'
  const query = `{ post(id: "${two}") { body html: body(format: html) ${beside} boxes { ... on Box { words words_entries { _id } } } } }`
  const { data, errors } = await askGraph(server, query)
  t.equal(errors, undefined)
  t.same(data.post.body_entries, [
    { _id: ada, name: 'Ada' },
    { _id: one, title: 'One', body_entries: [{ name: 'Ada' }] },
  ])
  const plain = (await server.get(`/entries/post/${two}?select=body,boxes`)).json().data
  t.same(data.post.body, plain.body, 'the words themselves are those that addresses give')
  t.match(data.post.html, /<a href="\/one"[^>]*>See this<\/a>/)
  t.same(data.post.boxes, [{ words: plain.boxes[0].words, words_entries: [{ _id: one }] }])
  t.notMatch(JSON.stringify(data), new RegExp(hidden))

  const some = `{ post(id: "${two}") { body_entries(limit: 1) { _id } others: body_entries(filter: { name: { eq: "Ada" } }) { _id } } }`
  t.same((await askGraph(server, some)).data.post, { body_entries: [{ _id: ada }], others: [{ _id: ada }] })
  await unpublishEntry(ctx, one)
  t.same((await askGraph(server, `{ post(id: "${two}") { ${beside} } }`)).data.post.body_entries, [{ _id: ada, name: 'Ada' }])
  t.same((await askGraph(server, `{ posts { nodes { title body_entries { _id } } } }`)).data.posts.nodes, [
    { title: 'Two', body_entries: [{ _id: ada }] },
  ])
  t.same((await askGraph(server, `{ author(id: "${ada}") { name } _entries(ids: "${ada}") { _id } }`)).errors, undefined)
})

t.test('a pinned state, a perspective and the limits count for them as for everything', async (t) => {
  const { ctx, server, one, two } = await aSite(t)
  const before = Number((await server.get('/entries/post')).headers['verso-seq'])
  await saveEntry(ctx, one, { fields: { title: 'Second', slug: 'second' }, baseRevision: 1 })
  await publishEntry(ctx, one)
  await saveEntry(ctx, one, { fields: { title: 'Third', slug: 'third' }, baseRevision: 2 })
  const title = '... on Post { title }'
  const query = (view: string) =>
    `{ _entries(ids: "${one}"${view}) { ${title} } _resolve(path: "/second") { entry { ${title} } } post(id: "${two}") { body_entries { ${title} } } }`
  const titles = async (view: string, token?: string) => {
    const { data, errors, headers } = await askGraph(server, query(view), token === undefined ? {} : { token })
    if (data === undefined) return errors?.[0]?.extensions.code
    const [byId] = data._entries
    return [byId?.title, data._resolve?.entry?.title, data.post.body_entries[1]?.title, headers['cache-control']]
  }
  const open = 'public, max-age=0, must-revalidate'
  t.same(await titles(''), ['Second', 'Second', 'Second', open])
  t.same(await titles(`, seq: ${before}`), ['One', undefined, 'One', 'public, max-age=86400, immutable'])
  const token = async (kind: 'preview' | 'content') => (await createToken(ctx, { name: kind, kind, types: ['*'], expiresAt: null })).text
  for (const reader of [undefined, await token('content')]) t.equal(await titles(', perspective: "drafts"', reader), 'needs_preview_token')
  t.same(await titles(', perspective: "drafts"', await token('preview')), ['Third', 'Third', 'Third', 'private, no-store'])

  const deep = (levels: number): string => (levels === 0 ? '_id' : `... on Post { body_entries { ${deep(levels - 1)} } }`)
  t.match(await askGraph(server, `{ _entries(ids: "${one}") { ${deep(5)} } }`), { status: 200 })
  t.match(await askGraph(server, `{ _entries(ids: "${one}") { ${deep(6)} } }`), {
    status: 400,
    errors: [{ extensions: { code: 'query_too_large' } }],
  })
  const wide = Array.from({ length: 11 }, (_, index) => `r${index}: _resolve(path: "/${index}") { entry { _id } }`)
  t.match(await askGraph(server, `{ ${wide.join(' ')} }`), { status: 400, errors: [{ extensions: { code: 'query_too_large' } }] })
})

t.test('the number of statements depends on the document alone; none is sent for one that is refused', async (t) => {
  const { ctx, ada, one, two } = await aSite(t)
  const reader = { ...ctx, mediaBase: '', hits: { add: () => undefined } }
  const within = 'body_entries { ... on Post { title author { name } } ... on Author { name } }'
  const query = `query ($ids: [ID!]!, $path: String!) {
    _entries(ids: $ids) { ... on Post { title ${within} } }
    _resolve(path: $path) { path entry { ... on Post { ${within} } } }
  }`
  const read = (ids: string[], path = '/two') =>
    readGraph(reader, parseGraph({ query, operationName: null, variables: { ids, path } })).catch((error) => error)
  await read([two])
  const few = await statementsOf(() => read([two]))
  const ids = [one, two]
  for (let n = 0; n < 20; n += 1) {
    const fields = { title: `More ${n}`, body: leadingTo(one, ada, two), author: { _ref: ada } }
    ids.push((await aPublishedEntry(ctx, fields, 'post')).entry.row.id)
  }
  t.equal(await statementsOf(() => read(ids)), few)
  t.equal(await statementsOf(() => read(Array.from({ length: 101 }, (_, n) => `${n}`))), 0)
})

t.test('names that are former ones by now lead to the same', async (t) => {
  const { ctx, server, one } = await aSite(t)
  const { view } = await getType(ctx, 'post')
  const fields = view.fields.map((field) => (field.name === 'body' ? { ...field, name: 'words' } : field))
  await changeType(ctx, 'post', { input: { fields } })
  const { data, errors } = await askGraph(server, `{ _entries(ids: "${one}") { ... on Post { body words_entries { __typename } } } }`)
  t.equal(errors, undefined)
  t.match(data._entries, [{ body: [{ _type: 'block' }], words_entries: [{ __typename: 'Author' }] }])
})
