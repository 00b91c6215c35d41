import { publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aPublishedEntry } from '../support/builders.ts'
import { askGraph } from '../support/ask-graph.ts'
import { statementsOf } from '../support/statements-of.ts'
import { aBlog } from './graph-site.ts'

t.test('a list tells its facets and figures, the same as by its address', async (t) => {
  const { server } = await aBlog(t)
  const { data, status } = await askGraph(
    server,
    `{
      posts(first: 1, filter: { rating: { gte: 1 } }) {
        nodes { title }
        facets(paths: ["tags", "author"]) { path values { value count } }
        more: facets(paths: ["rating"]) { values { value count } }
        aggregates(group: ["author"], aggregate: ["count", "max(rating)"])
        all: aggregates
        sum: aggregates(aggregate: ["sum(rating)"])
      }
    }`,
  )
  t.equal(status, 200)
  const listed = (await server.get('/entries/post?filter[rating][gte]=1&facets=tags,author,rating')).json()
  t.same(Object.fromEntries(data.posts.facets.map(({ path, values }: { path: string; values: unknown }) => [path, values])), {
    tags: listed.facets.tags,
    author: listed.facets.author,
  })
  t.same(data.posts.more, [{ values: listed.facets.rating }])
  t.same(
    data.posts.aggregates,
    (await server.get('/entries/post?filter[rating][gte]=1&group=author&aggregate=count,max(rating)')).json().data,
  )
  t.same(data.posts.all, [{ count: 2 }])
  t.same(data.posts.sum, [{ 'sum(rating)': '3' }])
  t.equal(data.posts.nodes.length, 1)
})

t.test('figures are of the state of their document, and of what is published by then', async (t) => {
  const { ctx, server, one } = await aBlog(t)
  const before = Number(await ctx.store.log.seq())
  await saveEntry(ctx, one, { fields: { rating: 7 }, baseRevision: 1 })
  await publishEntry(ctx, one)
  const ask = async (view: string) =>
    (await askGraph(server, `{ posts(${view}) { totalCount aggregates(aggregate: ["sum(rating)"]) } }`)).data.posts
  t.same(await ask('locale: "en"'), { totalCount: 2, aggregates: [{ 'sum(rating)': '9' }] })
  t.same(await ask(`seq: ${before}`), { totalCount: 2, aggregates: [{ 'sum(rating)': '3' }] })
  await aPublishedEntry(ctx, { title: 'Three', rating: 1 }, 'post')
  t.same(await ask('locale: "en"'), { totalCount: 3, aggregates: [{ 'sum(rating)': '10' }] }, 'nothing kept is told as present')
})

t.test('what cannot be counted is refused before anything is looked up, and what costs too much too', async (t) => {
  const { ctx, server } = await aBlog(t)
  const refused = async (selection: string) => {
    let reply: Awaited<ReturnType<typeof askGraph>> | undefined
    const statements = await statementsOf(async () => {
      reply = await askGraph(server, `{ posts { ${selection} } }`)
    })
    return { status: reply?.status, code: reply?.errors?.[0]?.extensions.code, statements }
  }
  await askGraph(server, '{ posts { totalCount } }')
  const reads = Array.from({ length: 19 }, (_, n) => `f${n}: aggregates(limit: ${n + 1})`).join(' ')
  for (const [selection, code] of [
    ['facets(paths: ["secret"]) { path }', 'invalid_query'],
    ['facets(paths: ["nothing"]) { path }', 'invalid_query'],
    ['aggregates(aggregate: ["sum(title)"])', 'invalid_query'],
    ['aggregates(group: ["secret"])', 'invalid_query'],
    ['facets(paths: ["title", "slug", "rating", "tags", "author", "about"]) { path }', 'query_too_large'],
    [`${reads} last: aggregates(limit: 100) facets(paths: []) { path }`, 'query_too_large'],
  ] as const) {
    const answer = await refused(selection)
    t.match(answer, { status: 400, code }, selection)
  }
  t.equal((await askGraph(server, `{ posts { ${reads} } }`)).status, 200, 'as many as a document may come to')

  const counted = () =>
    statementsOf(() =>
      askGraph(server, '{ posts(first: 50) { nodes { title } facets(paths: ["tags"]) { path } aggregates(group: ["author"]) } }'),
    )
  const few = await counted()
  for (let n = 0; n < 20; n += 1) await aPublishedEntry(ctx, { title: `More ${n}`, rating: n }, 'post')
  await askGraph(server, '{ posts { totalCount } }')
  const many = await counted()
  t.ok(many <= few, `${few} statements for two, ${many} for 22`)
})
