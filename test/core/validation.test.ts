import { changeType, createEntry, createLocale, getEntry, getType, listEntries, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

/** Every sort of rule once, each with a value that keeps it and one that breaks it, and the fault that this is. */
const rules: { field: Record<string, unknown>; kept: unknown; broken: unknown; at: string; code: string }[] = [
  { field: { name: 'title', kind: 'text', required: true }, kept: 'Tea', broken: '', at: '/fields/title', code: 'required' },
  {
    field: { name: 'intro', kind: 'text', localized: true, required: true },
    kept: { en: 'Hi' },
    broken: null,
    at: '/fields/intro/en',
    code: 'required',
  },
  { field: { name: 'code', kind: 'text', pattern: '[A-Z]{3}' }, kept: 'ABC', broken: 'abc', at: '/fields/code', code: 'pattern_mismatch' },
  { field: { name: 'short', kind: 'text', max: 5 }, kept: 'short', broken: 'longer', at: '/fields/short', code: 'too_long' },
  { field: { name: 'long', kind: 'longText', min: 3 }, kept: 'long', broken: 'ab', at: '/fields/long', code: 'too_short' },
  { field: { name: 'stars', kind: 'integer', min: 1, max: 5 }, kept: 3, broken: 6, at: '/fields/stars', code: 'too_large' },
  { field: { name: 'price', kind: 'decimal', min: '0.01' }, kept: '0.01', broken: '0.009', at: '/fields/price', code: 'too_small' },
  {
    field: { name: 'opened', kind: 'date', min: '2000-01-01' },
    kept: '2000-01-01',
    broken: '1999-12-31',
    at: '/fields/opened',
    code: 'too_small',
  },
  { field: { name: 'size', kind: 'enum', options: ['s', 'm'] }, kept: 'm', broken: 'xl', at: '/fields/size', code: 'not_in_options' },
  {
    field: { name: 'tags', kind: 'enum', many: true, min: 1, options: ['a', 'b', 'c'], max: 2 },
    kept: ['a'],
    broken: ['a', 'b', 'c'],
    at: '/fields/tags',
    code: 'too_long',
  },
  { field: { name: 'low', kind: 'integer' }, kept: 1, broken: 1, at: '', code: '' },
  {
    field: { name: 'high', kind: 'integer', rules: [{ expression: 'high > low', message: 'The high is below the low' }] },
    kept: 2,
    broken: 0,
    at: '/fields/high',
    code: 'rule_broken',
  },
  {
    field: { name: 'why', kind: 'text', required: true, showIf: 'stars >= 1' },
    kept: 'So',
    broken: null,
    at: '/fields/why',
    code: 'required',
  },
  { field: { name: 'sku', kind: 'text', unique: true }, kept: 'free', broken: 'taken', at: '/fields/sku', code: 'unique_taken' },
]

const faulty = rules.filter(({ code }) => code !== '')

t.test('k broken rules are k faults, each at its place, and a draft may break them all', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { name: 'tea', titleField: 'title', slugField: null, fields: rules.map(({ field }) => field) })
  const whole = Object.fromEntries(rules.map(({ field, kept }) => [String(field['name']), kept]))
  await aPublishedEntry(ctx, { ...whole, sku: 'taken' }, 'tea')

  await fc.assert(
    fc.asyncProperty(fc.subarray(faulty), async (broken) => {
      const fields = { ...whole, ...Object.fromEntries(broken.map(({ field, broken: value }) => [String(field['name']), value])) }
      const { row } = await anEntry(ctx, fields, 'tea')
      if (broken.length === 0) {
        await publishEntry(ctx, row.id)
        await unpublishEntry(ctx, row.id)
        return
      }
      const refused = await refusal(publishEntry(ctx, row.id))
      const found = refused.issues.map(({ path, code }) => `${path} ${code}`).toSorted()
      const expected = broken.map(({ at, code }) => `${at} ${code}`).toSorted()
      if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`expected ${expected.join(', ')}; found ${found.join(', ')}`)
    }),
    { numRuns: 40 },
  )
})

t.test('a fault of a text that stands in from another language is said once, where it was written', async (t) => {
  const ctx = await aContext(await testStore(t))
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'word', kind: 'text', localized: true, max: 3 },
    ],
  })
  const { row } = await anEntry(ctx, { title: { en: 'Hello', de: 'Hallo' }, word: { en: 'long' } })

  const refused = await refusal(publishEntry(ctx, row.id))

  t.same(
    refused.issues.map(({ path, code }) => [path, code]),
    [['/fields/word/en', 'too_long']],
  )
})

/** A shop whose products have a price in all languages and a name in each. */
async function aShop(t: Test) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, {
    name: 'product',
    titleField: 'heading',
    slugField: null,
    publicRead: true,
    fields: [
      { name: 'name', kind: 'text', localized: true },
      { name: 'price', kind: 'decimal' },
      { name: 'count', kind: 'integer' },
      { name: 'total', kind: 'computed', expression: '= price * count' },
      { name: 'heading', kind: 'computed', expression: '{name}: {total}' },
    ],
  })
  return { store, ctx, ...(await contentServer(t, ctx)) }
}

const tea = { name: { en: 'Tea', de: 'Tee' }, price: '2.50', count: 4 }

t.test('a computed field is worked out in drafts and publications, by language where it needs to be, and never written', async (t) => {
  const { ctx, get } = await aShop(t)
  const { row, fields, title } = await anEntry(ctx, tea, 'product')

  t.match(fields, { total: '10.00', heading: { en: 'Tea: 10.00', de: 'Tee: 10.00' } })
  t.equal(title, 'Tea: 10.00')
  const refused = await refusal(saveEntry(ctx, row.id, { fields: { total: '1', heading: { en: 'x' } }, baseRevision: 1 }))
  t.same(
    refused.issues.map(({ path, code }) => [path, code]),
    [
      ['/fields/total', 'read_only'],
      ['/fields/heading/en', 'read_only'],
    ],
  )
  await publishEntry(ctx, row.id)
  t.match((await get(`/entries/product/${row.id}?locale=de`)).json().data, { total: '10.00', heading: 'Tee: 10.00' })
})

t.test('computed fields are filtered and sorted by like others, drafts and publications alike, and follow their inputs', async (t) => {
  const { ctx, get } = await aShop(t)
  const first = await aPublishedEntry(ctx, tea, 'product')
  await aPublishedEntry(ctx, { ...tea, price: '9.00', name: { en: 'Coffee' } }, 'product')
  const names = async (query: string) => (await get(`/entries/product?${query}`)).json().data.map((entry: { name: string }) => entry.name)
  const drafts = async (query: string) => (await listEntries(ctx, `type=product&${query}`)).entries.map((entry) => entry.title)

  t.same(await names('filter[total][gt]=9.99&sort=-total'), ['Coffee', 'Tea'])
  t.same(await names('filter[total][eq]=10'), ['Tea'])
  t.same(await names('locale=de&filter[heading][contains]=Tee'), ['Tee'])
  t.same(await drafts('filter[total][lt]=20'), ['Tea: 10.00'])

  await saveEntry(ctx, first.entry.row.id, { fields: { count: 100 }, baseRevision: 1 })

  t.same(await drafts('filter[total][eq]=250'), ['Tea: 250.00'])
  t.same(await names('filter[total][eq]=250'), [])
  await publishEntry(ctx, first.entry.row.id)
  t.same(await names('filter[total][eq]=250'), ['Tea'])
})

t.test('another expression is worked out for all that is there, and clashes with what is unique refuse it', async (t) => {
  const { ctx, get } = await aShop(t)
  const one = await aPublishedEntry(ctx, tea, 'product')
  await aPublishedEntry(ctx, { ...tea, count: 5 }, 'product')
  const { view } = await getType(ctx, 'product')
  const withTotal = (total: Record<string, unknown>) =>
    view.fields.map((field) => (field.name === 'total' ? { ...field, ...total } : field))

  await changeType(ctx, 'product', { input: { fields: withTotal({ expression: '= price + count' }) } })

  t.match((await getEntry(ctx, one.entry.row.id)).fields, { total: '6.50' })
  t.match((await get(`/entries/product/${one.entry.row.id}`)).json().data, { total: '6.50', heading: 'Tea: 6.50' })
  t.equal((await get('/entries/product?filter[total][eq]=6.5')).json().data.length, 1)
  t.equal(
    (await refusal(changeType(ctx, 'product', { input: { fields: withTotal({ expression: '= price', unique: true }) } }))).code,
    'invalid_type',
  )
})

t.test('what is made of a private field is worked out for everyone who may see the result', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const type = await aType(ctx, {
    titleField: null,
    slugField: null,
    fields: [
      { name: 'cost', kind: 'integer', private: true },
      { name: 'isCheap', kind: 'computed', expression: '= cost < 10' },
    ],
  })
  const { row } = await anEntry(ctx, { cost: 3 })
  const reader = aContextWith(store, [{ actions: ['read'], types: [type.id] }])

  t.same((await getEntry(reader, row.id)).fields, { isCheap: true })
  const seen = (await getType(reader, 'article')).view.fields
  t.same(
    seen.map(({ name, expression }) => [name, expression]),
    [['isCheap', undefined]],
  )
})

t.test('a template is where a new entry begins; it is shown by names and follows its fields', async (t) => {
  const ctx = await aContext(await testStore(t))
  const type = await aType(ctx, {
    fields: [
      { name: 'title', kind: 'text', default: 'Untitled' },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'rating', kind: 'integer', default: 1 },
    ],
    templates: [{ name: 'review', label: 'Review', fields: { title: 'A review', rating: 5 } }, { name: 'bare' }],
  })
  t.same(type.templates, [
    { name: 'review', label: 'Review', fields: { title: 'A review', rating: 5 } },
    { name: 'bare', label: 'Bare', fields: {} },
  ])

  const made = await createEntry(ctx, { type: 'article', template: 'review', fields: { rating: 3 } })

  t.same(made.fields, { title: 'A review', slug: 'a-review', rating: 3 })
  t.same((await refusal(createEntry(ctx, { type: 'article', template: 'none' }))).issues[0]?.path, '/template')
  const renamed = type.fields.map((field) => (field.name === 'rating' ? { ...field, name: 'stars' } : field))
  const { view } = await changeType(ctx, 'article', { input: { fields: renamed } })
  t.same(view.templates?.[0]?.fields, { title: 'A review', stars: 5 })
  const refused = await refusal(changeType(ctx, 'article', { input: { templates: [{ name: 'x', fields: { stars: 'many', nobody: 1 } }] } }))
  t.same(
    refused.issues.map(({ path, code }) => [path, code]),
    [
      ['/templates/0/fields/stars', 'wrong_type'],
      ['/templates/0/fields/nobody', 'unknown_field'],
    ],
  )
})
