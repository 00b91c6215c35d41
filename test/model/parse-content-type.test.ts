import { type ContentType, contentTypeView, type Issue, isReservedName, parseContentTypeInput, type TypeContext } from '@verso/model'
import { operatorNames } from '@verso/query'
import t from 'tap'
import { aField, aModel, anId, aType } from './builders.ts'

const author = aType('author', [aField('text', { name: 'name' })])
const context: TypeContext = { model: aModel(author), newId: anId }
const places = (issues: Issue[] | undefined) => issues?.map(({ path, code }) => [path, code])

function made(input: unknown, options: TypeContext = context): ContentType {
  const { type, issues } = parseContentTypeInput(input, options)
  if (type === undefined) throw new Error(JSON.stringify(issues))
  return type
}

const everything = {
  name: 'blogPost',
  description: 'What we write',
  kind: 'collection',
  titleField: 'title',
  slugField: 'slug',
  previewUrl: 'https://example.org/{slug}',
  publicRead: true,
  groups: [{ name: 'main', kind: 'tab' }],
  fields: [
    {
      name: 'title',
      kind: 'text',
      required: true,
      localized: true,
      unique: true,
      searchable: true,
      min: 1,
      max: 80,
      pattern: '[^<>]+',
      help: 'Short',
      group: 'main',
    },
    { name: 'slug', kind: 'slug', from: ['title'], unique: true },
    { name: 'body', kind: 'richText' },
    { name: 'stars', kind: 'integer', min: 1, max: 5, default: 3 },
    { name: 'on', kind: 'date', min: '2020-01-01' },
    { name: 'at', kind: 'datetime', max: '2030-01-01T00:00:00+02:00' },
    { name: 'colours', kind: 'enum', many: true, max: 2, options: ['red', { value: 'blue', label: 'Blue' }], default: ['red'] },
    { name: 'authors', kind: 'reference', many: true, to: ['author', 'blogPost'], onMissingTarget: 'refuse' },
    { name: 'cover', kind: 'media', accept: ['image/*', 'application/pdf'] },
  ],
}

t.test('a new type gets ids, labels where none were given, and ids in place of names', async (t) => {
  const type = made(everything)
  t.match(type, {
    name: 'blogPost',
    label: 'Blog post',
    kind: 'collection',
    publicRead: true,
    groups: [{ name: 'main', label: 'Main', kind: 'tab' }],
  })
  const [title, slug, , stars, , at, colours, authors] = type.fields
  t.equal(new Set(type.fields.map((field) => field.id)).size, type.fields.length)
  t.match(title, { name: 'title', label: 'Title', required: true, min: 1, max: 80 })
  t.same(slug?.from, [title?.id])
  t.equal(stars?.default, 3)
  t.equal(at?.max, '2029-12-31T22:00:00.000Z')
  t.same(colours?.options, [
    { value: 'red', label: 'red' },
    { value: 'blue', label: 'Blue' },
  ])
  t.same(authors?.to, [author.id, type.id], 'a type may refer to itself')
  t.same([type.titleField, type.slugField], [title?.id, slug?.id])
})

t.test('what the API gives can be sent back as it is, and is the same type again', async (t) => {
  const type = made(everything)
  const model = aModel(author, type)
  const view = contentTypeView(type, model)
  t.match(view, { titleField: 'title', slugField: 'slug', publicRead: true })
  t.same(view.fields[7]?.to, ['author', 'blogPost'])
  t.same(view.fields[1]?.from, ['title'])
  t.same(made(JSON.parse(JSON.stringify(view)), { model, current: type, newId: anId }), type)
})

t.test('a change leaves alone what it does not name, and null clears', async (t) => {
  const current = made(everything)
  const change = (input: object) => made(input, { model: aModel(author, current), current, newId: anId })
  t.same(change({}), current)
  t.same(change({ label: 'Posts' }), { ...current, label: 'Posts' })
  t.equal(change({ name: 'post' }).id, current.id)
  t.equal(change({ description: null }).description, undefined)
  t.equal(change({ publicRead: false }).publicRead, undefined)
  t.equal(change({ titleField: null }).titleField, undefined)
})

t.test('in the list of fields an id is a rename, a known name the same field, all else new, and what is missing is removed', async (t) => {
  const current = made({
    name: 'post',
    fields: [
      { name: 'a', kind: 'text' },
      { name: 'b', kind: 'text' },
      { name: 'c', kind: 'text' },
    ],
  })
  const [a, b] = current.fields
  const input = {
    fields: [
      { id: a?.id, name: 'b', kind: 'text' },
      { name: 'a', kind: 'text' },
      { id: b?.id, name: 'z', kind: 'text' },
    ],
  }
  const after = made(input, { model: aModel(current), current, newId: anId })
  const [first, second, third] = after.fields
  t.same([first?.id, first?.name], [a?.id, 'b'])
  t.notOk(
    current.fields.some((field) => field.id === second?.id),
    'a name whose field was renamed in the same list is a new field',
  )
  t.same([third?.id, third?.name], [b?.id, 'z'])
})

t.test('the first text field and the first slug name an entry unless something else is said', async (t) => {
  const fields = [
    { name: 'n', kind: 'integer' },
    { name: 'heading', kind: 'text' },
    { name: 'path', kind: 'slug' },
  ]
  const type = made({ name: 'post', fields })
  t.same([type.titleField, type.slugField], [type.fields[1]?.id, type.fields[2]?.id])
  const other = made({ name: 'post', fields, titleField: 'n', slugField: null })
  t.same([other.titleField, other.slugField], [other.fields[0]?.id, undefined])
  const emptied = made({ fields: [] }, { model: aModel(type), current: type, newId: anId })
  t.same([emptied.titleField, emptied.slugField], [undefined, undefined])
})

t.test('names that can not be asked for or would collide are refused', async (t) => {
  const nameOf = (name: unknown) =>
    places(parseContentTypeInput({ name: 'post', fields: [{ name, kind: 'text' }] }, context).issues)?.[0]?.[1]
  for (const name of ['Title', '1st', '_id', 'a-b', 'a.b', 'é', '', 'x'.repeat(64), 'a b', 'a\u0000'])
    t.equal(nameOf(name), 'wrong_format', JSON.stringify(name))
  for (const name of [
    'and',
    'or',
    'not',
    'any',
    'all',
    'none',
    'hasAny',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'tostring',
  ])
    t.equal(nameOf(name), 'reserved_name', name)
  for (const name of operatorNames) t.ok(isReservedName(name), `every operator is reserved: ${name}`)
  for (const name of ['select', 'order', 'null0', 'table', 'x'.repeat(63), 'proto']) t.equal(nameOf(name), undefined, name)
  t.equal(nameOf('__proto__'), 'wrong_format')
  t.same(places(parseContentTypeInput({ name: 'Post' }, context).issues), [['/name', 'wrong_format']])
  t.same(places(parseContentTypeInput({ name: 'auThor' }, context).issues), [['/name', 'duplicate_name']])
  const twice = {
    name: 'post',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'tiTle', kind: 'text' },
    ],
  }
  t.same(places(parseContentTypeInput(twice, context).issues), [['/fields/1/name', 'duplicate_name']])
})

const field = (settings: object) => ({ name: 'post', fields: [{ name: 'f', ...settings }] })
const faults: [string, object, [string, string][]][] = [
  ['a kind that is none', field({ kind: 'telephone' }), [['/fields/0/kind', 'unknown_option']]],
  ['no kind', field({}), [['/fields/0/kind', 'required']]],
  ['a text of any size', field({ kind: 'text', bigint: true }), [['/fields/0/bigint', 'unknown_member']]],
  ['a bound that is no decimal', field({ kind: 'decimal', min: '1e5' }), [['/fields/0/min', 'wrong_format']]],
  ['a bound of a large integer with a fraction', field({ kind: 'integer', bigint: true, max: 1.5 }), [['/fields/0/max', 'wrong_format']]],
  [
    'exact bounds that no number keeps',
    field({ kind: 'decimal', min: '9007199254740993', max: '9007199254740992.5' }),
    [['/fields/0/max', 'too_small']],
  ],
  ['a bound of one file', field({ kind: 'media', max: 2 }), [['/fields/0/max', 'invalid']]],
  ['a place that has a range', field({ kind: 'location', min: 1 }), [['/fields/0/min', 'unknown_member']]],
  ['a colour that has a pattern', field({ kind: 'color', pattern: 'a' }), [['/fields/0/pattern', 'unknown_member']]],
  ['a default that is no address', field({ kind: 'url', default: 'javascript:alert(1)' }), [['/fields/0/default', 'wrong_format']]],
  [
    'a default outside of the earth',
    field({ kind: 'location', default: { lat: 91, lng: 0 } }),
    [['/fields/0/default/lat', 'wrong_format']],
  ],
  ['an odd uniqueness', field({ kind: 'text', unique: 'locale' }), [['/fields/0/unique', 'wrong_type']]],
  ['a setting that no field has', field({ kind: 'text', requried: true }), [['/fields/0/requried', 'unknown_member']]],
  [
    'a setting of another kind',
    field({ kind: 'boolean', pattern: 'a', many: true }),
    [
      ['/fields/0/many', 'unknown_member'],
      ['/fields/0/pattern', 'unknown_member'],
    ],
  ],
  ['a flag that is no boolean', field({ kind: 'text', required: 'yes' }), [['/fields/0/required', 'wrong_type']]],
  ['bounds the wrong way round', field({ kind: 'number', min: 2, max: 1 }), [['/fields/0/max', 'too_small']]],
  [
    'a bound of another type',
    field({ kind: 'integer', min: '1', max: 1.5 }),
    [
      ['/fields/0/min', 'wrong_type'],
      ['/fields/0/max', 'wrong_format'],
    ],
  ],
  [
    'a length that is none',
    field({ kind: 'text', min: -1, max: 4_001 }),
    [
      ['/fields/0/min', 'wrong_format'],
      ['/fields/0/max', 'wrong_format'],
    ],
  ],
  ['a bound that is no date', field({ kind: 'date', min: '2026-02-30' }), [['/fields/0/min', 'wrong_format']]],
  ['items of what is one', field({ kind: 'enum', options: ['a'], max: 2 }), [['/fields/0/max', 'invalid']]],
  ['a choice of nothing', field({ kind: 'enum' }), [['/fields/0/options', 'required']]],
  ['the same option twice', field({ kind: 'enum', options: ['a', { value: 'a' }] }), [['/fields/0/options/1', 'duplicate_name']]],
  [
    'an option without a value',
    field({ kind: 'enum', options: ['', { label: 'x' }, 3, { value: 'a', x: 1 }] }),
    [
      ['/fields/0/options/0/value', 'wrong_type'],
      ['/fields/0/options/1/value', 'wrong_type'],
      ['/fields/0/options/2', 'wrong_type'],
      ['/fields/0/options/3/x', 'unknown_member'],
    ],
  ],
  ['a default that breaks a rule', field({ kind: 'integer', max: 5, default: 6 }), [['/fields/0/default', 'too_large']]],
  [
    'a default that is no option',
    field({ kind: 'enum', many: true, options: ['a'], default: ['a', 'b'] }),
    [['/fields/0/default/1', 'not_in_options']],
  ],
  ['a reference to nothing', field({ kind: 'reference' }), [['/fields/0/to', 'required']]],
  ['a reference to an unknown type', field({ kind: 'reference', to: ['author', 'nobody'] }), [['/fields/0/to/1', 'unknown_type']]],
  ['a media type that is none', field({ kind: 'media', accept: ['image'] }), [['/fields/0/accept/0', 'wrong_format']]],
  [
    'a slug from what is not there',
    field({ kind: 'slug', from: ['nothing', 'f'] }),
    [
      ['/fields/0/from/0', 'unknown_field'],
      ['/fields/0/from/1', 'invalid'],
    ],
  ],
  ['a group that is not there', field({ kind: 'text', group: 'main' }), [['/fields/0/group', 'invalid']]],
  ['an id for a new field', field({ kind: 'text', id: anId() }), [['/fields/0/id', 'read_only']]],
  [
    'a title that is no field',
    { name: 'post', titleField: 'x', slugField: 5 },
    [
      ['/titleField', 'unknown_field'],
      ['/slugField', 'unknown_field'],
    ],
  ],
  ['a slug field of another kind', { ...field({ kind: 'text' }), slugField: 'f' }, [['/slugField', 'invalid']]],
  ['a preview that would run', { name: 'post', previewUrl: 'javascript:alert(1)' }, [['/previewUrl', 'wrong_format']]],
  ['a member that no type has', { name: 'post', singular: 'x' }, [['/singular', 'unknown_member']]],
  ['a kind of type that is none', { name: 'post', kind: 'page' }, [['/kind', 'unknown_option']]],
  ['no name', {}, [['/name', 'required']]],
  ['an id', { name: 'post', id: anId() }, [['/id', 'read_only']]],
  ['fields that are no list', { name: 'post', fields: {} }, [['/fields', 'wrong_type']]],
  ['a field that is no object', { name: 'post', fields: ['title'] }, [['/fields/0', 'wrong_type']]],
  [
    'texts that can not be stored',
    { name: 'post', label: 'a\u0000', description: 'x'.repeat(1_001) },
    [
      ['/label', 'forbidden_character'],
      ['/description', 'too_long'],
    ],
  ],
]

for (const [what, input, expected] of faults) {
  t.test(`a type is refused for ${what}`, async (t) => {
    t.same(places(parseContentTypeInput(input, context).issues), expected)
  })
}
