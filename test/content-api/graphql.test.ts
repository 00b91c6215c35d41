import t from 'tap'
import { askGraph } from '../support/ask-graph.ts'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

async function aBlog(t: Parameters<typeof testStore>[0]) {
  const ctx = await aContext(await testStore(t))
  const name = { name: 'name', kind: 'text' }
  await aType(ctx, {
    name: 'author',
    publicRead: true,
    slugField: null,
    titleField: 'name',
    fields: [name, { name: 'bio', kind: 'richText' }],
  })
  const parts = [
    { name: 'heading', kind: 'text' },
    { name: 'author', kind: 'reference', to: ['author'] },
  ]
  await aType(ctx, { name: 'hero', kind: 'component', slugField: null, titleField: null, fields: parts })
  await aType(ctx, {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'slug', kind: 'slug' },
      { name: 'rating', kind: 'integer' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'related', kind: 'reference', to: ['post'], many: true },
      { name: 'about', kind: 'reference', to: ['post', 'author'], many: true },
      { name: 'seo', kind: 'component', components: ['hero'] },
      { name: 'sections', kind: 'blocks', blocks: ['hero'] },
      { name: 'tags', kind: 'enum', many: true, options: ['red', 'dark green'] },
      { name: 'secret', kind: 'text', private: true },
    ],
  })
  const ada = (
    await aPublishedEntry(
      ctx,
      { name: 'Ada', bio: [{ _type: 'block', style: 'normal', children: [{ _type: 'span', text: 'Hello' }] }] },
      'author',
    )
  ).entry.row.id
  const one = (await aPublishedEntry(ctx, { title: 'One', slug: 'one', rating: 1, author: { _ref: ada }, tags: ['red'] }, 'post')).entry.row
    .id
  const two = (
    await aPublishedEntry(
      ctx,
      {
        title: 'Two',
        slug: 'two',
        rating: 2,
        author: { _ref: ada },
        related: [{ _ref: one }],
        about: [{ _ref: ada }, { _ref: one }],
        seo: { heading: 'Seo', author: { _ref: ada } },
        sections: [{ _block: 'hero', heading: 'Block', author: { _ref: ada } }],
        tags: ['dark green'],
      },
      'post',
    )
  ).entry.row.id
  const server = await contentServer(t, ctx)
  return { ctx, server, ada, one, two }
}

t.test('an entry by slug or id, with what it refers to, its components and its blocks', async (t) => {
  const { server, ada, two } = await aBlog(t)
  const query = `query ($id: ID) {
    post(slug: "two") {
      __typename _id title rating tags
      author { name }
      related { title author { name } }
      about { __typename ... on Author { name } ... on Post { title } ... on Entry { _type } }
      seo { heading author { _id } }
      sections { __typename ... on Hero { _key heading who: author { name } } }
    }
    byId: post(id: $id) { title author { bio html: bio(format: html) } }
    none: post(slug: "three") { title }
  }`
  const { status, data, errors } = await askGraph(server, query, { variables: { id: two } })
  t.equal(errors, undefined)
  t.equal(status, 200)
  t.match(data, {
    post: {
      __typename: 'Post',
      _id: two,
      title: 'Two',
      rating: 2,
      tags: ['dark green'],
      author: { name: 'Ada' },
      related: [{ title: 'One', author: { name: 'Ada' } }],
      about: [
        { __typename: 'Author', name: 'Ada', _type: 'author' },
        { __typename: 'Post', title: 'One', _type: 'post' },
      ],
      seo: { heading: 'Seo', author: { _id: ada } },
      sections: [{ __typename: 'Hero', _key: String, heading: 'Block', who: { name: 'Ada' } }],
    },
    byId: { title: 'Two', author: { bio: [{ _type: 'block' }], html: '<p>Hello</p>' } },
    none: null,
  })
})

t.test('a list is a connection: pages, cursors, totals, conditions and an order', async (t) => {
  const { server } = await aBlog(t)
  const query = `query ($after: String) {
    posts(filter: { author: { name: { eq: "Ada" } }, or: [{ rating: { gte: 1 } }, { tags: { hasAny: ["red"] } }] }, sort: "-title", first: 1, after: $after) {
      totalCount
      edges { cursor node { title } }
      nodes { title }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }`
  const first = await askGraph(server, query)
  t.match(first.data?.posts, {
    totalCount: 2,
    edges: [{ node: { title: 'Two' } }],
    nodes: [{ title: 'Two' }],
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  })
  const second = await askGraph(server, query, { variables: { after: first.data.posts.edges[0].cursor } })
  t.match(second.data?.posts, {
    totalCount: 2,
    edges: [{ node: { title: 'One' } }],
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
  })
})
