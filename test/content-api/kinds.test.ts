import t from 'tap'
import type { TestApp } from '../support/test-app.ts'
import { aSite, keepsItsDescription, make, publish } from './kind-site.ts'

const largest = '9'.repeat(100)
const exact = '123456789012345678901234.567890'
const block = (text: string) => ({
  _type: 'block',
  _key: 'a',
  style: 'normal',
  markDefs: [],
  children: [{ _type: 'span', _key: 's', text, marks: [] }],
})

interface OfKind {
  settings?: Record<string, unknown>
  /** What is written, exactly as readers get it. */
  low: unknown
  high: unknown
  /** Conditions that hold for the entry with the low value and not for the other one. */
  finds?: string[]
  isSorted?: boolean
}

/** A field of each kind (or setting that makes another of it), with two values in their order. */
const kinds: Record<string, OfKind & { kind: string }> = {
  aText: { kind: 'text', low: 'Ångström', high: 'Zürich ', finds: ['=Ångström', '[lt]=z', '[contains]=ström'], isSorted: true },
  aLongText: { kind: 'longText', low: 'a\nb\t', high: 'c\r\n', finds: ['[contains]=b'] },
  aMarkdown: { kind: 'markdown', low: '# A\n\n* <b>', high: 'B', finds: ['[contains]=<b>'] },
  aRichText: { kind: 'richText', low: [block('Hello')], high: [block('World')], finds: ['[contains]=ello'] },
  anInteger: {
    kind: 'integer',
    low: -9_007_199_254_740_991,
    high: 9_007_199_254_740_991,
    finds: ['=-9007199254740991', '[lt]=0', '[in]=1,-9007199254740991'],
    isSorted: true,
  },
  aBigint: {
    kind: 'integer',
    settings: { bigint: true, min: '-1000000000000000000000', max: largest },
    low: '9007199254740993',
    high: largest,
    finds: ['=9007199254740993', '[lt]=9007199254740994', `[ne]=${largest}`, `[gte]=9007199254740993&filter[aBigint][lt]=${largest}`],
    isSorted: true,
  },
  aDecimal: {
    kind: 'decimal',
    settings: { min: 0 },
    low: exact,
    high: '1234567890123456789012345.0',
    finds: ['=123456789012345678901234.56789', '[lt]=123456789012345678901234.567891', '[nin]=1,1234567890123456789012345'],
    isSorted: true,
  },
  aNumber: { kind: 'number', low: 0.1, high: 1.5e300, finds: ['=0.1', '[lt]=1e299'], isSorted: true },
  aBoolean: { kind: 'boolean', low: false, high: true, finds: ['=false'], isSorted: true },
  aDate: { kind: 'date', low: '0001-01-01', high: '9999-12-31', finds: ['=0001-01-01', '[lt]=now'], isSorted: true },
  aDatetime: {
    kind: 'datetime',
    low: '2026-11-22T08:00:00.000Z',
    high: '2026-11-22T08:00:00.001Z',
    finds: ['=2026-11-22T08:00:00.000Z', '[lt]=2026-11-22T08:00:00.001Z'],
    isSorted: true,
  },
  anEnum: {
    kind: 'enum',
    settings: { options: ['b', 'a', 'select'] },
    low: 'b',
    high: 'a',
    finds: ['=b', '[nin]=a,select'],
    isSorted: true,
  },
  anEnumOfMany: {
    kind: 'enum',
    settings: { options: ['b', 'a', 'c'], many: true, max: 2 },
    low: ['c', 'b'],
    high: ['a'],
    finds: ['=c', '[ne]=a'],
  },
  aSlug: { kind: 'slug', low: 'a-1', high: 'b', finds: ['=a-1'], isSorted: true },
  anEmail: {
    kind: 'email',
    low: 'Ada@example.org',
    high: 'zoe@example.org',
    finds: ['=Ada@example.org', '[contains]=Ada'],
    isSorted: true,
  },
  aUrl: {
    kind: 'url',
    low: 'https://a.example/?x=1#y',
    high: 'tel:+491',
    finds: ['=https%3A%2F%2Fa.example%2F%3Fx%3D1%23y'],
    isSorted: true,
  },
  aColor: { kind: 'color', low: '#0F0', high: '#FF8800', finds: ['=%2300ff00', '[ne]=%23F80'], isSorted: true },
  aLocation: { kind: 'location', low: { lat: 52.52, lng: -13.405 }, high: null, finds: ['[null]=false'] },
  someJson: {
    kind: 'json',
    settings: { schema: { type: ['object', 'null'] } },
    low: { b: [1, null, { a: '"' }], a: 1e21 },
    high: null,
    finds: ['[null]=false'],
  },
}

const valuesOf = (which: 'low' | 'high') => Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, kind[which]]))

t.test('of every kind, what is written is what is read, found and sorted by', async (t) => {
  const { app, owner, list } = await aSite(t)
  await make(owner, '/types', {
    name: 'sample',
    publicRead: true,
    slugField: null,
    fields: [{ name: 'name', kind: 'text' }, ...Object.entries(kinds).map(([name, { kind, settings }]) => ({ name, kind, ...settings }))],
  })
  const id = await publish(owner, 'sample', { name: 'low', ...valuesOf('low') })
  await publish(owner, 'sample', { name: 'high', ...valuesOf('high') })
  await publish(owner, 'sample', { name: 'none' })

  const { data } = (await app.ask('GET', `/content/v1/entries/sample/${id}`)).json()

  t.same((await owner.ask('GET', `/entries/${id}`)).json().fields, { name: 'low', ...valuesOf('low') }, 'the draft')
  for (const [name, { low, finds = [], isSorted = false }] of Object.entries(kinds)) {
    t.same(data[name], low, `${name} as it was written`)
    for (const condition of finds) {
      const found = await list(`filter[${name}]${condition}&sort=name`)
      t.same(
        found.filter((one) => one !== 'none'),
        ['low'],
        `${name}${condition}`,
      )
    }
    t.same(await list(`filter[${name}][null]=true&filter[name]=none`), ['none'], `${name} is absent`)
    if (isSorted) {
      t.same(await list(`sort=${name}`), ['low', 'high', 'none'], `by ${name}`)
      t.same(await list(`sort=-${name}`), ['high', 'low', 'none'], `by ${name}, the other way`)
      t.same(await walk(app, `sort=${name}`), ['low', 'high', 'none'], `by ${name}, page by page`)
    }
  }
  await keepsItsDescription(t, app, data)
})

/** One by one along the cursors. */
async function walk(app: TestApp, query: string): Promise<string[]> {
  const names: string[] = []
  let after = ''
  do {
    const { data, page } = (await app.ask('GET', `/content/v1/entries/sample?${query}&limit=1${after}`)).json()
    names.push(...data.map((entry: { name: string }) => entry.name))
    after = page.next === null ? '' : `&after=${page.next}`
  } while (after !== '')
  return names
}

t.test('a value that a kind can not keep is refused with its path, and nothing is saved', async (t) => {
  const { owner } = await aSite(t)
  const hostile = Object.entries(kinds).filter(([, { kind }]) => !['integer', 'number', 'boolean', 'location'].includes(kind))
  await make(owner, '/types', {
    name: 'sample',
    fields: Object.entries(kinds).map(([name, { kind, settings }]) => ({ name, kind, ...settings })),
  })
  for (const text of ['a\u0000b', '\ud800']) {
    for (const [name, { kind, settings }] of hostile) {
      const value = kind === 'richText' ? [block(text)] : kind === 'json' ? { a: [text] } : settings?.many === true ? [text] : text
      const reply = await owner.ask('POST', '/entries', { type: 'sample', fields: { [name]: value } })
      t.equal(reply.statusCode, 422, `${name}: ${reply.body}`)
      t.match(reply.json().issues, [{ path: new RegExp(`^/fields/${name}`), code: 'forbidden_character' }], name)
    }
  }
  t.same((await owner.ask('GET', '/entries?type=sample')).json().data, [])
})

t.test('publishing lists every rule that the values of new kinds break', async (t) => {
  const { owner } = await aSite(t)
  await make(owner, '/types', {
    name: 'sample',
    fields: [
      { name: 'price', kind: 'decimal', min: '0.01', max: '99.99' },
      { name: 'count', kind: 'integer', bigint: true, max: 10 },
      { name: 'mail', kind: 'email', pattern: '.*@example\\.org' },
      { name: 'data', kind: 'json', schema: { type: 'object', required: ['a', 'b'] } },
      { name: 'place', kind: 'location', required: true },
    ],
  })
  const fields = { price: '99.990000000000000001', count: '11', mail: 'ada@example.com', data: {} }
  const { id } = await make(owner, '/entries', { type: 'sample', fields })

  const reply = await owner.ask('POST', `/entries/${id}/publish`, {})

  t.equal(reply.statusCode, 422)
  t.same(
    reply.json().issues.map(({ path, code }: { path: string; code: string }) => [path, code]),
    [
      ['/fields/price', 'too_large'],
      ['/fields/count', 'too_large'],
      ['/fields/mail', 'pattern_mismatch'],
      ['/fields/data/a', 'required'],
      ['/fields/data/b', 'required'],
      ['/fields/place', 'required'],
    ],
  )
})

t.test('equal values are equal however they are written: unique decimals and colours', async (t) => {
  const { owner } = await aSite(t)
  await make(owner, '/types', {
    name: 'sample',
    fields: [
      { name: 'price', kind: 'decimal', unique: true },
      { name: 'colour', kind: 'color', unique: true },
      { name: 'number', kind: 'integer', bigint: true, unique: true },
    ],
  })
  const holder = await publish(owner, 'sample', { price: '1.0', colour: '#F00', number: largest })
  const { id } = await make(owner, '/entries', { type: 'sample', fields: { price: '01.00', colour: '#ff0000', number: largest } })

  const reply = await owner.ask('POST', `/entries/${id}/publish`, {})

  t.ok([409, 422].includes(reply.statusCode), reply.body)
  t.match(reply.json().issues, [
    { path: '/fields/price', code: 'unique_taken', holderId: holder },
    { path: '/fields/colour', code: 'unique_taken' },
    { path: '/fields/number', code: 'unique_taken' },
  ])
})
