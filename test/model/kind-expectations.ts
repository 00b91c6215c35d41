import type { Field, FieldKindName, IssueCode, Json } from '@verso/model'

const id = '0190a000-0000-7000-8000-0000000000aa'
const emoji = '👩‍👧'
const block = (text: string) => ({ _type: 'block', _key: 'a', children: [{ _type: 'span', text }] })

/** What goes in and, where it isn't the same, what is stored. */
type Taken = [given: unknown, stored?: Json]
type Refused = [given: unknown, code: IssueCode, path?: string]

interface Expectation {
  settings?: Partial<Field>
  takes: Taken[]
  refuses: Refused[]
  /** Stored values and what filters and sorts see of them. */
  compares: [Json, Json][]
  missing: Json[]
  breaks?: [Json, Partial<Field>, IssueCode[]][]
}

const texts = {
  takes: [[''], ['a'], [`${emoji} – ünïcode\t\r\n`], [' spaced ']] as Taken[],
  refuses: [
    [1, 'wrong_type'],
    [true, 'wrong_type'],
    [['a'], 'wrong_type'],
    [{ en: 'a' }, 'wrong_type'],
    ['a\u0000b', 'forbidden_character'],
    ['lone \ud800', 'forbidden_character'],
    ['\udc00 lone', 'forbidden_character'],
  ] as Refused[],
  compares: [['Zebra', 'Zebra']] as [Json, Json][],
  missing: [''] as Json[],
}

/** What each kind takes, refuses, compares, counts as missing and checks. */
export const expectations: Record<FieldKindName, Expectation> = {
  text: {
    ...texts,
    takes: [...texts.takes, ['x'.repeat(1_000)], ['🎉'.repeat(1_000)]],
    refuses: [...texts.refuses, ['x'.repeat(1_001), 'too_long'], ['🎉'.repeat(1_001), 'too_long']],
    breaks: [
      ['ab', { min: 3 }, ['too_short']],
      ['🎉🎉🎉', { min: 3, max: 3 }, []],
      ['abcd', { max: 3 }, ['too_long']],
      ['abc', { pattern: '[a-c]+' }, []],
      ['xabcx', { pattern: '[a-c]+' }, ['pattern_mismatch']],
      ['x', { min: 2, pattern: 'a' }, ['too_short', 'pattern_mismatch']],
    ],
  },
  longText: {
    ...texts,
    takes: [...texts.takes, ['x'.repeat(1_048_576)]],
    refuses: [...texts.refuses, ['x'.repeat(1_048_577), 'too_long'], ['ü'.repeat(600_000), 'too_long']],
    breaks: [['ab', { min: 3 }, ['too_short']]],
  },
  markdown: { ...texts, takes: [...texts.takes, ['# Heading\n\n* one\n']] },
  richText: {
    takes: [[[]], [[block('Hello')]], [[{ _type: 'image', media: { _media: id } }, block('a'), { _type: 'break' }]]],
    refuses: [
      ['text', 'wrong_type'],
      [{}, 'wrong_type'],
      [[block('a'), 'b'], 'wrong_type', '/1'],
      [[block('a'), null], 'wrong_type', '/1'],
      [[block('a\u0000')], 'forbidden_character', '/0/children/0/text'],
      [[{ 'b\ud800': 1 }], 'forbidden_character', '/0/b\ud800'],
      [Array.from({ length: 5_001 }, () => block('')), 'too_long'],
      [[block('x'.repeat(1_048_576))], 'too_long'],
    ],
    compares: [
      [[block('One'), { _type: 'image' }, block('two')], 'One\ntwo'],
      [[{ _type: 'table', rows: [{ cells: [{ value: [block('cell')] }] }] }], 'cell'],
      [[], null],
      [[{ _type: 'image' }], ''],
    ],
    missing: [[], [block('')], [block('  '), block('')]],
  },
  integer: {
    takes: [[0], [-0, 0], [42], [-7], [Number.MAX_SAFE_INTEGER], [Number.MIN_SAFE_INTEGER], [1e3]],
    refuses: [
      ['1', 'wrong_type'],
      [1.5, 'wrong_format'],
      [2 ** 53, 'wrong_format'],
      [-(2 ** 53), 'wrong_format'],
      [Number.NaN, 'wrong_format'],
      [Number.POSITIVE_INFINITY, 'wrong_format'],
      [true, 'wrong_type'],
    ],
    compares: [[-3, -3]],
    missing: [],
    breaks: [
      [5, { min: 5, max: 5 }, []],
      [4, { min: 5 }, ['too_small']],
      [6, { max: 5 }, ['too_large']],
    ],
  },
  number: {
    takes: [[0], [-0, 0], [0.1], [-1.5e300], [Number.MIN_VALUE], [Number.MAX_VALUE]],
    refuses: [
      ['0.1', 'wrong_type'],
      [Number.NaN, 'wrong_type'],
      [Number.NEGATIVE_INFINITY, 'wrong_type'],
      [[1], 'wrong_type'],
    ],
    compares: [[0.5, 0.5]],
    missing: [],
    breaks: [
      [0.5, { min: 0.5 }, []],
      [0.4, { min: 0.5 }, ['too_small']],
    ],
  },
  boolean: {
    takes: [[true], [false]],
    refuses: [
      ['true', 'wrong_type'],
      [0, 'wrong_type'],
      [[], 'wrong_type'],
    ],
    compares: [[false, false]],
    missing: [],
  },
  date: {
    takes: [['2026-11-22'], ['0001-01-01'], ['9999-12-31'], ['2024-02-29'], ['2000-02-29']],
    refuses: [
      ['2026-02-29', 'wrong_format'],
      ['1900-02-29', 'wrong_format'],
      ['2026-11-31', 'wrong_format'],
      ['2026-13-01', 'wrong_format'],
      ['2026-00-10', 'wrong_format'],
      ['2026-01-00', 'wrong_format'],
      ['0000-01-01', 'wrong_format'],
      ['2026-1-1', 'wrong_format'],
      ['2026-11-22T00:00:00Z', 'wrong_format'],
      ['10000-01-01', 'wrong_format'],
      ['', 'wrong_format'],
      [20_261_122, 'wrong_type'],
    ],
    compares: [['2026-11-22', '2026-11-22']],
    missing: [],
    breaks: [['2026-01-01', { min: '2026-01-02' }, ['too_small']]],
  },
  datetime: {
    takes: [
      ['2026-11-22T08:00:00.000Z'],
      ['2026-11-22T08:00:00Z', '2026-11-22T08:00:00.000Z'],
      ['2026-11-22T09:30:00+01:30', '2026-11-22T08:00:00.000Z'],
      ['2026-11-22T00:00:00-08:00', '2026-11-22T08:00:00.000Z'],
      ['2026-11-22T08:00:00.123456789Z', '2026-11-22T08:00:00.123Z'],
      ['2026-11-22T08:00:00.9999Z', '2026-11-22T08:00:00.999Z'],
      ['2026-11-22t08:00:00.5z', '2026-11-22T08:00:00.500Z'],
      ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
      ['0050-06-01T00:00:00Z', '0050-06-01T00:00:00.000Z'],
      ['9999-12-31T23:59:59.999Z'],
    ],
    refuses: [
      ['2026-11-22', 'wrong_format'],
      ['2026-11-22T08:00:00', 'wrong_format'],
      ['2026-11-22 08:00:00Z', 'wrong_format'],
      ['2026-11-22T08:00Z', 'wrong_format'],
      ['2026-11-22T24:00:00Z', 'wrong_format'],
      ['2026-11-22T08:60:00Z', 'wrong_format'],
      ['2026-11-22T08:00:60Z', 'wrong_format'],
      ['2026-02-30T08:00:00Z', 'wrong_format'],
      ['2026-11-22T08:00:00.1234567890Z', 'wrong_format'],
      ['2026-11-22T08:00:00+24:00', 'wrong_format'],
      ['0001-01-01T00:00:00+00:01', 'wrong_format'],
      ['9999-12-31T23:59:59-00:01', 'wrong_format'],
      ['0000-12-31T23:00:00Z', 'wrong_format'],
      [1_700_000_000_000, 'wrong_type'],
    ],
    compares: [['2026-11-22T08:00:00.000Z', '2026-11-22T08:00:00.000Z']],
    missing: [],
    breaks: [['2026-01-01T00:00:00.000Z', { max: '2025-12-31T23:59:59.999Z' }, ['too_large']]],
  },
  enum: {
    settings: {
      options: [
        { value: 'red', label: 'Red' },
        { value: 'a,b', label: 'Comma' },
      ],
    },
    takes: [['red'], ['a,b']],
    refuses: [
      [1, 'wrong_type'],
      [['red'], 'wrong_type'],
      ['r\u0000', 'forbidden_character'],
    ],
    compares: [['red', 'red']],
    missing: [''],
    breaks: [['blue', {}, ['not_in_options']]],
  },
  slug: {
    takes: [
      ['a'],
      ['a-first-post'],
      ['2026'],
      ['v1.2'],
      ['snake_case'],
      ['a--b'],
      ['über-uns'],
      ['日本語'],
      ['हिन्दी-लेख'],
      ['e\u0301te', 'éte'],
      ['x'.repeat(200)],
      [''],
    ],
    refuses: [
      ['A', 'wrong_format'],
      ['-a', 'wrong_format'],
      ['a-', 'wrong_format'],
      ['a b', 'wrong_format'],
      ['a/b', 'wrong_format'],
      ['a..b', 'wrong_format'],
      ['.', 'wrong_format'],
      ['a%20b', 'wrong_format'],
      ['a?b', 'wrong_format'],
      ['a#b', 'wrong_format'],
      [id, 'wrong_format'],
      ['x'.repeat(201), 'too_long'],
      ['a\u0000', 'forbidden_character'],
      [1, 'wrong_type'],
    ],
    compares: [['a-b', 'a-b']],
    missing: [''],
    breaks: [['abc', { pattern: '\\d+' }, ['pattern_mismatch']]],
  },
  reference: {
    takes: [[{ _ref: id }], [{ _ref: id, _type: 'author' }, { _ref: id }]],
    refuses: [
      [id, 'wrong_type'],
      [{}, 'wrong_format', '/_ref'],
      [{ _ref: 'x' }, 'wrong_format', '/_ref'],
      [{ _ref: id.toUpperCase() }, 'wrong_format', '/_ref'],
      [{ _ref: id, _type: 1 }, 'wrong_type', '/_type'],
      [{ _ref: id, name: 'x' }, 'unknown_member'],
      [[{ _ref: id }], 'wrong_type'],
    ],
    compares: [[{ _ref: id }, id]],
    missing: [],
  },
  media: {
    takes: [
      [{ _media: id }],
      [{ _media: id, alt: 'A cat', focalPoint: { x: 0, y: 1 } }],
      [{ _media: id, alt: null, focalPoint: null }, { _media: id }],
    ],
    refuses: [
      [id, 'wrong_type'],
      [{ alt: 'x' }, 'wrong_format', '/_media'],
      [{ _media: id, alt: 1 }, 'wrong_type', '/alt'],
      [{ _media: id, alt: '\u0000' }, 'forbidden_character', '/alt'],
      [{ _media: id, alt: 'x'.repeat(1_001) }, 'too_long', '/alt'],
      [{ _media: id, focalPoint: { x: 1.01, y: 0 } }, 'wrong_format', '/focalPoint'],
      [{ _media: id, focalPoint: { x: 1 } }, 'wrong_format', '/focalPoint'],
      [{ _media: id, focalPoint: { x: 0, y: Number.NaN } }, 'wrong_format', '/focalPoint'],
      [{ _media: id, url: 'x' }, 'unknown_member'],
    ],
    compares: [[{ _media: id, alt: 'x' }, id]],
    missing: [],
  },
  json: {
    takes: [
      [{}],
      [[]],
      ['text'],
      [0],
      [false],
      [{ a: [1, null, { b: 'c' }] }],
      [nested(64)],
      [-0, 0],
      [JSON.parse('{"__proto__":{"a":1}}') as Json],
    ],
    refuses: [
      [nested(65), 'wrong_type'],
      [nested(50_000), 'wrong_type'],
      [{ a: ['\u0000'] }, 'forbidden_character', '/a/0'],
      [{ 'a/b': { '~': '\ud800' } }, 'forbidden_character', '/a~1b/~0'],
      [{ a: Number.POSITIVE_INFINITY }, 'wrong_type'],
      [{ a: undefined }, 'wrong_type'],
      [new Date(0), 'wrong_type'],
    ],
    compares: [
      [{ a: 1 }, true],
      [[], true],
    ],
    missing: [],
  },
}

function nested(depth: number): Json {
  let value: Json = []
  for (let level = 1; level < depth; level += 1) value = [value]
  return value
}
