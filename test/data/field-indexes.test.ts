import { createLocale, getType } from '@verso/core'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { copiesOf } from '../support/copies.ts'
import { plansOf, type StatementPlan } from '../support/plans-of.ts'
import { databaseOf, testStore } from '../support/test-store.ts'

const options = ['new', 'used', 'broken', 'lost'].map((value) => ({
  value,
  label: value,
}))

/** Eight thousand things, each as likely to have one value as another. */
async function aStore(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, {
    name: 'size',
    kind: 'component',
    titleField: undefined,
    slugField: undefined,
    fields: [{ name: 'width', kind: 'integer', indexed: true }],
  })
  const type = await aType(ctx, {
    name: 'thing',
    publicRead: true,
    titleField: 'name',
    slugField: undefined,
    fields: [
      { name: 'name', kind: 'text', indexed: true },
      { name: 'label', kind: 'text', localized: true, indexed: true },
      { name: 'code', kind: 'text', unique: true },
      { name: 'weight', kind: 'integer', indexed: true },
      { name: 'price', kind: 'decimal', indexed: true },
      { name: 'ratio', kind: 'number', indexed: true },
      { name: 'since', kind: 'date', indexed: true },
      { name: 'seen', kind: 'datetime', indexed: true },
      { name: 'state', kind: 'enum', options, indexed: true },
      {
        name: 'tags',
        kind: 'enum',
        options: Array.from({ length: 100 }, (_, index) => `tag${index}`),
        many: true,
        indexed: true,
      },
      { name: 'isRare', kind: 'boolean', indexed: true },
      { name: 'place', kind: 'location', indexed: true },
      { name: 'size', kind: 'component', components: ['size'] },
      { name: 'plain', kind: 'integer' },
      { name: 'band', kind: 'integer', indexed: true },
    ],
  })
  const size = await getType(ctx, 'size')
  const id = (name: string) => type.fields.find((field) => field.name === name)?.id ?? ''
  const one = await aPublishedEntry(ctx, { name: 'name', label: { en: 'label' }, code: 'c', size: { width: 0 } }, 'thing')
  const day = (n: number) => new Date(Date.UTC(2000, 0, 1) + n * 86_400_000).toISOString()
  await copiesOf(
    store,
    one.entry.row.id,
    Array.from({ length: 8_000 }, (_, n) => ({
      [id('name')]: `name ${n % 5_000}`,
      [id('label')]: `label ${(n * 7) % 5_000}`,
      [id('code')]: `c${n}`,
      [id('weight')]: (n * 11) % 5_000,
      [id('band')]: n % 50,
      [id('price')]: `${(n * 13) % 5_000}.5`,
      [id('ratio')]: ((n * 17) % 5_000) / 8,
      [id('since')]: day((n * 19) % 5_000).slice(0, 10),
      [id('seen')]: day((n * 23) % 5_000),
      // Some states are rare, and some things have none.
      [id('state')]: n % 500 === 0 ? 'broken' : n % 1_000 === 1 ? null : n % 2 === 0 ? 'new' : 'used',
      [id('tags')]: [`tag${n % 100}`, `tag${(n * 3) % 100}`],
      [id('isRare')]: n % 1_000 === 0,
      [id('place')]: {
        lat: ((n * 29) % 1_600) / 10 - 80,
        lng: ((n * 31) % 3_600) / 10 - 180,
      },
      [`${id('size')}/${size.view.fields[0]?.id}`]: (n * 37) % 5_000,
    })),
  )
  return { store, ctx }
}

t.test('conditions and sorts by an indexed field are answered from its index', async (t) => {
  const { store, ctx } = await aStore(t)
  t.equal(await store.indexes.reconcile(), true)
  const model = await store.models.current()
  const type = model.types.find(({ name }) => name === 'thing')
  const states = await store.indexes.states()
  t.ok(states.every(({ state, bytes }) => state === 'ready' && bytes > 0))
  t.ok(states.every(({ name }) => Buffer.byteLength(name) <= 63))
  const server = await contentServer(t, ctx)

  /** The statement that brings the rows, and whether it looks into the index of the field. */
  async function planOf(query: string, field: string): Promise<StatementPlan & { isServed: boolean }> {
    let status = 0
    const plans = await plansOf(databaseOf(store), async () => {
      status = (await server.get(`/entries/thing?${query}`)).statusCode
    })
    t.equal(status, 200, query)
    const fieldId = type?.fields.find(({ name }) => name === field)?.id ?? ''
    const names = states.filter((one) => one.fieldId.startsWith(fieldId)).map(({ name }) => name)
    const plan = plans.find(({ text }) => text.includes('"Publication"'))
    if (plan === undefined) throw new Error(`No statement of ${query} reads what is published`)
    return {
      ...plan,
      isServed: plan.indexes.some((name) => names.includes(name)),
    }
  }

  const conditions: [query: string, field: string][] = [
    ['filter[name]=name 77', 'name'],
    ['filter[name][in]=name 77,name 78', 'name'],
    ['filter[name][gt]=name 998', 'name'],
    ['filter[label]=label 77', 'label'],
    ['filter[label][contains]=bel 4999', 'label'],
    ['filter[label][icontains]=BEL 4999', 'label'],
    ['filter[name][endsWith]=e 4999', 'name'],
    ['filter[name][iendsWith]=E 4999', 'name'],
    ['filter[name][startsWith]=name 499', 'name'],
    ['filter[name][istartsWith]=NAME 499', 'name'],
    ['filter[name][ieq]=NAME 4999', 'name'],
    ['filter[label]=label 77&locale=de', 'label'],
    ['filter[code]=c77', 'code'],
    ['filter[weight]=77', 'weight'],
    ['filter[weight][between]=77,79', 'weight'],
    ['filter[price]=77.5', 'price'],
    ['filter[ratio][lt]=0.5', 'ratio'],
    ['filter[since]=2001-02-03', 'since'],
    ['filter[seen][gte]=2013-09-05', 'seen'],
    ['filter[state]=broken', 'state'],
    ['filter[tags][hasAny]=tag7&filter[weight][gt]=0', 'tags'],
    ['filter[isRare]=true', 'isRare'],
    ['filter[place][near]=10,10,30km', 'place'],
    ['filter[place][near]=10,180,60km', 'place'],
    ['filter[place][within]=10,10,11,11', 'place'],
    ['filter[size.width]=77', 'size'],
    ['filter[or][0][name]=name 77&filter[or][1][weight]=5', 'weight'],
  ]
  for (const [query, field] of conditions) {
    const plan = await planOf(query, field)
    t.ok(plan.isServed, query, { plan })
  }

  for (const field of ['name', 'label', 'weight', 'price', 'since', 'seen', 'state', 'isRare', 'size.width'])
    for (const sign of ['', '-'])
      for (const locale of ['en', 'de']) {
        const plan = await planOf(`sort=${sign}${field}&limit=5&locale=${locale}`, field.split('.')[0] ?? '')
        t.ok(plan.isServed, `${sign}${field} in ${locale}`, { plan })
        t.notOk(plan.nodes.includes('Sort'), `${sign}${field} in ${locale} comes in order`)
      }

  for (const sort of ['name', '-weight', 'state', '-_publishedAt']) {
    const first = (await server.get(`/entries/thing?sort=${sort}&limit=5`)).json()
    const query = `sort=${sort}&limit=5&after=${encodeURIComponent(first.page.next)}`
    const plan = await planOf(query, sort.replace('-', ''))
    t.notOk(plan.nodes.includes('Seq Scan') && plan.nodes.includes('Bitmap Heap Scan'), query)
    if (!sort.includes('_')) t.ok(plan.isServed, query)
  }
  for (const query of ['filter[band]=7', 'filter[band]=7&locale=de', 'filter[band]=7&fallback=false', 'filter[state]=used']) {
    const plan = await planOf(`${query}&sort=-_publishedAt&limit=5`, query.slice('filter['.length, query.indexOf(']')))
    t.notOk(plan.nodes.includes('Sort'), `${query}: the newest come in order`, { plan })
    if (query.includes('band')) t.ok(plan.isServed, `${query}: of many that have the value the newest are found at once`, { plan })
  }
  t.notOk((await planOf('filter[plain]=1', 'plain')).isServed)

  // What the list goes along is one index, what each row is told by is another.
  for (const field of ['band', 'weight']) {
    const plan = await planOf(`filter[band]=7&sort=-weight&limit=${field.length}`, field)
    t.ok(plan.isServed, `one value in the order of another: ${field}`, { plan })
    t.notOk(plan.nodes.includes('Sort') && plan.nodes.includes('Seq Scan'))
  }
  const idsOf = ({ data }: { data: { _id: string }[] }) => data.map(({ _id }) => _id)
  const pages: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const address: string = `/entries/thing?filter[band]=7&sort=-weight&limit=50${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`
    const body = (await server.get(address)).json()
    pages.push(...idsOf(body))
    next = body.page.next
  }
  const whole = (await server.get('/entries/thing?filter[band][in]=7&sort=-weight&limit=250')).json()
  t.equal(pages.length, 160)
  t.same(pages, idsOf(whole), 'page after page')
})

t.test('a text that is longer than an index takes is published, told from others that begin like it, and sorted', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, {
    titleField: 'name',
    slugField: undefined,
    publicRead: true,
    fields: [{ name: 'name', kind: 'text', indexed: true, max: 4000 }],
  })
  t.equal(await store.indexes.reconcile(), true)
  const server = await contentServer(t, ctx)
  // Texts that can't be pressed into less.
  const long = Array.from({ length: 3_000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000))).join('')
  for (const name of [`${long}b`, `${long}a`, 'short', long.slice(0, 600)]) await aPublishedEntry(ctx, { name })

  const found = async (body: object) => {
    const answer = await server.query('article', body)
    t.equal(answer.statusCode, 200)
    return answer.json().data.map(({ name }: { name: string }) => `${name.length}${name.at(-1)}`)
  }
  t.same(await found({ filter: { name: { eq: `${long.slice(0, 900)}` } } }), [])
  t.same(await found({ filter: { name: { eq: long.slice(0, 600) } } }), [`600${long.at(599)}`])
  t.same(await found({ filter: { name: { in: [long.slice(0, 700), 'short'] } } }), ['5t'])
  t.equal((await found({ filter: { name: { ne: 'short' } } })).length, 3)
  const pages: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const asked = { sort: ['-name'], limit: 1, ...(after === '' ? {} : { after }) }
    const answer: { data: { name: string }[]; page: { next: string | null } } = (await server.query('article', asked)).json()
    pages.push(...answer.data.map(({ name }) => name))
    after = answer.page.next
  }
  t.equal(new Set(pages).size, 4, 'each comes once')
  t.equal(pages.at(-1), 'short')
})

t.test('two who want to build at once: one does, the other is told', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, {
    fields: [{ name: 'title', kind: 'text', indexed: true }],
    slugField: undefined,
  })
  const done = await Promise.all([store.indexes.reconcile(), store.indexes.reconcile(), store.indexes.reconcile()])
  t.ok(done.includes(true))
  t.same(
    (await store.indexes.states()).map(({ state }) => state),
    ['ready', 'ready', 'ready', 'ready'],
  )
  const steps: string[] = []
  t.equal(
    await store.indexes.reconcile({
      onStep: ({ done: what }) => steps.push(what),
    }),
    true,
  )
  t.same(steps, [], 'there is nothing more to do')
})
