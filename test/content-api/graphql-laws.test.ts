import { createLocale } from '@verso/core'
import { operatorNames } from '@verso/query'
import fc from 'fast-check'
import t from 'tap'
import { askGraph } from '../support/ask-graph.ts'
import { aContext, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { siteTypes, something, type World } from '../support/random-site.ts'
import { testStore } from '../support/test-store.ts'

/** A condition in both spellings. */
interface Both {
  address: object
  graph: object
}

const same = (condition: object): Both => ({ address: condition, graph: condition })

const word = fc.constantFrom('sea', 'ash', 'oak', 'de', ' ', '1')
const stars = fc.integer({ min: 0, max: 6 })
const who = fc.constantFrom('Ada', 'Jo', 'Max')

const condition: fc.Arbitrary<Both> = fc.oneof(
  stars.map((gte) => same({ rating: { gte } })),
  fc.tuple(stars, stars).map((between) => same({ rating: { between, ne: 3 } })),
  fc.array(stars, { maxLength: 3 }).map((list) => same({ rating: { in: list } })),
  word.map((contains) => same({ title: { contains } })),
  word.map((text) => same({ title: { istartsWith: text, ne: 'sea 1' } })),
  fc.boolean().map((absent) => same({ author: { null: absent } })),
  who.map((eq) => ({ address: { 'author.name': { eq } }, graph: { author: { name: { eq } } } })),
  who.map((ne) => ({ address: { 'related.author.name': { ne } }, graph: { related: { author: { name: { ne } } } } })),
  stars.map((gt) => same({ related: { any: { rating: { gt } } } })),
  who.map((eq) => ({
    address: { related: { none: { 'author.name': { eq } } } },
    graph: { related: { none: { author: { name: { eq } } } } },
  })),
  stars.map((lte) => same({ related: { all: { rating: { lte }, title: { empty: false } } } })),
  fc.constantFrom('now-1h', 'now+1h').map((lt) => same({ _publishedAt: { lt } })),
)

const filter = fc.option(
  fc.oneof(
    condition,
    fc
      .tuple(condition, condition)
      .map(([one, other]): Both => ({ address: { or: [one.address, other.address] }, graph: { or: [one.graph, other.graph] } })),
    fc.tuple(condition, condition).map(
      ([one, other]): Both => ({
        address: { and: [one.address], not: other.address },
        graph: { and: [one.graph], not: other.graph },
      }),
    ),
  ),
)

const ask = fc.record({
  filter,
  sort: fc.option(
    fc.uniqueArray(fc.constantFrom('title', '-rating', 'author.name', '-_publishedAt', '_id'), { minLength: 1, maxLength: 2 }),
  ),
  first: fc.integer({ min: 1, max: 12 }),
  offset: fc.option(fc.nat(3)),
  locale: fc.option(fc.constantFrom('en', 'de')),
  fallback: fc.boolean(),
  fields: fc.subarray(['title', 'slug', 'rating', '_locale', '_revision', '_updatedAt']),
  author: fc.boolean(),
  related: fc.option(
    fc.record({
      limit: fc.option(fc.integer({ min: 1, max: 3 })),
      sort: fc.option(fc.constantFrom('-title', 'rating')),
      filter: fc.option(condition),
      author: fc.boolean(),
    }),
  ),
})
type Ask = typeof ask extends fc.Arbitrary<infer T> ? T : never

function withoutNulls(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}

/** The question as the parameters of a list. */
function byAddress({ filter, sort, first: limit, offset, locale, fallback, fields, author, related }: Ask): object {
  const options =
    related === null ? null : withoutNulls({ limit: related.limit, sort: related.sort, filter: related.filter?.address ?? null })
  const include = withoutNulls({
    author: author ? true : null,
    related: options === null ? null : Object.keys(options).length === 0 ? true : options,
    'related.author': related?.author === true ? true : null,
  })
  const select = [
    ...['_id', ...fields],
    ...(author ? ['author._id', 'author.name'] : []),
    ...(related === null ? [] : ['related._id', 'related.title']),
    ...(related?.author === true ? ['related.author._id', 'related.author.name'] : []),
  ]
  return withoutNulls({
    ...{ filter: filter?.address ?? null, sort, limit, offset, locale, fallback, select, count: true },
    include: Object.keys(include).length === 0 ? null : include,
  })
}

/** The same question as a document and its variables. */
function byDocument({ filter, sort, first, offset, locale, fallback, fields, author, related }: Ask) {
  const writer = 'author { _id name }'
  const query = `query ($filter: PostFilter, $sort: [String!], $first: Int, $offset: Int, $locale: String, $fallback: Boolean, $limit: Int, $by: [String!], $some: PostFilter) {
    posts(filter: $filter, sort: $sort, first: $first, offset: $offset, locale: $locale, fallback: $fallback) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { _id ${fields.join(' ')} ${author ? writer : ''}
        ${related === null ? '' : `related(limit: $limit, sort: $by, filter: $some) { _id title ${related.author ? writer : ''} }`} }
    }
  }`
  const used = related === null ? query.replace(', $limit: Int, $by: [String!], $some: PostFilter', '') : query
  const options = related === null ? {} : { limit: related.limit, by: related.sort, some: related.filter?.graph ?? null }
  return { query: used, variables: { filter: filter?.graph ?? null, sort, first, offset, locale, fallback, ...options } }
}

/** By address an entry that stands above itself comes as its address. */
function idsOfCycles(rest: unknown, graph: unknown): unknown {
  if (Array.isArray(rest) && Array.isArray(graph)) return rest.map((one, index) => idsOfCycles(one, graph[index]))
  if (typeof rest !== 'object' || rest === null || typeof graph !== 'object' || graph === null) return rest
  if ('_ref' in rest && '_id' in graph && rest._ref === graph._id) return graph
  const members: Record<string, unknown> = { ...graph }
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, idsOfCycles(value, members[name])]))
}

t.test('a document gives what the same question gives by address: entries, order, totals and pages', async (t) => {
  const ctx = await aContext(await testStore(t))
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await siteTypes(ctx)
  const seed = Math.floor(Math.random() * 2 ** 31)
  t.comment(`seed ${seed}`)
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const world: World = { ctx, random, pick, authors: [], posts: [], titles: 9 }
  for (let count = 0; count < 70; count += 1) await something(world)
  const server = await contentServer(t, ctx, { cacheBytes: 0 })

  await fc.assert(
    fc.asyncProperty(ask, async (question) => {
      const rest = await server.query('post', byAddress(question))
      const { query, variables } = byDocument(question)
      const { status, data, errors } = await askGraph(server, query, { variables })
      if (rest.statusCode !== 200) {
        t.equal(status, rest.statusCode)
        return
      }
      t.equal(errors, undefined, JSON.stringify([errors, variables]))
      const { data: entries, page } = rest.json()
      t.same(data.posts.nodes, idsOfCycles(entries, data.posts.nodes))
      t.equal(data.posts.totalCount, page.total)
      t.equal(data.posts.pageInfo.hasNextPage, page.next !== null)
      if (page.next !== null) t.equal(data.posts.pageInfo.endCursor, page.next, 'a cursor of one is good for the other')
    }),
    { numRuns: 150, seed },
  )
})

/** Mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

t.test('every operator of the table is there for some field', async (t) => {
  const ctx = await aContext(await testStore(t))
  const kinds = ['text', 'integer', 'location', 'json', 'date']
  const fields = [...kinds.map((kind) => ({ name: `a${kind}`, kind })), { name: 'many', kind: 'enum', many: true, options: ['a'] }]
  await aType(ctx, { publicRead: true, titleField: 'atext', slugField: null, fields })
  const { data, errors } = await askGraph(await contentServer(t, ctx), '{ __schema { types { name inputFields { name } } } }')
  t.equal(errors, undefined)
  const offered = data.__schema.types.flatMap(({ inputFields }: { inputFields: { name: string }[] | null }) =>
    (inputFields ?? []).map(({ name }) => name),
  )
  t.same(
    operatorNames.filter((name) => !offered.includes(name)),
    [],
  )
})
