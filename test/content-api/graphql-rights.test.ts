import { changeType, createToken } from '@verso/core'
import t from 'tap'
import { askGraph } from '../support/ask-graph.ts'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

const hiddenName = 'undisclosed'

/** Posts that everyone may read, with a private field, and with references, components and blocks that lead to what only some may. */
async function aSite(t: Parameters<typeof testStore>[0]) {
  const ctx = await aContext(await testStore(t))
  const title = { name: 'title', kind: 'text' }
  const secret = { name: `${hiddenName}Field`, kind: 'text', private: true }
  await aType(ctx, { name: `${hiddenName}Type`, slugField: null, fields: [title] })
  await aType(ctx, { name: `${hiddenName}Home`, kind: 'single', slugField: null, fields: [title] })
  await aType(ctx, { name: `${hiddenName}Part`, kind: 'component', slugField: null, titleField: null, fields: [title] })
  const parts = [title, { ...secret, name: `${hiddenName}Inside` }]
  await aType(ctx, { name: 'part', kind: 'component', slugField: null, titleField: null, fields: parts })
  const fields = [
    title,
    secret,
    { name: 'only', kind: 'reference', to: [`${hiddenName}Type`] },
    { name: 'both', kind: 'reference', to: [`${hiddenName}Type`, 'post'], many: true },
    { name: 'part', kind: 'component', components: ['part'] },
    { name: `${hiddenName}Blocks`, kind: 'blocks', blocks: [`${hiddenName}Part`], private: true },
  ]
  await aType(ctx, { name: 'post', publicRead: true, slugField: null, fields: fields.filter(({ name }) => name !== 'both') })
  const view = await changeType(ctx, 'post', { input: { fields } })
  const hidden = (await aPublishedEntry(ctx, { title: 'Hidden' }, `${hiddenName}Type`)).entry.row.id
  const shown = (await aPublishedEntry(ctx, { title: 'Shown' }, 'post')).entry.row.id
  await aPublishedEntry(
    ctx,
    { title: 'Post', only: { _ref: hidden }, both: [{ _ref: hidden }, { _ref: shown }], part: { title: 'Part' } },
    'post',
  )
  return { ctx, view, server: await contentServer(t, ctx) }
}

const wholeSchema = `{ __schema { types { name description fields(includeDeprecated: true) { name description args { name type { name } } type { name ofType { name } } } inputFields { name type { name } } possibleTypes { name } enumValues { name } } } _types }`

t.test('the schema shows what this reader may read, and nothing else is known by any name', async (t) => {
  const { ctx, server } = await aSite(t)
  const schema = await askGraph(server, wholeSchema)
  t.equal(schema.status, 200)
  t.notMatch(JSON.stringify(schema.data), /undisclosed/i)
  const unknown = [
    `{ ${hiddenName}Types { nodes { title } } }`,
    `{ ${hiddenName}Home { title } }`,
    `{ posts { nodes { ${hiddenName}Field } } }`,
    '{ posts { nodes { only { __typename } } } }',
    `{ posts(filter: { ${hiddenName}Field: { eq: "x" } }) { nodes { title } } }`,
    `{ posts(filter: { part: { ${hiddenName}Inside: { eq: "x" } } }) { nodes { title } } }`,
    `{ posts(sort: "${hiddenName}Field") { nodes { title } } }`,
    `{ posts { nodes { both(sort: "${hiddenName}Field") { title } } } }`,
  ]
  for (const query of unknown) t.equal((await askGraph(server, query)).status, 400, query)
  // A name that isn't there is answered as one that may not be known of.
  const said = async (name: string) =>
    JSON.stringify((await askGraph(server, `{ posts(sort: "${name}") { nodes { title } } }`)).errors).replaceAll(name, '…')
  t.equal(await said(`${hiddenName}Field`), await said('nowhereElse'))

  t.match((await askGraph(server, '{ posts(sort: "title") { totalCount nodes { title both { title } part { title } } } }')).data, {
    posts: {
      totalCount: 2,
      nodes: [
        { title: 'Post', both: [{ title: 'Shown' }], part: { title: 'Part' } },
        { both: [], part: null },
      ],
    },
  })

  const token = (await createToken(ctx, { name: 'all', kind: 'content', types: ['*'], expiresAt: null })).text
  const own = `{ ${hiddenName}Types { nodes { title } } posts(sort: "title", first: 1) { nodes { only { title } both { __typename } } } }`
  t.match(await askGraph(server, own, { token }), {
    errors: undefined,
    data: {
      [`${hiddenName}Types`]: { nodes: [{ title: 'Hidden' }] },
      posts: { nodes: [{ only: { title: 'Hidden' }, both: [{ __typename: 'UndisclosedType' }, { __typename: 'Post' }] }] },
    },
  })
  t.notMatch(
    JSON.stringify((await askGraph(server, wholeSchema, { token })).data),
    /undisclosed(?:Field|Inside)/i,
    'private fields are nobody’s by "*"',
  )
  t.notMatch(JSON.stringify((await askGraph(server, wholeSchema)).data), /undisclosed/i, 'and one reader’s schema is never another’s')
})

t.test('rights that change are in force with the next document; a dead token is 401', async (t) => {
  const { ctx, server } = await aSite(t)
  const query = '{ posts { nodes { title } } }'
  t.equal((await askGraph(server, query)).status, 200)
  await changeType(ctx, 'post', { input: { publicRead: false } })
  t.equal((await askGraph(server, query)).status, 400)
  t.same((await askGraph(server, '{ _types }')).data, { _types: [] }, 'who may read nothing still has a schema')
  t.match(await askGraph(server, query, { token: 'vct_nothing' }), { status: 401, data: undefined })
})
