import { checkContent, type Field, type Json, parseContentTypeInput } from '@verso/model'
import t from 'tap'
import { aField, aModel, anId, aType } from './builders.ts'

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 2, pattern: '^[A-Z]' },
    tags: { type: 'array', items: { $ref: '#/$defs/tag' }, maxItems: 2 },
    children: { type: 'array', items: { $ref: '#' } },
  },
  additionalProperties: false,
  $defs: { tag: { enum: ['a', 'b'] } },
}

const issuesOf = (value: Json, settings: Partial<Field> = {}) => {
  const field = aField('json', { name: 'data', schema, ...settings })
  return checkContent(aType('post', [field]), { [field.id]: value }, 'en').map(({ path, code }) => [path, code])
}

t.test('a value keeps the schema of its field to be published; each fault is listed where it stands', async (t) => {
  t.same(issuesOf({ name: 'Ada', tags: ['a'], children: [{ name: 'Bo' }] }), [])
  t.same(issuesOf({ name: 'a', tags: ['a', 'c', 'b'], children: [{}], colour: 1 }).sort(), [
    ['/fields/data/children/0/name', 'required'],
    ['/fields/data/colour', 'unknown_member'],
    ['/fields/data/name', 'pattern_mismatch'],
    ['/fields/data/name', 'too_short'],
    ['/fields/data/tags', 'too_long'],
    ['/fields/data/tags/1', 'not_in_options'],
  ])
  t.same(issuesOf([]), [['/fields/data', 'wrong_type']])
})

t.test('what has no schema, no value or another kind is not looked at', async (t) => {
  const field = aField('json', { name: 'data' })
  t.same(checkContent(aType('post', [field]), { [field.id]: { any: 1 } }, 'en'), [])
  t.same(checkContent(aType('post', [aField('json', { schema })]), {}, 'en'), [])
})

t.test('a list of a thousand faults tells its first ones, and names of members are escaped in paths', async (t) => {
  const items = issuesOf(
    Array.from({ length: 1_000 }, () => 1),
    { schema: { items: { type: 'string' } } },
  )
  t.equal(items.length, 50)
  t.same(issuesOf({ 'a/b': 1 }, { schema: { additionalProperties: { type: 'string' } } }), [['/fields/data/a~1b', 'wrong_type']])
})

t.test('a schema that could never be used is refused with the type, at its path', async (t) => {
  const refused: [string, unknown][] = [
    ['no object', true],
    ['a text', 'object'],
    ['an unknown keyword', { typ: 'object' }],
    ['an unknown type', { type: 'text' }],
    ['another dialect', { $schema: 'http://json-schema.org/draft-07/schema#' }],
    ['something elsewhere', { $ref: 'https://example.org/schema.json' }],
    ['something that is not there', { $ref: '#/$defs/nothing' }],
    ['itself without an end', { $ref: '#' }],
    [
      'itself through others without an end',
      { $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' },
    ],
    ['a pattern that looks ahead', { pattern: '(?=a)' }],
    ['a pattern of a thousand thousand', { pattern: '((a{1,100}){1,100}){1,100}' }],
    ['an asynchronous one', { $async: true, type: 'object' }],
    ['a large one', { description: 'x'.repeat(70_000) }],
  ]
  for (const [what, wrong] of refused) {
    const { issues } = parse({ schema: wrong })
    t.match(issues, [{ path: '/fields/0/schema', code: 'invalid', message: String }], what)
  }
  t.same(parse({ schema }).type?.fields[0]?.schema, schema)
  t.equal(parse({ schema: null }).type?.fields[0]?.schema, undefined)
  t.match(parse({ schema, kind: 'text' }).issues, [{ path: '/fields/0/schema', code: 'unknown_member' }])
})

t.test('a default keeps the schema of its field', async (t) => {
  t.match(parse({ schema, default: { name: 'a' } }).issues, [{ path: '/fields/0/default/name' }, { path: '/fields/0/default/name' }])
  t.same(parse({ schema, default: { name: 'Ada' } }).type?.fields[0]?.default, { name: 'Ada' })
})

t.test('patterns of a schema run in linear time', async (t) => {
  const evil = { schema: { type: 'string', pattern: '^(a+)+$' } }
  t.same(issuesOf(`${'a'.repeat(50_000)}b`, evil), [['/fields/data', 'pattern_mismatch']])
  t.same(issuesOf('xaay', { schema: { pattern: 'a+' } }), [], 'a pattern is found anywhere, as the standard says')
  t.same(issuesOf('b', { schema: { anyOf: [{ pattern: 'a' }, { pattern: 'b' }] } }), [], 'two patterns are told apart')
})

t.test('a value that a schema can not be applied to is a fault, not a crash', async (t) => {
  const endless = {
    type: 'object',
    properties: { a: { $ref: '#/$defs/x' } },
    $defs: { x: { $ref: '#/$defs/y' }, y: { $ref: '#/$defs/x' } },
  }
  t.same(issuesOf({ a: 1 }, { schema: endless }), [['/fields/data', 'invalid']])
})

t.test('hostile names in a schema and in a value are names like others', async (t) => {
  const hostile = JSON.parse('{"type":"object","properties":{"constructor":{"type":"string"}},"required":["toString"]}') as Json
  t.same(issuesOf({}, { schema: hostile }), [['/fields/data/toString', 'required']])
  t.same(issuesOf(JSON.parse('{"toString":1,"__proto__":{"constructor":1},"constructor":1}') as Json, { schema: hostile }), [
    ['/fields/data/constructor', 'wrong_type'],
  ])
})

function parse(settings: Record<string, unknown>) {
  return parseContentTypeInput({ name: 'post', fields: [{ name: 'data', kind: 'json', ...settings }] }, { model: aModel(), newId: anId })
}
