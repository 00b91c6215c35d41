import t from 'tap'
import { askGraph } from '../support/ask-graph.ts'
import { aBlog } from './graph-site.ts'

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
