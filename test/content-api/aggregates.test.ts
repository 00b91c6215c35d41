import { type Context, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

const published = async (ctx: Context, fields: Record<string, unknown>, type = 'item') =>
  (await aPublishedEntry(ctx, fields, type)).entry.row.id

const tagOptions = ['new', 'old'].map((value) => ({ value, label: value }))

/** Four published items of two makers and one without; a draft that counts nowhere. */
async function aShop(t: Test) {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    name: 'maker',
    titleField: 'name',
    slugField: undefined,
    publicRead: true,
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'founded', kind: 'integer' },
    ],
  })
  await aType(ctx, {
    name: 'item',
    titleField: 'name',
    slugField: undefined,
    publicRead: true,
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'category', kind: 'text' },
      { name: 'stock', kind: 'integer' },
      { name: 'price', kind: 'decimal' },
      { name: 'weight', kind: 'number' },
      { name: 'isNew', kind: 'boolean' },
      { name: 'since', kind: 'date' },
      { name: 'tags', kind: 'enum', many: true, options: tagOptions },
      { name: 'size', kind: 'enum', options: ['small', 'large'].map((value) => ({ value, label: value })) },
      { name: 'maker', kind: 'reference', to: ['maker'] },
      { name: 'notes', kind: 'longText' },
      { name: 'secret', kind: 'integer', private: true },
    ],
  })
  const acme = await published(ctx, { name: 'Acme', founded: 1900 }, 'maker')
  const best = await published(ctx, { name: 'Best', founded: 2000 }, 'maker')
  const a = await published(ctx, {
    ...{ name: 'a', category: 'x', stock: 9_007_199_254_740_991, price: '0.1', weight: 0.5, isNew: true, since: '2026-01-02' },
    ...{ tags: ['new', 'old'], size: 'large', maker: { _ref: acme }, secret: 1 },
  })
  await published(ctx, {
    name: 'b',
    category: 'x',
    stock: 2,
    price: '0.2',
    weight: 0.25,
    isNew: false,
    tags: ['old'],
    size: 'small',
    maker: { _ref: acme },
  })
  await published(ctx, { name: 'c', category: 'y', price: '4.70', since: '2025-01-02', maker: { _ref: best } })
  await published(ctx, { name: 'd', stock: 2 })
  await anEntry(ctx, { name: 'draft', category: 'x', stock: 100 }, 'item')
  const { get, query } = await contentServer(t, ctx)
  const rows = async (parameters: string) => {
    const reply = await get(`/entries/item?${parameters}`)
    if (reply.statusCode !== 200) throw new Error(reply.body)
    return reply.json().data
  }
  return { ctx, get, query, rows, acme, best, a }
}

t.test('entries are grouped and counted; null is a group, and stands last', async (t) => {
  const { get, rows, acme, best } = await aShop(t)
  const reply = await get('/entries/item?group=category&aggregate=count,avg(price)')
  t.equal(reply.statusCode, 200, reply.body)
  t.same(reply.json(), {
    data: [
      { group: { category: 'x' }, count: 2, 'avg(price)': '0.15' },
      { group: { category: 'y' }, count: 1, 'avg(price)': '4.70' },
      { group: { category: null }, count: 1, 'avg(price)': null },
    ],
    page: { limit: 20, next: null },
  })
  t.equal(reply.headers['cache-tag'], 't-item')
  const counts = async (path: string) =>
    (await rows(`group=${path}`)).map((row: { group: object; count: number }) => [row.group, row.count])
  t.same(await counts('isNew'), [
    [{ isNew: false }, 1],
    [{ isNew: true }, 1],
    [{ isNew: null }, 2],
  ])
  t.same(await counts('stock'), [
    [{ stock: 2 }, 2],
    [{ stock: 9_007_199_254_740_991 }, 1],
    [{ stock: null }, 1],
  ])
  t.same(
    await counts('size'),
    [
      [{ size: 'small' }, 1],
      [{ size: 'large' }, 1],
      [{ size: null }, 2],
    ],
    'options in their order',
  )
  t.same(
    await counts('tags'),
    [
      [{ tags: 'new' }, 1],
      [{ tags: 'old' }, 2],
      [{ tags: null }, 2],
    ],
    'once in each of its values',
  )
  t.same(await counts('maker.name'), [
    [{ 'maker.name': 'Acme' }, 2],
    [{ 'maker.name': 'Best' }, 1],
    [{ 'maker.name': null }, 1],
  ])
  t.same(new Map(await counts('maker')), new Map(await counts('maker')))
  t.same((await counts('maker')).map(([group]: [{ maker: string }]) => group.maker).sort(), [acme, best, null].sort())
  t.same((await rows('group=category,isNew,maker.founded')).length, 4)
})

t.test('figures are exact: sums of whole numbers and everything decimal come as text', async (t) => {
  const { rows } = await aShop(t)
  const figures =
    'count,countDistinct(stock),min(stock),max(stock),sum(stock),avg(stock),sum(price),max(since),min(maker.founded),sum(weight)'
  t.same(await rows(`aggregate=${figures}`), [
    {
      count: 4,
      'countDistinct(stock)': 2,
      'min(stock)': 2,
      'max(stock)': 9_007_199_254_740_991,
      'sum(stock)': '9007199254740995',
      'avg(stock)': '3002399751580331.6667',
      'sum(price)': '5.00',
      'max(since)': '2026-01-02',
      'min(maker.founded)': 1900,
      'sum(weight)': 0.75,
    },
  ])
  t.same(await rows('aggregate=min(name),max(name),max(size),min(price),max(price),countDistinct(maker)'), [
    { 'min(name)': 'a', 'max(name)': 'd', 'max(size)': 'large', 'min(price)': '0.1', 'max(price)': '4.70', 'countDistinct(maker)': 2 },
  ])
  t.same(await rows('aggregate=count,sum(stock)&filter[name]=nothing'), [{ count: 0, 'sum(stock)': null }])
  t.same(await rows('group=category&aggregate=count&filter[name]=nothing'), [])
  t.same(await rows('group=category&aggregate=count&filter[maker.name]=Acme'), [{ group: { category: 'x' }, count: 2 }])
})

t.test('groups come by pages, by a body too, and of a past state', async (t) => {
  const { ctx, get, query, a } = await aShop(t)
  const first = (await get('/entries/item?group=maker.name,tags&limit=2&count=true')).json()
  t.same(first.page.total, 4)
  const second = (await get(`/entries/item?group=maker.name,tags&limit=2&after=${first.page.next}`)).json()
  t.same(
    [...first.data, ...second.data].map((row) => [...Object.values(row.group), row.count]),
    [
      ['Acme', 'new', 1],
      ['Acme', 'old', 2],
      ['Best', null, 1],
      [null, null, 1],
    ],
  )
  t.equal(second.page.next, null)
  t.match((await get(`/entries/item?group=tags&after=${first.page.next}`)).json(), { code: 'cursor_mismatch' })
  t.same((await query('item', { group: ['maker.name', 'tags'], limit: 2, count: true })).json(), first)
  t.same((await get('/entries/item?group=maker.name,tags&limit=2&offset=3')).json().data.length, 1)

  const seq = (await get('/entries/item')).headers['verso-seq']
  await unpublishEntry(ctx, a)
  const sum = async (more: string) => (await get(`/entries/item?aggregate=sum(stock)${more}`)).json().data[0]['sum(stock)']
  t.same([await sum(''), await sum(`&seq=${seq}`)], ['4', '9007199254740995'])
})

t.test('what is no figure is refused where it stands; unreadable fields are unknown ones', async (t) => {
  const { get } = await aShop(t)
  const faults: [string, string, string][] = [
    ['aggregate=avg', 'aggregate', 'malformed'],
    ['aggregate=count(name)', 'aggregate', 'malformed'],
    ['aggregate=median(stock)', 'aggregate', 'malformed'],
    ['aggregate=', 'aggregate', 'malformed'],
    ['aggregate=sum(name)', 'aggregate', 'operator_not_allowed'],
    ['aggregate=max(tags)', 'aggregate', 'operator_not_allowed'],
    ['aggregate=sum(secret)', 'aggregate', 'unknown_field'],
    ['group=secret', 'group', 'unknown_field'],
    ['group=maker.nothing', 'group', 'unknown_field'],
    ['group=notes', 'group', 'operator_not_allowed'],
    ['group=name,category,stock,price', 'group', 'query_too_large'],
    ['aggregate=count&sort=name', 'sort', 'conflicting_parameters'],
    ['aggregate=count&select=name', 'select', 'conflicting_parameters'],
    ['aggregate=count&include=maker', 'include', 'conflicting_parameters'],
    ['group=name&include[maker][limit]=1', 'include[maker]', 'conflicting_parameters'],
    ['group=name&after=nonsense', 'after', 'cursor_invalid'],
  ]
  for (const [parameters, parameter, code] of faults) {
    const reply = await get(`/entries/item?${parameters}`)
    t.equal(reply.statusCode, 400, parameters)
    const issues: { parameter: string; code: string }[] = reply.json().issues
    t.ok(
      issues.some((issue) => (issue.parameter === parameter || parameter.startsWith('include[')) && issue.code === code),
      `${parameters}: ${reply.body}`,
    )
  }
  t.equal((await get('/entries/item/some-slug?aggregate=count')).statusCode, 400)
})
