import { canonicalJson, type ContentType, entrySchema, jsonPointer, modelHashInput, schemaName } from '@verso/model'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import t from 'tap'
import { aField, aModel, anId, aType } from './builders.ts'

const author = aType('author', [aField('text', { name: 'name', required: true })])
const post = aType('post', [
  aField('text', { name: 'title', required: true, localized: true }),
  aField('integer', { name: 'stars', min: 1, max: 5 }),
  aField('richText', { name: 'body' }),
  aField('reference', { name: 'author', to: [author.id], required: true }),
  aField('reference', { name: 'related', to: [author.id, anId()], many: true }),
  aField('media', { name: 'cover' }),
  aField('text', { name: 'code', pattern: '\\d+' }),
])
const model = aModel(author, post)

function check(direction: 'in' | 'out') {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const components = { schemas: { Author: entrySchema(author, model, 'out'), Post: entrySchema(post, model, direction) } }
  const validate = ajv.compile({ $id: 'x', components, $ref: '#/components/schemas/Post' })
  return (value: unknown) => validate(value)
}

t.test('the schema of an entry fits what readers get, included or not, and nothing else', async (t) => {
  const fits = check('out')
  const id = anId()
  const one = {
    _id: id,
    _type: 'post',
    title: 'Hi',
    stars: 5,
    body: [],
    author: { _ref: id, _type: 'author' },
    related: [],
    cover: null,
    code: '123',
  }
  t.ok(fits(one))
  t.ok(fits({ ...one, author: { _id: id, _type: 'author', name: 'Ada' }, related: [{ _type: 'author', name: 'Ada' }] }))
  t.ok(fits({ ...one, author: null }), 'a required reference is null when its target is not published')
  t.ok(fits({ ...one, title: null }), 'a localised value is null where no other language may stand in for it')
  for (const wrong of [
    { title: 1 },
    { stars: 6 },
    { body: null },
    { author: { _type: 'author', name: 1 } },
    { author: { _type: 'author', name: null } },
    { related: null },
    { code: 'x1' },
    { _type: 'author' },
  ]) {
    t.notOk(fits({ ...one, ...wrong }), JSON.stringify(wrong))
  }
})

t.test('the schema of what is saved takes drafts: null anywhere, maps for localised fields, no unknown field', async (t) => {
  const fits = check('in')
  t.ok(fits({ title: { en: 'Hi', de: null }, stars: 99, author: null }))
  t.ok(fits({}))
  t.notOk(fits({ title: 'Hi' }))
  t.notOk(fits({ titel: { en: 'Hi' } }))
  t.notOk(fits({ author: { _ref: 'x' } }))
})

t.test('schemas are named as types are, with a capital letter', async (t) => {
  t.equal(schemaName(aType('blogPost')), 'BlogPost')
})

t.test('canonical JSON is the same for equal values, parses to the value, and differs for others', async () => {
  const anything = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => shuffled(item))
    if (typeof value !== 'object' || value === null) return value
    const copy = {}
    for (const [name, member] of Object.entries(value).reverse())
      Object.defineProperty(copy, name, { value: shuffled(member), enumerable: true, configurable: true, writable: true })
    return copy
  }
  fc.assert(fc.property(anything, (value) => canonicalJson(value) === canonicalJson(shuffled(value))))
  fc.assert(fc.property(anything, (value) => canonicalJson(JSON.parse(canonicalJson(value))) === canonicalJson(value)))
  fc.assert(fc.property(anything, fc.string(), (value, other) => canonicalJson({ value }) !== canonicalJson({ value, other })))
})

t.test('a model is named by what it holds: the order of types means nothing, the order of fields does', async (t) => {
  t.equal(hashOf(author, post), hashOf(post, author))
  t.not(hashOf(post), hashOf({ ...post, fields: [...post.fields].reverse() }))
})

function hashOf(...types: ContentType[]): string {
  return modelHashInput(aModel(...types))
}

t.test('a pointer escapes what has a meaning in it', async (t) => {
  t.equal(jsonPointer('fields', 'a/b', '~', 0), '/fields/a~1b/~0/0')
  t.equal(jsonPointer(), '')
})
