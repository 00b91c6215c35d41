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

t.test('the same list or rich text in several ways is read once more for each, at one state', async (t) => {
  const { server } = await aBlog(t)
  const query = `{
    post(slug: "two") {
      related { title }
      some: related(filter: { title: { eq: "Nothing" } }) { title }
      first: related(limit: 1, sort: "-title") { title author { bio } who: author { bio(format: text) } }
      about { __typename }
      people: about(filter: { name: { eq: "Ada" } }) { __typename ... on Author { name bio(format: markdown) } }
      author { bio text: bio(format: text) }
      seo { author { html: bio(format: html) } }
    }
  }`
  const { data, errors } = await askGraph(server, query)
  t.equal(errors, undefined)
  t.match(data.post, {
    related: [{ title: 'One' }],
    some: [],
    first: [{ title: 'One', author: { bio: [{ _type: 'block' }] }, who: { bio: 'Hello' } }],
    about: [{ __typename: 'Author' }, { __typename: 'Post' }],
    people: [{ __typename: 'Author', name: 'Ada' }],
    author: { bio: [{ _type: 'block' }], text: 'Hello' },
    seo: { author: { html: '<p>Hello</p>' } },
  })
  t.equal(data.post.people.length, 1)
  t.equal(data.post.people[0].bio.trim(), 'Hello')
})

t.test('fragments, directives and variables mean what they mean everywhere', async (t) => {
  const { server } = await aBlog(t)
  const query = `
    query ($no: Boolean = false, $limit: Int = 1) {
      post(slug: "two") { ...titles @include(if: $no) ...deep rating @skip(if: $no) }
    }
    fragment deep on Post { related(limit: $limit) { ...titles } ... { author { ... on Author { name } } } author { _id @include(if: $no) } }
    fragment titles on Entry { _type ... on Post { title } }`
  t.same((await askGraph(server, query)).data, { post: { related: [{ _type: 'post', title: 'One' }], author: { name: 'Ada' }, rating: 2 } })
  const all = await askGraph(server, query, { variables: { no: true } })
  t.match(all.data, { post: { _type: 'post', title: 'Two', author: { _id: String, name: 'Ada' } } })
  t.notOk('rating' in all.data.post)
})
