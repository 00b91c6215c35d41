import {
  canonicalJson,
  convertFieldValue,
  diffContentType,
  type Field,
  type FieldKindName,
  fieldKinds,
  isMissing,
  type Json,
} from '@verso/model'
import fc from 'fast-check'
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
  ['rich text without words as text', [{ _type: 'image' }], { kind: 'richText' }, { kind: 'text' }, null, true],
  [
    'rich text as its words',
    [{ _type: 'block', children: [{ _type: 'span', text: 'Hi' }] }],
    { kind: 'richText' },
    { kind: 'text' },
    'Hi',
    true,
  ],
  ['an empty text as a number', '', { kind: 'text' }, { kind: 'number' }, null, false],
  ['a whole number as a decimal', 42, { kind: 'integer' }, { kind: 'decimal' }, '42', false],
  ['a small number as a decimal', -1.5e-7, { kind: 'number' }, { kind: 'decimal' }, '-0.00000015', false],
  ['a number of 300 digits as a decimal', 1e300, { kind: 'number' }, { kind: 'decimal' }, null, true],
  ['a number of 22 digits as a decimal', 1e21, { kind: 'number' }, { kind: 'decimal' }, '1000000000000000000000', false],
  [
    'a decimal of 30 digits as a number',
    '1234567890123456789012345678.90',
    { kind: 'decimal' },
    { kind: 'number' },
    Number('1234567890123456789012345678.90'),
    true,
  ],
  ['a decimal with its zeros as a number', '1.50', { kind: 'decimal' }, { kind: 'number' }, 1.5, true],
  ['a decimal as text', '1.50', { kind: 'decimal' }, { kind: 'text' }, '1.50', false],
  ['a decimal with a fraction as an integer', '1.5', { kind: 'decimal' }, { kind: 'integer' }, null, true],
  ['an integer as a larger one', 42, { kind: 'integer' }, { kind: 'integer', bigint: true }, '42', false],
  ['a large integer as a smaller one, when it fits', '42', { kind: 'integer', bigint: true }, { kind: 'integer' }, 42, false],
  [
    'a large integer as a smaller one, when it does not',
    '9'.repeat(20),
    { kind: 'integer', bigint: true },
    { kind: 'integer' },
    null,
    true,
  ],
  ['a large integer as a decimal', '9'.repeat(100), { kind: 'integer', bigint: true }, { kind: 'decimal' }, '9'.repeat(100), false],
  ['a text as an e-mail address', 'ada@example.org', { kind: 'text' }, { kind: 'email' }, 'ada@example.org', false],
  ['a text as an address', 'example', { kind: 'text' }, { kind: 'url' }, null, true],
  ['a text as a colour', '#FFF', { kind: 'text' }, { kind: 'color' }, '#FFF', false],
  ['a place as text', { lat: 52.5, lng: -13 }, { kind: 'location' }, { kind: 'text' }, '52.5,-13', false],
  ['a text as a place', '52.5, 13', { kind: 'text' }, { kind: 'location' }, { lat: 52.5, lng: 13 }, true],
  ['a moment at midnight as a date', '2026-11-22T00:00:00.000Z', { kind: 'datetime' }, { kind: 'date' }, '2026-11-22', false],
  ['a moment at noon as a date', '2026-11-22T12:00:00.000Z', { kind: 'datetime' }, { kind: 'date' }, '2026-11-22', true],
  ['json as text', { a: 1 }, { kind: 'json' }, { kind: 'longText' }, '{"a":1}', true],
  ['a list in json as choices', ['a', 'b'], { kind: 'json' }, { kind: 'enum', many: true }, ['a', 'b'], false],
  ['one file as several', { _media: one }, { kind: 'media' }, { kind: 'media', many: true }, [{ _media: one }], false],
  [
    'several files as one',
    [{ _media: one, alt: 'a' }, { _media: two }],
    { kind: 'media', many: true },
    { kind: 'media' },
    { _media: one, alt: 'a' },
    true,
  ],
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
    decimal: '-007.50',
    email: 'ada@example.org',
    url: `https://example.org/${'x'.repeat(1_900)}`,
    color: '#FFF',
    location: { lat: 1.5, lng: -2 },
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

const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', 'a', 'true', '42', '1.50', '-0', '1e5', 'a\nb', '1,2'),
)
const large = fc.bigInt({ min: -(10n ** 100n) + 1n, max: 10n ** 100n - 1n }).map(String)
const id = fc.constantFrom(one, two)
const block = texts.map((text) => ({ _type: 'block', _key: 'b0', children: [{ _type: 'span', _key: 's0', text, marks: [] }] }))

/** Incoming values of each kind; those that it refuses are passed over. */
const incoming: Partial<Record<FieldKindName, fc.Arbitrary<unknown>>> = {
  text: texts,
  longText: texts,
  markdown: texts,
  richText: fc.array(fc.oneof(block, fc.constant({ _type: 'image', media: { _media: one } })), { maxLength: 3 }),
  integer: fc.oneof(fc.maxSafeInteger(), large),
  decimal: fc.tuple(large, fc.stringMatching(/^[0-9]{1,20}$/)).map(([whole, fraction]) => `${whole}.${fraction}`),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  boolean: fc.boolean(),
  date: fc.constantFrom('2026-11-22', '0001-01-01', '9999-12-31'),
  datetime: fc.constantFrom('2026-11-22T00:00:00Z', '2026-11-22T12:00:00.001+01:00', '0001-01-01T00:00:00Z'),
  enum: texts,
  slug: fc.constantFrom('a', 'a-b', '42', '日本語', 'true'),
  email: fc.constantFrom('ada@example.org', 'a@b'),
  url: fc.constantFrom('https://example.org/x', 'tel:42'),
  color: fc.constantFrom('#FFF', '#00112233'),
  reference: id.map((_ref) => ({ _ref })),
  media: fc.tuple(id, texts).map(([_media, alt]) => ({ _media, alt })),
  location: fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }) }),
  json: fc.jsonValue({ maxDepth: 3 }),
}
const kinds = Object.keys(incoming) as FieldKindName[]
const manyKinds: FieldKindName[] = ['enum', 'reference', 'media']
const aFieldOfAnyKind = fc
  .record({ kind: fc.constantFrom(...kinds), many: fc.boolean(), bigint: fc.boolean(), localized: fc.boolean() })
  .map(
    ({ kind, many, bigint, localized }): Field => ({
      ...aField(kind, { id: one, name: 'changed' }),
      ...(many && manyKinds.includes(kind) ? { many } : {}),
      ...(bigint && kind === 'integer' ? { bigint } : {}),
      ...(localized ? { localized } : {}),
    }),
  )

/** A field and a value in its stored form. */
const stored = aFieldOfAnyKind.chain((field) => {
  const value = incoming[field.kind] ?? fc.constant(null)
  const values = field.many === true ? fc.array(value, { maxLength: 3 }) : value
  const own = values
    .map((given) => fieldKinds[field.kind].parse(given, field).value)
    .filter((parsed) => parsed !== undefined && parsed !== null)
  return fc.tuple(fc.constant(field), field.localized === true ? fc.dictionary(fc.constantFrom('en', 'de'), own, { minKeys: 1 }) : own)
})

t.test('whatever is converted, it never throws, fits the new field, and what is said to lose nothing comes back the same', async () => {
  const property = fc.property(stored, aFieldOfAnyKind, ([before, value], after) => {
    const change = { before, after, defaultLocale: 'en' }
    const { value: converted, lost } = convertFieldValue(value as Json, change)
    const parts = converted === null ? [] : after.localized === true ? Object.values(converted) : [converted]
    for (const part of parts) {
      const again = fieldKinds[after.kind].parse(part, after)
      if (canonicalJson(again.value) !== canonicalJson(part)) throw new Error(`not in the stored form: ${JSON.stringify(part)}`)
    }
    if (lost) return
    const back = converted === null ? null : convertFieldValue(converted, { before: after, after: before, defaultLocale: 'en' }).value
    if (canonicalJson(saying(back, before)) !== canonicalJson(saying(value as Json, before)))
      throw new Error(`${JSON.stringify(value)} became ${JSON.stringify(converted)} and then ${JSON.stringify(back)}`)
  })
  fc.assert(property, { numRuns: 5_000 })
})

t.test('whatever stands in a content, converting it never throws', async () => {
  const property = fc.property(fc.jsonValue(), aFieldOfAnyKind, aFieldOfAnyKind, (value, before, after) => {
    convertFieldValue(value as Json, { before, after, defaultLocale: 'en' })
  })
  fc.assert(property, { numRuns: 2_000 })
})

/** What of a value says something: an empty value and none are the same. */
function saying(value: Json | null, field: Field): Json {
  const own = (one: Json): Json => (isMissing(one, field) ? null : one)
  if (value === null || field.localized !== true) return own(value)
  const present = Object.entries(value).filter(([, one]) => own(one) !== null)
  return present.length === 0 ? null : Object.fromEntries(present)
}
