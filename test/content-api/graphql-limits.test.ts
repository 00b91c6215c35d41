import { parseGraph, readGraph } from '@verso/core'
import fc from 'fast-check'
import t from 'tap'
import { askGraph } from '../support/ask-graph.ts'
import { contentServer } from '../support/content-server.ts'
import { statementsOf } from '../support/statements-of.ts'
import { aBlog, blogContent } from './graph-site.ts'

const nested = (depth: number) => `{ post(slug: "two") ${'{ related '.repeat(depth)} { title } ${'}'.repeat(depth)} }`
const times = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index)).join(' ')
const bomb = `${times(24, (index) => `fragment f${index} on Post { ...f${index + 1} ...f${index + 1} }`)} fragment f24 on Post { title }`

/** Each asks for more than is given. */
const tooMuch: Record<string, string> = {
  depth: nested(9),
  'depth through fragments': `{ post(slug: "two") { ...a } } fragment a on Post { related { related { related { related { ...b } } } } } fragment b on Post { related { related { related { title } } } }`,
  aliases: `{ ${times(21, (index) => `a${index}: post(slug: "two") { title }`)} }`,
  'aliases through fragments': `{ post(slug: "two") { ${times(7, (index) => `r${index}: related { ...a }`)} } } fragment a on Post { x: title y: title }`,
  directives: `{ post(slug: "two") { ${times(51, () => '... @include(if: true) { title }')} } }`,
  fields: `{ post(slug: "two") { ${times(1001, () => 'title')} } }`,
  'fields through fragments': `{ post(slug: "two") { ...f0 } } ${bomb}`,
  tokens: `{ post(slug: "two") { title } } ${times(5000, () => '_')}`,
  brackets: `{ posts(filter: ${'['.repeat(3000)}`,
  rows: '{ posts(first: 250) { nodes { related(limit: 250) { related(limit: 250) { title } } } } }',
  'rows of all fields together': `{ ${times(10, (index) => `a${index}: posts(first: 250) { nodes { related(limit: 250) { title } } }`)} }`,
  reads: `{ ${times(20, (index) => `a${index}: posts { nodes { title } }`)} posts { nodes { title } } }`,
}

t.test('for what asks for too much nothing is looked up', async (t) => {
  const { ctx } = await blogContent(t)
  const reader = { ...ctx, mediaBase: '', hits: { add: () => undefined } }
  const read = async (query: string) => readGraph(reader, parseGraph({ query, operationName: null, variables: {} }))
  await read('{ posts { nodes { title } } }')
  for (const [name, query] of Object.entries(tooMuch))
    t.equal(await statementsOf(() => t.rejects(read(query), { code: 'query_too_large' }, name)), 0, name)
})

t.test('what asks for too much is refused as 400', async (t) => {
  const { server } = await aBlog(t)
  for (const [name, query] of Object.entries(tooMuch))
    t.match(await askGraph(server, query), { status: 400, errors: [{ extensions: { code: 'query_too_large' } }] }, name)
  for (const query of [nested(6), '{ posts(first: 251) { nodes { title } } }', '{ posts { nodes { related(limit: 300) { title } } } }'])
    t.match(await askGraph(server, query), { status: 400, errors: [{ extensions: { code: String, issues: [{ code: String }] } }] }, query)
})

t.test('several documents at once, mutations, subscriptions and unknown members are not taken', async (t) => {
  const { server } = await aBlog(t)
  const post = (payload: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    server.app.inject({ method: 'POST', url: '/content/v1/graphql', headers, payload })
  for (const payload of [
    '[{"query":"{ _types }"}]',
    '{"query":"{ _types }","id":1}',
    '"{ _types }"',
    '{"query":1}',
    '{"query":"{ _types }","variables":[]}',
    '',
  ])
    t.match((await post(payload)).json(), { errors: [{ extensions: { code: 'invalid_request' } }] }, payload)
  t.equal((await post('{ _types }', { 'content-type': 'application/graphql' })).statusCode, 415)
  t.equal((await post('{"query":"{ _types }"')).statusCode, 400)
  for (const query of ['mutation { a }', 'subscription { a }', 'query A { _types } query B { _types }', ''])
    t.match(await askGraph(server, query), { status: 400, errors: [{ extensions: { code: 'invalid_query' } }] }, query)
  t.equal((await server.get('/graphql?query=mutation%7Ba%7D')).statusCode, 400)
  for (const query of [
    'query=%7B_types%7D&x=1',
    'query=%ff',
    'query=%7B_types%7D&variables=%5B%5D',
    'query=%7B_types%7D&variables=%7B',
    '',
  ])
    t.match((await server.get(`/graphql?${query}`)).json(), { errors: [{ message: String, extensions: { code: String } }] }, query)
  t.equal((await server.app.inject({ method: 'PUT', url: '/content/v1/graphql' })).statusCode, 405)
})

t.test('a document that means nothing is a fault of whoever wrote it, never of the server', async (t) => {
  const { server } = await aBlog(t)
  const wrong = [
    '{ post { title } }',
    '{ post(id: "x", slug: "y") { title } }',
    '{ posts(filter: {}) { nodes { title } } }',
    '{ posts(filter: { title: {} }) { nodes { title } } }',
    '{ posts(filter: { title: { eq: null } }) { nodes { title } } }',
    '{ posts(filter: { title: { contains: "" } }) { nodes { title } } }',
    '{ posts(filter: { or: [] }) { nodes { title } } }',
    '{ posts(filter: { about: { related: { and: [{ x: 1 }] } } }) { nodes { title } } }',
    '{ posts(filter: { _publishedAt: { gt: "soon" } }) { nodes { title } } }',
    '{ posts(sort: ["secret"]) { nodes { title } } }',
    '{ posts(sort: []) { nodes { title } } }',
    '{ posts(after: "x") { nodes { title } } }',
    '{ posts(offset: 1, after: "x") { nodes { title } } }',
    '{ posts(first: -1) { nodes { title } } }',
    '{ posts(locale: "xx") { nodes { title } } }',
    '{ a: posts(seq: 1) { nodes { title } } b: posts(seq: 2) { nodes { title } } }',
    '{ posts(seq: -1) { nodes { title } } }',
    '{ posts(at: "2999-01-01") { nodes { title } } }',
    '{ posts { nodes { related(filter: { secret: { eq: "x" } }) { title } } } }',
    '{ posts { nodes { about(filter: { __proto__: { eq: 1 } }) { __typename } } } }',
    '{ posts { nodes { ...a } } } fragment a on Post { related { ...b } } fragment b on Post { related { ...a } }',
    '{ posts { nodes { ...a } } } fragment a on Post { ...a }',
    '{ posts { nodes { secret } } }',
    '{ posts { nodes { author } } }',
    '{ ...a }',
    'query ($x: Nothing) { _types }',
    'query ($x: Int! = null) { _types @include(if: $y) }',
    `{ posts(filter: { title: { eq: "${'x'.repeat(2000)}" } }) { nodes { title } } }`,
    '{ posts(filter: { title: { eq: "\\u0000" } }) { nodes { title } } }',
    '{ posts(filter: { title: { eq: "\\ud800" } }) { nodes { title } } }',
    '{ posts(filter: { _id: { eq: "no id" } }) { nodes { title } } }',
  ]
  for (const query of wrong) {
    const { status, errors } = await askGraph(server, query)
    t.equal(status, 400, query.slice(0, 100))
    t.ok(
      errors?.every(({ extensions }) => typeof extensions.code === 'string'),
      'each error has its code',
    )
  }
  t.match(await askGraph(server, 'query ($n: Int!) { posts(first: $n) { nodes { title } } }', { variables: { n: 'x' } }), { status: 400 })
  t.match(await askGraph(server, '{ post(id: "no id") { title } }'), { status: 200, data: { post: null }, errors: undefined })
})

t.test('whatever is sent, nothing of it is a fault of ours', async (t) => {
  const { ctx } = await aBlog(t)
  const server = await contentServer(t, ctx)
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      ':',
      '!',
      '$x',
      '@include',
      '@skip(if: $x)',
      '...',
      'on Post',
      'on Entry',
      'fragment a',
      'query',
      '"',
      '"""',
      '#',
      '\\u',
    ],
    ...[
      'posts',
      'post',
      'nodes',
      'edges',
      'node',
      'title',
      'author',
      'related',
      'about',
      'seo',
      'sections',
      '_id',
      '__typename',
      '__schema',
      '__type',
    ],
    ...[
      'slug: "two"',
      'filter: {',
      'or: [',
      'not: {',
      'eq: 1',
      'any: {',
      'sort: "-x"',
      'first: 2',
      'seq: 1',
      'perspective: "drafts"',
      'null',
      '1e999',
      '-0',
      'ä\u202e',
    ],
  )
  const shaped = fc
    .tuple(fc.constantFrom('post(slug: "two")', 'posts', 'posts(first: 2)'), fc.array(piece, { maxLength: 12 }))
    .map(([root, parts]) => `{ ${root} { ${parts.join(' ')} } }`)
  const documents = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' ')),
    shaped,
    fc.string(),
  )
  const variables = fc.option(fc.dictionary(fc.constantFrom('x', '', 'n'), fc.jsonValue()))
  await fc.assert(
    fc.asyncProperty(documents, variables, async (query, values) => {
      const { status } = await askGraph(server, query, values === null ? {} : { variables: values })
      return status === 200 || status === 400 || status === 403 || status === 422
    }),
    { numRuns: 500 },
  )
})
