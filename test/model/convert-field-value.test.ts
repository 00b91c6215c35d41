import { convertFieldValue, diffContentType, type Field, type FieldKindName, type Json } from '@verso/model'
import t from 'tap'
import { aField, anId, aType } from './builders.ts'

const [one, two] = [anId(), anId()]
const convert = (value: Json, from: Partial<Field>, to: Partial<Field>) => {
  const id = anId()
  const field = (settings: Partial<Field>): Field => ({ ...aField(settings.kind ?? 'text', settings), id })
  return convertFieldValue(value, { before: field(from), after: field(to), defaultLocale: 'en' })
}

const cases: [string, Json, Partial<Field>, Partial<Field>, Json, boolean][] = [
  ['a number as text', 4.5, { kind: 'number' }, { kind: 'text' }, '4.5', false],
  ['digits as a number', '42', { kind: 'text' }, { kind: 'integer' }, 42, false],
  ['words as a number', 'many', { kind: 'text' }, { kind: 'integer' }, null, true],
  ['true as text and back', 'true', { kind: 'text' }, { kind: 'boolean' }, true, false],
  ['a date as a moment', '2026-11-22', { kind: 'date' }, { kind: 'datetime' }, '2026-11-22T00:00:00.000Z', false],
  ['a text as a slug', 'Not a slug', { kind: 'text' }, { kind: 'slug' }, null, true],
  ['anything as json', { _ref: one }, { kind: 'reference' }, { kind: 'json' }, { _ref: one }, false],
  ['one as many', { _ref: one }, { kind: 'reference' }, { kind: 'reference', many: true }, [{ _ref: one }], false],
  ['many as one, when there is one', [{ _ref: one }], { kind: 'reference', many: true }, { kind: 'reference' }, { _ref: one }, false],
  [
    'many as one, when there are two',
    [{ _ref: one }, { _ref: two }],
    { kind: 'reference', many: true },
    { kind: 'reference' },
    { _ref: one },
    true,
  ],
  ['none as one', [], { kind: 'enum', many: true }, { kind: 'enum' }, null, false],
  ['shared as localised', 'a', { kind: 'text' }, { kind: 'text', localized: true }, { en: 'a' }, false],
  ['one language as shared', { en: 'a' }, { kind: 'text', localized: true }, { kind: 'text' }, 'a', false],
  ['two languages as shared', { en: 'a', de: 'b' }, { kind: 'text', localized: true }, { kind: 'text' }, 'a', true],
  ['another language as shared', { de: 'b' }, { kind: 'text', localized: true }, { kind: 'text' }, null, true],
  [
    'each language for itself',
    { en: '1', de: 'x' },
    { kind: 'text', localized: true },
    { kind: 'integer', localized: true },
    { en: 1 },
    true,
  ],
  ['rich text as text', [{ _type: 'block' }], { kind: 'richText' }, { kind: 'text' }, null, true],
]

for (const [what, value, from, to, expected, lost] of cases) {
  t.test(`converting ${what} ${lost ? 'says what is lost' : 'loses nothing'}`, async (t) => {
    t.same(convert(value, from, to), { value: expected, lost })
  })
}

t.test('a change that claims to cost nothing costs nothing, for a value of every kind', async (t) => {
  const samples: Partial<Record<FieldKindName, Json>> = {
    text: 'x'.repeat(1_000),
    longText: 'x'.repeat(5_000),
    markdown: '# x',
    richText: [{ _type: 'block', children: [] }],
    integer: 42,
    number: 0.5,
    boolean: false,
    date: '2026-11-22',
    datetime: '2026-11-22T08:00:00.000Z',
    enum: 'a',
    slug: 'a-b',
    reference: { _ref: one },
    media: { _media: one },
    json: { a: [1] },
  }
  for (const from of Object.keys(samples) as FieldKindName[]) {
    for (const to of Object.keys(samples) as FieldKindName[]) {
      const id = anId()
      const before = { ...aField(from), id }
      const after = { ...aField(to), id, name: before.name }
      const type = aType('post', [before])
      const step = diffContentType(type, { ...type, fields: [after] }).find((one) => one.kind === 'changeKind')
      const sample = samples[from] ?? null
      const { value, lost } = convertFieldValue(sample, { before, after, defaultLocale: 'en' })
      if (step?.effect !== 'loss') t.notOk(lost, `${from} → ${to} loses nothing`)
      if (step === undefined || step.effect === 'none') t.same(value, sample, `${from} → ${to} touches nothing`)
    }
  }
})
