import {
  checkContent,
  type ContentType,
  contentTypeView,
  type FlatContent,
  type Json,
  linkTypes,
  parseContentTypeInput,
  shownFields,
  withComputed,
} from '@verso/model'
import t from 'tap'
import { aModel, anId } from './builders.ts'

const inputs = [
  { name: 'first', kind: 'text' },
  { name: 'last', kind: 'text' },
  { name: 'count', kind: 'integer' },
  { name: 'ratio', kind: 'number' },
  { name: 'price', kind: 'decimal' },
  { name: 'serial', kind: 'integer', bigint: true },
  { name: 'done', kind: 'boolean' },
  { name: 'day', kind: 'date' },
  { name: 'at', kind: 'datetime' },
  { name: 'tags', kind: 'enum', many: true, options: ['a', 'b'] },
  { name: 'extra', kind: 'json' },
  { name: 'true', kind: 'text' },
]

/** A linked type of the inputs above and some fields more. */
function typeWith(...fields: Record<string, unknown>[]): ContentType {
  const parsed = parseContentTypeInput({ name: 'thing', fields: [...inputs, ...fields] }, { model: aModel(), newId: anId })
  if (parsed.issues !== undefined) throw new Error(JSON.stringify(parsed.issues))
  const [linked] = linkTypes([parsed.type])
  if (linked === undefined) throw new Error('Nothing was linked')
  return linked
}

function idOf(type: ContentType, name: string): string {
  return type.fields.find((field) => field.name === name)?.id ?? ''
}

function byId(type: ContentType, values: Record<string, Json>): FlatContent {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [idOf(type, name), value]))
}

/** What an expression gives for values by name; null where it gives nothing. */
function worth(expression: string, values: Record<string, Json> = {}): Json {
  const type = typeWith({ name: 'result', kind: 'computed', expression })
  return withComputed(type, byId(type, values))[idOf(type, 'result')] ?? null
}

function faults(...fields: Record<string, unknown>[]): [string, string][] {
  const parsed = parseContentTypeInput({ name: 'thing', fields: [...inputs, ...fields] }, { model: aModel(), newId: anId })
  return (parsed.issues ?? []).map(({ path, code }) => [path, code])
}

t.test('each expression gives what its reader expects', async (t) => {
  const values = {
    first: 'Ada',
    last: 'Lovelace',
    count: 7,
    ratio: 0.1,
    price: '12.50',
    serial: '9007199254740993',
    done: true,
    day: '2026-02-28',
    at: '2026-11-22T08:00:00.000Z',
    tags: ['a'],
    true: 'braced',
  }
  const expected: [string, Json][] = [
    ['{first} {last}', 'Ada Lovelace'],
    ['{first}: {count} {{pieces}}', 'Ada: 7 {pieces}'],
    ['= count + 1 * 2', 9],
    ['= (count + 1) * 2', 16],
    ['= 10 - 3 - 2', 5],
    ['= -count % 4', -3],
    ['= ratio + 0.2', 0.3],
    ['= count / 2', 3.5],
    ['= price * count', '87.50'],
    ['= price / 3', '4.166666666666666666666666666666666667'],
    ['= serial + 1', '9007199254740994'],
    ['= round(price / 3, 2)', '4.17'],
    ['= round(-2.5)', -3],
    ['= count >= 7 and not done', false],
    ['= done or count > 100', true],
    ['= not count == 7', false],
    ['= if(count > 5, "many", "few")', 'many'],
    ['= concat(upper(first), "-", lower(last))', 'ADA-lovelace'],
    ['= length(first)', 3],
    ['= length(tags)', 1],
    ['= contains(tags, "a")', true],
    ['= contains(last, "love")', false],
    ['= startsWith(last, "Love") and endsWith(last, "lace")', true],
    ['= min(count, 3, 5)', 3],
    ['= max(price, count)', '12.50'],
    ['= max(day, day)', '2026-02-28'],
    ['= year(day) * 100 + month(at)', 202611],
    ['= day(day)', 28],
    ['= day < "2026-03-01"', true],
    ['= at >= "2026-11-22T09:00:00+01:00"', true],
    ['= coalesce(last, first)', 'Lovelace'],
    ['= trim("  x  ")', 'x'],
    ['= price = 12.5', true],
    ['= {true}', 'braced'],
  ]
  for (const [expression, result] of expected) t.same(worth(expression, values), result, expression)
})

t.test('what is missing makes nothing of a sum, and a gap of a template', async (t) => {
  for (const expression of [
    '= count + 1',
    '= count / 0',
    '= 1 % 0',
    '= upper(first)',
    '= count > 1',
    '{first} {last}',
    '= if(done, 1, null)',
  ])
    t.equal(worth(expression), null, expression)
  t.equal(worth('{first} {last}', { last: 'Lovelace' }), 'Lovelace')
  t.equal(worth('= coalesce(count, 1)'), 1)
  t.equal(worth('= first == null', { first: '' }), true, 'an empty text is missing')
  t.equal(worth('= extra != null', { extra: [] }), true, 'empty JSON is not')
  t.equal(worth('= done and count > 1', { done: false }), false, 'one false decides')
  t.equal(worth('= done or count > 1', { done: true }), true, 'one true decides')
  t.equal(worth('= done and count > 1', { done: true }), null)
})

t.test('results that no field could hold are none: too many digits, too long a text', async (t) => {
  const big = '9'.repeat(100)
  t.equal(worth('= price * price', { price: big }), null)
  t.equal(worth('= price - price', { price: big }), '0')
  t.equal(worth('= ratio * ratio', { ratio: 1e300 }), null)
  t.equal(worth('= ratio * ratio', { ratio: 1e-300 }), 0)
  t.equal(worth('= length(concat(first, first))', { first: 'x'.repeat(60_000) }), null)
})

t.test('a faulty expression is refused where it stands', async (t) => {
  const computed = (expression: unknown) =>
    faults({ name: 'result', kind: 'computed', expression }).map(([path, code]) => `${path} ${code}`)
  const at = '/fields/12/expression'
  t.same(computed(undefined), [`${at} required`])
  t.same(computed('= nobody + 1'), [`${at} unknown_field`])
  t.same(computed('{nobody}'), [`${at} unknown_field`])
  t.same(computed('= result + 1'), [`${at} invalid_expression`], 'made of itself')
  for (const faulty of [
    '=',
    '= 1 +',
    '= (1',
    '= first + 1',
    '= 1 == 2 == 3',
    '= foo(1)',
    '= round()',
    '= "open',
    '= count @ 2',
    '= not count',
    '= null',
    '= tags',
    '= extra',
  ])
    t.same(computed(faulty), [`${at} invalid_expression`], faulty)
  for (const faulty of [
    '{',
    'a } b',
    '{first',
    '{1}',
    '= day < "tomorrow"',
    '= done < true',
    '= extra == "x"',
    `= ${'('.repeat(40)}1${')'.repeat(40)}`,
    `= 1${' + 1'.repeat(300)}`,
  ])
    t.same(computed(faulty), [`${at} invalid_expression`], faulty.slice(0, 20))
  t.same(computed(`= "${'x'.repeat(10_000)}"`), [`${at} too_long`])
  t.same(faults({ name: 'result', kind: 'text', expression: '= 1' }), [['/fields/12/expression', 'unknown_member']])
})

t.test('computed fields may be made of each other, not in a circle', async (t) => {
  const type = typeWith(
    { name: 'gross', kind: 'computed', expression: '= net * 1.2' },
    { name: 'net', kind: 'computed', expression: '= price * count' },
  )
  const flat = withComputed(type, byId(type, { price: '10.00', count: 2 }))
  t.equal(flat[idOf(type, 'net')], '20.00')
  t.equal(flat[idOf(type, 'gross')], '24.000')
  const circle = [
    { name: 'a', kind: 'computed', expression: '= b + 1' },
    { name: 'b', kind: 'computed', expression: '= a + 1' },
  ]
  t.same(faults(...circle), [
    ['/fields/12/expression', 'invalid_expression'],
    ['/fields/13/expression', 'invalid_expression'],
  ])
})

t.test('an expression is kept by ids: a renamed field changes nothing of it, and is shown by its new name', async (t) => {
  const type = typeWith(
    { name: 'total', kind: 'computed', expression: '=price*count' },
    { name: 'note', kind: 'text', showIf: '{count}>1' },
  )
  const view = contentTypeView(type, { types: [type] })
  t.match(view.fields.slice(-2), [{ expression: '= price * count' }, { showIf: 'count > 1' }])

  const sent = view.fields.map((field) => (field.name === 'price' ? { ...field, name: 'cost' } : { ...field }))
  const parsed = parseContentTypeInput({ fields: sent }, { model: { ...aModel(), types: [type] }, current: type, newId: anId })

  t.equal(parsed.issues, undefined)
  if (parsed.type === undefined) return
  const after = parsed.type
  t.equal(after.fields.find((field) => field.name === 'total')?.expression, type.fields.find((field) => field.name === 'total')?.expression)
  t.match(contentTypeView(after, { types: [after] }).fields.at(-2), { expression: '= cost * count' })
})

t.test('an expression that looks at a field which is not to be seen is left out of the view', async (t) => {
  const type = typeWith({ name: 'total', kind: 'computed', expression: '= price * count' })
  const narrowed = { ...type, fields: type.fields.filter((field) => field.name !== 'price') }
  const total = contentTypeView(narrowed, { types: [narrowed] }).fields.find((field) => field.name === 'total')
  t.equal(total?.expression, undefined)
})

t.test('a computed field is localised where something that it is made of is', async (t) => {
  const type = typeWith(
    { name: 'title', kind: 'text', localized: true },
    { name: 'heading', kind: 'computed', expression: '{title}!' },
    { name: 'again', kind: 'computed', expression: '{heading}' },
    { name: 'plain', kind: 'computed', expression: '{first}', localized: true },
  )
  t.same(
    type.fields.slice(-3).map((field) => field.localized === true),
    [true, true, false],
  )
})

t.test('a rule that does not hold is a fault of its field; one whose inputs are missing holds', async (t) => {
  const type = typeWith({
    name: 'until',
    kind: 'date',
    rules: [{ expression: 'until >= day', message: 'It ends before it begins' }, { expression: 'year(until) < 2030' }],
  })
  const check = (values: Record<string, Json>) =>
    checkContent(type, byId(type, values), 'en').map(({ path, code, message }) => [path, code, message])
  t.same(check({ day: '2026-01-02', until: '2026-01-01' }), [['/fields/until', 'rule_broken', 'It ends before it begins']])
  t.same(check({ day: '2031-01-02', until: '2031-01-01' }).length, 2)
  t.same(check({ day: '2026-01-02' }), [])
  t.same(check({ day: '2026-01-02', until: '2026-01-02' }), [])
  t.same(faults({ name: 'x', kind: 'text', rules: [{ expression: 'count + 1' }, { message: 'none' }, 'text', { expression: 'x == 1' }] }), [
    ['/fields/12/rules/1/expression', 'required'],
    ['/fields/12/rules/2', 'wrong_type'],
    ['/fields/12/rules/0/expression', 'invalid_expression'],
    ['/fields/12/rules/3/expression', 'invalid_expression'],
  ])
})

t.test('a field that is not shown is not required', async (t) => {
  const type = typeWith({ name: 'reason', kind: 'text', required: true, showIf: 'done' })
  const codes = (values: Record<string, Json>) => checkContent(type, byId(type, values), 'en').map(({ code }) => code)
  t.same(codes({ done: true }), ['required'])
  t.same(codes({ done: false }), [])
  t.same(codes({}), [])
  const view = contentTypeView(type, { types: [type] })
  t.ok(shownFields(view, { done: true }).some((field) => field.name === 'reason'))
  t.notOk(shownFields(view, { done: false }).some((field) => field.name === 'reason'))
})

t.test('an expression looks into a component that is there once', async (t) => {
  const seo: ContentType = {
    id: anId(),
    name: 'seo',
    label: 'SEO',
    kind: 'component',
    fields: [{ id: anId(), name: 'title', label: 'Title', kind: 'text' }],
  }
  const parsed = parseContentTypeInput(
    {
      name: 'page',
      fields: [
        { name: 'seo', kind: 'component', components: ['seo'] },
        { name: 'many', kind: 'component', components: ['seo'], many: true },
        { name: 'name', kind: 'computed', expression: '= upper(seo.title)' },
        { name: 'note', kind: 'text', showIf: 'seo.title != null' },
      ],
    },
    { model: aModel(seo), newId: anId },
  )
  t.equal(parsed.issues, undefined)
  const [page] = linkTypes([...(parsed.type === undefined ? [] : [parsed.type]), seo])
  if (page === undefined) return
  const flat = withComputed(page, { [idOf(page, 'seo')]: { [seo.fields[0]?.id ?? '']: 'hi' } })
  t.equal(flat[idOf(page, 'name')], 'HI')
  const view = contentTypeView(page, { types: [page, seo] })
  t.match(view.fields[2], { expression: '= upper(seo.title)' })
  t.same(shownFields(view, { seo: { title: 'x' } }, [contentTypeView(seo, { types: [seo] })]).length, 4)
  t.same(shownFields(view, { seo: {} }, [contentTypeView(seo, { types: [seo] })]).length, 3)
})
