import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { statementsOf } from '../support/statements-of.ts'
import { testStore } from '../support/test-store.ts'

/** Boats and trains of two makers; three of them are red. */
async function aToyShop(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { name: 'maker', publicRead: true, titleField: 'name', slugField: undefined, fields: [{ name: 'name', kind: 'text' }] })
  await aType(ctx, {
    name: 'toy',
    publicRead: true,
    titleField: 'name',
    slugField: undefined,
    fields: [
      { name: 'name', kind: 'text', searchable: true },
      { name: 'sort', kind: 'enum', options: ['boat', 'train'] },
      { name: 'colours', kind: 'enum', options: ['red', 'blue', 'green'], many: true },
      { name: 'maker', kind: 'reference', to: ['maker'] },
      { name: 'price', kind: 'integer' },
      { name: 'notes', kind: 'longText' },
      { name: 'cost', kind: 'integer', private: true },
    ],
  })
  const maker = async (name: string) => (await aPublishedEntry(ctx, { name }, 'maker')).entry.row.id
  const [ada, bob] = [await maker('Ada'), await maker('Bob')]
  const toy = async (name: string, sort: string | null, colours: string[], by: string, price: number) =>
    aPublishedEntry(ctx, { name, sort, colours, maker: { _ref: by }, price }, 'toy')
  await toy('Sailing wonders', 'boat', ['red', 'blue'], ada, 5)
  await toy('Wonder train', 'train', ['red'], ada, 7)
  await toy('Steam train', 'train', ['green', 'red'], bob, 7)
  await toy('A wonder without a sort', null, [], bob, 5)
  return { store, ctx, ada, bob, server: await contentServer(t, ctx) }
}

t.test('facets count the values of all that is found, whatever the page shows, the most frequent first', async (t) => {
  const { server, ada, bob } = await aToyShop(t)
  const read = async (query: string) => {
    const answer = await server.get(`/entries/toy?${query}`)
    t.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  const found = await read('search=wonder&facets=sort,colours,maker.name&limit=1')
  t.equal(found.data.length, 1)
  t.same(found.facets, {
    sort: [
      { value: 'boat', count: 1 },
      { value: 'train', count: 1 },
      { value: null, count: 1 },
    ],
    colours: [
      { value: 'red', count: 2 },
      { value: 'blue', count: 1 },
      { value: null, count: 1 },
    ],
    'maker.name': [
      { value: 'Ada', count: 2 },
      { value: 'Bob', count: 1 },
    ],
  })
  t.same((await read('facets=price')).facets.price, [
    { value: 5, count: 2 },
    { value: 7, count: 2 },
  ])
  t.same(
    (await read('filter[sort]=train&facets=maker')).facets.maker,
    [ada, bob].sort().map((value) => ({ value, count: 1 })),
  )
  t.same((await read('search=wondr&facets=sort&filter[price]=7')).facets.sort, [{ value: 'train', count: 1 }], 'of a slip, narrowed')
  t.same((await read('search=nothing&facets=sort')).facets, { sort: [] })
  t.same((await read('search=wonder&group=sort&aggregate=count,min(price)')).data, [
    { group: { sort: 'boat' }, count: 1, 'min(price)': 5 },
    { group: { sort: 'train' }, count: 1, 'min(price)': 7 },
    { group: { sort: null }, count: 1, 'min(price)': 5 },
  ])
})

t.test('facets that are unknown, unreadable, too many or of what has no values to count are refused', async (t) => {
  const { server } = await aToyShop(t)
  const faultOf = async (query: string) => {
    const answer = await server.get(`/entries/toy?${query}`)
    return [answer.statusCode, answer.json().issues?.[0]?.parameter, answer.json().issues?.[0]?.code]
  }
  t.same(await faultOf('facets=nothing'), [400, 'facets', 'unknown_field'])
  t.same(await faultOf('facets=cost'), [400, 'facets', 'unknown_field'], 'what is private is unknown')
  t.same(await faultOf('facets=notes'), [400, 'facets', 'operator_not_allowed'])
  t.same(await faultOf('facets=sort,price,name,maker,colours,_id'), [400, 'facets', 'query_too_large'])
  t.same(await faultOf('facets=sort&group=price'), [400, 'facets', 'conflicting_parameters'])
  t.same(await faultOf('search=wonder&highlight=true&group=price'), [400, 'highlight', 'conflicting_parameters'])
  t.equal((await server.get('/entries/maker?facets=name')).statusCode, 200)
})

t.test('facets are of the state of their page, dropped from the cache with it, and cost one statement each', async (t) => {
  const { server, ctx } = await aToyShop(t)
  const countOf = async (query = '') => (await server.get(`/entries/toy?facets=price${query}`)).json().facets.price
  const before = await server.get('/entries/toy?facets=price')
  await aPublishedEntry(ctx, { name: 'Another', price: 7 }, 'toy')

  t.same(await countOf(), [
    { value: 7, count: 3 },
    { value: 5, count: 2 },
  ])
  t.same(await countOf(`&seq=${before.headers['verso-seq']}`), before.json().facets.price)
  // The least of three, since a server looks at the log now and then by itself.
  const leastOf = async (more: string) => {
    const counts = []
    for (const limit of [11, 12, 13]) counts.push(await statementsOf(() => server.get(`/entries/toy?select=name&limit=${limit}${more}`)))
    return Math.min(...counts)
  }
  t.equal(await leastOf('&facets=price,sort'), (await leastOf('')) + 2)
})
