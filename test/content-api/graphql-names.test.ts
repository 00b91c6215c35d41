import { createToken } from '@verso/core'
import t from 'tap'
import { askGraph } from '../support/ask-graph.ts'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

/** Names that GraphQL has, that Verso has, and that are in one another's way. */
const names = [
  ...['query', 'mutation', 'subscription', 'string', 'int', 'float', 'boolean', 'iD', 'json', 'date', 'dateTime'],
  ...['media', 'entry', 'location', 'focalPoint', 'pageInfo', 'richText', 'richTextFormat', 'textOperators', 'idOperators'],
  ...['post', 'posts', 'postList', 'postConnection', 'postEdge', 'postFilter', 'boss', 'bosse', 'category', 'box', 'node', 'edges'],
]

t.test('every model has a schema: names that are taken make room in one way, whatever the order', async (t) => {
  const ctx = await aContext(await testStore(t))
  const odd = ['edges', 'node', 'nodes', 'filter', 'first', 'totalCount', 'typename', 'id', 'query', 'on', 'fragment', 'true1'].map(
    (name) => ({ name, kind: 'text' }),
  )
  const options = { name: 'mood', kind: 'enum', options: ['true', 'null', 'not a name', '__typename', 'ä', 'ok'] }
  for (const name of names) {
    await aType(ctx, { name, publicRead: true, titleField: 'id', slugField: null, fields: [...odd, options] })
  }
  const server = await contentServer(t, ctx)
  const { data, errors } = await askGraph(
    server,
    '{ __schema { queryType { name fields { name type { name ofType { name } } } } types { name } } }',
  )
  t.equal(errors, undefined)
  const all = data.__schema.types.map(({ name }: { name: string }) => name)
  t.equal(new Set(all).size, all.length)
  const roots = new Map<string, string>(
    data.__schema.queryType.fields.map(
      ({ name, type }: { name: string; type: { name: string | null; ofType: { name: string } | null } }) => [
        name,
        type.name ?? type.ofType?.name ?? '',
      ],
    ),
  )
  t.match(Object.fromEntries(roots), {
    query: 'Query_',
    string: 'String_',
    iD: 'ID_',
    json: 'Json',
    media: 'Media',
    entry: 'Entry',
    date: 'Date',
    post: 'Post',
    posts: 'Posts',
    postConnection: 'PostConnection',
    // The list of `post` can't be called as the type is, nor as the type `postList`.
    postList: 'PostList',
    postList_: 'PostConnection_',
    postses: 'PostsConnection',
    boss: 'Boss',
    bossList: 'BossConnection',
    bosseList: 'BosseConnection',
    categories: 'CategoryConnection',
    boxes: 'BoxConnection',
  })

  const fields = { id: 'Id', edges: 'Edges', node: 'Node', nodes: 'Nodes', on: 'On', mood: 'not a name' }
  await aPublishedEntry(ctx, fields, 'query')
  const query =
    '{ queries(filter: { mood: { in: ["not a name"] }, node: { eq: "Node" } }) { edges { node { id edges node nodes on mood __typename } } } }'
  const token = (await createToken(ctx, { name: 'site', kind: 'content', types: ['*'], expiresAt: null })).text
  t.same((await askGraph(server, query, { token })).data, { queries: { edges: [{ node: { ...fields, __typename: 'Query_' } }] } })
})
