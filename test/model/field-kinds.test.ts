import { comparisonOf, fieldKindNames, fieldKinds, isMissing, type Json } from '@verso/model'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { aField } from './builders.ts'
import { expectations } from './kind-expectations.ts'

const id = '0190a000-0000-7000-8000-0000000000aa'
const otherId = '0190a000-0000-7000-8000-0000000000bb'

for (const kind of fieldKindNames) {
  const { settings, takes, refuses, compares, missing, breaks = [] } = expectations[kind]
  const field = aField(kind, settings)

  t.test(`${kind} keeps what it takes, and gives it back as it would be sent`, async (t) => {
    const accepts = new Ajv2020({ strict: false, validateFormats: false }).compile(fieldKinds[kind].inputSchema(field))
    for (const [given, stored = given as Json] of takes) {
      const first = fieldKinds[kind].parse(given, field)
      t.same(first, { value: stored }, show(given))
      t.same(fieldKinds[kind].parse(first.value, field), { value: stored }, `sent back: ${show(given)}`)
      t.same(JSON.parse(JSON.stringify(first.value)), stored, `through JSON: ${show(given)}`)
      t.ok(accepts(given), `its input schema takes ${show(given)}`)
    }
  })

  t.test(`${kind} refuses what it can't keep, and says where`, async (t) => {
    for (const [given, code, path = ''] of refuses) {
      const parsed = fieldKinds[kind].parse(given, field)
      t.same(
        parsed.issues?.map((issue) => [issue.code, issue.path]),
        [[code, path]],
        show(given),
      )
    }
  })

  t.test(`${kind} is compared, and counts as missing, as its kind says`, async (t) => {
    for (const [stored, comparable] of compares) t.same(fieldKinds[kind].comparable(stored, field), comparable, show(stored))
    for (const stored of missing) t.ok(isMissing(stored, field), `${show(stored)} is missing`)
    for (const [given, stored = given as Json] of takes)
      if (!missing.some((one) => show(one) === show(stored))) t.notOk(isMissing(stored, field), `${show(stored)} is something`)
    t.ok(isMissing(undefined, field) && isMissing(null, field))
  })

  t.test(`${kind} is checked by its rules when it is published`, async (t) => {
    for (const [stored, rules, codes] of breaks) {
      t.same(
        fieldKinds[kind].check(stored, { ...field, ...rules }).map((issue) => issue.code),
        codes,
        `${show(stored)} under ${show(rules)}`,
      )
    }
  })
}

t.test('an integer of any size is a text, compared by its value', async (t) => {
  const field = aField('integer', { bigint: true, min: '-9007199254740993', max: '9'.repeat(100) })
  const { parse, check, comparable, inputSchema, outputSchema, typescript } = fieldKinds.integer
  for (const value of ['0', '-1', '9007199254740993', '9'.repeat(100)]) {
    t.same(parse(value, field), { value }, value)
    t.equal(comparable(value, field), value)
  }
  const refused: [unknown, string][] = [
    [1, 'wrong_type'],
    ['', 'wrong_format'],
    ['1.0', 'wrong_format'],
    ['007', 'wrong_format'],
    ['-0', 'wrong_format'],
    ['+1', 'wrong_format'],
    ['1e3', 'wrong_format'],
    ['1\u0000', 'forbidden_character'],
    ['9'.repeat(101), 'wrong_format'],
  ]
  for (const [value, code] of refused) t.match(parse(value, field), { issues: [{ code, path: '' }] }, String(value))
  t.same(codesOf(check('-9007199254740993', field)), [])
  t.same(codesOf(check('-9007199254740994', field)), [['too_small', '']])
  t.equal(comparisonOf(field), 'bigint')
  t.equal(comparisonOf(aField('integer')), 'integer')
  t.same(inputSchema(field), outputSchema(field))
  t.equal(typescript(field), 'string')
})

t.test('media of many keep their order, hold each file once, and count', async (t) => {
  const field = aField('media', { many: true, min: 2, max: 2 })
  const { parse, check, comparable, outputSchema, typescript } = fieldKinds.media
  t.same(
    parse(
      [
        { _media: otherId, alt: 'b' },
        { _media: id, alt: null },
      ],
      field,
    ),
    { value: [{ _media: otherId, alt: 'b' }, { _media: id }] },
  )
  t.match(parse({ _media: id }, field), { issues: [{ code: 'wrong_type', path: '' }] })
  t.same(
    codesOf(parse([{ _media: id }, { _media: id, alt: 'again' }, { _media: 'x' }, { _media: otherId, alt: '\ud800' }], field).issues ?? []),
    [
      ['invalid', '/1'],
      ['wrong_format', '/2/_media'],
      ['forbidden_character', '/3/alt'],
    ],
  )
  t.match(
    parse(
      Array.from({ length: 1_001 }, () => ({ _media: id })),
      field,
    ),
    { issues: [{ code: 'too_long' }] },
  )
  t.same(codesOf(check([{ _media: id }], field)), [['too_short', '']])
  t.same(comparable([{ _media: otherId }, { _media: id }], field), [otherId, id])
  t.equal(comparable([], field), null)
  t.ok(isMissing([], field))
  t.match(outputSchema(field), { type: 'array', maxItems: 2 })
  t.equal(typescript(field), 'Media[]')
})

t.test('a choice of many holds each value once and says which item is at fault', async (t) => {
  const field = aField('enum', { many: true, min: 1, max: 2, options: ['a', 'b', 'c'].map((value) => ({ value, label: value })) })
  const { parse, check, comparable } = fieldKinds.enum
  t.same(parse(['b', 'a'], field), { value: ['b', 'a'] })
  t.same(parse([], field), { value: [] })
  t.match(parse('a', field), { issues: [{ code: 'wrong_type', path: '' }] })
  t.match(parse(['a', 1, 'a'], field), {
    issues: [
      { code: 'wrong_type', path: '/1' },
      { code: 'invalid', path: '/2' },
    ],
  })
  t.same(codesOf(check(['a', 'x'], field)), [['not_in_options', '/1']])
  t.same(codesOf(check(['a', 'b', 'c'], field)), [['too_long', '']])
  t.equal(comparable([], field), null)
  t.ok(isMissing([], field))
})

t.test('a reference to many keeps its order, refuses the same entry twice, and counts its items', async (t) => {
  const field = aField('reference', { many: true, min: 2, to: [] })
  const { parse, check, comparable } = fieldKinds.reference
  t.same(parse([{ _ref: otherId, _type: 'a' }, { _ref: id }], field), { value: [{ _ref: otherId }, { _ref: id }] })
  t.same(codesOf(parse([{ _ref: id }, { _ref: id }, { _ref: 'x' }], field).issues ?? []), [
    ['invalid', '/1'],
    ['wrong_format', '/2/_ref'],
  ])
  t.same(codesOf(check([{ _ref: id }], field)), [['too_short', '']])
  t.same(comparable([{ _ref: otherId }, { _ref: id }], field), [otherId, id])
  t.equal(comparable([], field), null)
})

t.test('minus zero, which JSON text can not tell from zero, is zero everywhere', async (t) => {
  for (const kind of ['integer', 'number', 'json'] as const) t.ok(Object.is(fieldKinds[kind].parse(-0, aField(kind)).value, 0), kind)
  t.ok(Object.is((fieldKinds.json.parse([-0], aField('json')).value as number[])[0], 0))
})

t.test('a text field may ask for more than the usual length', async (t) => {
  const field = aField('text', { max: 2_000 })
  t.same(fieldKinds.text.parse('x'.repeat(2_000), field).issues, undefined)
  t.match(fieldKinds.text.parse('x'.repeat(2_001), field), { issues: [{ code: 'too_long' }] })
})

t.test('every kind names itself, and its schemas and its TypeScript are usable', async (t) => {
  for (const kind of fieldKindNames) {
    const field = aField(kind, expectations[kind].settings)
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    t.equal(fieldKinds[kind].name, kind)
    t.doesNotThrow(() => ajv.compile(fieldKinds[kind].outputSchema(field)), `output schema of ${kind}`)
    t.not(fieldKinds[kind].typescript(field), '')
  }
})

function codesOf(issues: { code: string; path: string }[]): [string, string][] {
  return issues.map(({ code, path }) => [code, path])
}

function show(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 80)
  } catch {
    return 'a value too deep to show'
  }
}
