import { canonicalPlan, encodeCursor, type ReadPlan } from '@verso/query'
import fc from 'fast-check'
import t from 'tap'
import { aField, aModel, aType } from '../model/builders.ts'
import { ask, author, company, faults, idOf, planOf, post } from './ask.ts'

const id = '0190a000-0000-7000-8000-0000000000aa'

t.test('the locale is the default one unless another is named, with those that stand in for it', async (t) => {
  t.same(planOf('').locales, ['en'])
  t.same(planOf('locale=de-CH').locales, ['de-CH', 'de', 'en'])
  t.same(planOf('locale=de-CH&fallback=false').locales, ['de-CH'])
  t.same(faults(ask('locale=fr').issues), [['locale', 'unknown_locale']])
  t.same(faults(ask('', { locales: [] }).issues), [['locale', 'unknown_locale']])
})

t.test('sort keys are resolved to one value per entry, also across single references', async (t) => {
  const { sort } = planOf('sort=-_publishedAt,title,state,author.employer.staff')
  t.match(sort, [
    { target: { kind: 'system', column: 'publishedAt' }, through: [], descending: true },
    { target: { kind: 'field', fieldId: idOf('title'), localized: true }, through: [], descending: false },
    { target: { fieldId: idOf('state'), order: ['b', 'a'] } },
    {
      target: { fieldId: idOf('staff', company), comparison: 'integer' },
      through: [
        { fieldId: idOf('author'), localized: false, typeIds: [author.id] },
        { fieldId: idOf('employer', author), typeIds: [company.id] },
      ],
    },
  ])
  t.match(planOf('sort=author._id').sort, [{ through: [{ typeIds: [author.id] }], target: { column: 'id' } }])
})

const unsortable = ['moods', 'author', 'about', 'cover', 'data', 'body', 'about.name', 'author.friends.name', 'author.friends']
for (const path of unsortable) {
  t.test(`refused: sort=${path}`, async (t) => {
    t.same(faults(ask(`sort=${path}`).issues), [['sort', 'not_sortable']])
  })
}

t.test('a sort by what is not there is refused', async (t) => {
  for (const path of ['nope', '-', '--title', 'title.x', 'author.nope', '_status', '_type'])
    t.same(faults(ask(`sort=${path}`).issues), [['sort', 'unknown_field']], path)
})

t.test('a path that means fields of several types is no order', async (t) => {
  const [one, two] = [aType('one', [aField('text', { name: 'name' })]), aType('two', [aField('text', { name: 'name' })])]
  const type = aType('link', [{ ...aField('reference', { name: 'to' }), to: [one.id, two.id] }])
  t.same(faults(ask('sort=to.name', { type, model: aModel(one, two, type) }).issues), [['sort', 'not_sortable']])
  t.equal(ask('sort=to.name', { type, model: aModel(one, type) }).plan?.sort.length, 1, 'for a reader who sees one of them only, it is')
})

t.test('a cursor leads back to its place', async (t) => {
  const plan = planOf('sort=title,-stars')
  t.same(planOf(`sort=title,-stars&after=${encodeCursor(['é 🎉', null, id], plan.cursorKey)}`).after, ['é 🎉', null, id])
})

t.test('any values make the round trip through a cursor, which is safe in an address', async () => {
  const key = planOf('sort=title,price').cursorKey
  const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'))
  fc.assert(
    fc.property(fc.option(text), fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), (title, price) => {
      const cursor = encodeCursor([title, price, id], key)
      const { plan } = ask(`sort=title,price&after=${cursor}`)
      return /^[\w-]+$/.test(cursor) && JSON.stringify(plan?.after) === JSON.stringify([title, price, id])
    }),
  )
})

t.test('a cursor belongs to one question: sort, filter, language, type, point in time and rights', async (t) => {
  const base = 'sort=title&filter[stars][gt]=3'
  const cursor = encodeCursor(['x', id], planOf(base, { binding: 'reader' }).cursorKey)
  const issue = (query: string, options = {}) => ask(`${query}&after=${cursor}`, { binding: 'reader', ...options }).issues?.[0]?.code
  t.equal(issue(base), undefined)
  t.equal(
    issue('filter[stars][gt]=3&sort=title&limit=5&select=title&locale=en'),
    undefined,
    'what does not change the order does not matter',
  )
  t.equal(issue(base, { now: new Date('2027-01-01') }), undefined)
  const others = [
    'sort=-title&filter[stars][gt]=3',
    'sort=title&filter[stars][gt]=4',
    'sort=title',
    `${base}&locale=de`,
    `${base}&fallback=false`,
    `${base}&seq=3`,
  ]
  for (const query of others) t.equal(issue(query), 'cursor_mismatch', query)
  t.equal(issue(base, { binding: 'another' }), 'cursor_mismatch')
  t.equal(issue(base, { purpose: 'draft' }), 'cursor_mismatch')
  t.equal(issue(base, { type: { ...post, id } }), 'cursor_mismatch')
})

t.test('a relative time is the same question on every page', async (t) => {
  const later = new Date('2026-04-01T00:00:00Z')
  t.equal(planOf('filter[at][gt]=now-7d').cursorKey, planOf('filter[at][gt]=now-7d', { now: later }).cursorKey)
})

t.test('damaged and forged cursors are refused, whatever they hold', async (t) => {
  const key = planOf('sort=stars').cursorKey
  const raw = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const forged = [
    '!',
    'abc',
    'e30',
    raw({}),
    raw([]),
    raw(null),
    raw([key]),
    raw([key, 1]),
    raw([key, 1, 'x']),
    raw([key, 1, 2, id]),
    raw([key, '1', id]),
    raw([key, [1], id]),
    raw([key, 1.5, id]),
    raw([3, 1, id]),
    raw(['drop table', 1, id]),
  ]
  for (const cursor of forged) {
    const code = ask(`sort=stars&after=${cursor}`).issues?.[0]?.code
    t.equal(code, 'cursor_invalid', cursor)
  }
  for (const values of [[], [1], [1, 'x'], [1, 2, id], ['1', id], [[1], id], [1.5, id]]) {
    const cursor = encodeCursor(values, key)
    t.equal(ask(`sort=stars&after=${cursor}`).issues?.[0]?.code, 'cursor_invalid', JSON.stringify(values))
  }
  const whole = encodeCursor([1, id], key)
  for (const [index, letter] of [...whole].entries()) {
    const altered = whole.slice(0, index) + (letter === 'A' ? 'B' : 'A') + whole.slice(index + 1)
    t.equal(ask(`sort=stars&after=${altered}`).issues?.[0]?.code, 'cursor_invalid', `altered at ${index}`)
    t.equal(ask(`sort=stars&after=${whole.slice(0, index) || 'A'}`).issues?.[0]?.code, 'cursor_invalid', `cut off at ${index}`)
  }
  t.equal(ask(`sort=at&after=${encodeCursor(['infinity', id], planOf('sort=at').cursorKey)}`).issues?.[0]?.code, 'cursor_invalid')
  t.equal(ask(`sort=title&after=${encodeCursor(['a\u0000', id], planOf('sort=title').cursorKey)}`).issues?.[0]?.code, 'cursor_invalid')
  t.equal(ask(`sort=done&after=${encodeCursor(['true', id], planOf('sort=done').cursorKey)}`).issues?.[0]?.code, 'cursor_invalid')
})

t.test('random bytes as a cursor are never taken and never throw', async () => {
  fc.assert(
    fc.property(
      fc.base64String(),
      (text) => text === '' || ask(`after=${encodeURIComponent(text)}`).issues?.[0]?.code === 'cursor_invalid',
    ),
  )
})

t.test('one canonical text for questions that differ in order only', async (t) => {
  const text = (query: string) => canonicalPlan({ ...planOf(query), cursorKey: '' } as ReadPlan)
  t.equal(text('filter[stars][gt]=3&filter[done]=true'), text('filter[done]=true&filter[stars][gt]=3'))
  t.equal(text('filter[title][in]=a,b'), text('filter[title][in]=b,a'))
  t.equal(text('filter[or][0][stars]=1&filter[or][1][stars]=2'), text('filter[or][5][stars]=1&filter[or][2][stars]=2'))
  t.equal(text('select=title,stars'), text('select=stars,title'))
  t.not(text('filter[stars][gt]=3'), text('filter[stars][gte]=3'))
  t.not(text('filter[not][stars]=3'), text('filter[stars]=3'))
  t.not(text('sort=title,stars'), text('sort=stars,title'))
  t.equal(planOf('filter[stars]=1&filter[done]=true').cursorKey, planOf('filter[done]=true&filter[stars]=1').cursorKey)
})
