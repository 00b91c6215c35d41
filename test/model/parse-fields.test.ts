import { applyContent, type Content, fieldsView, type Json, parseFields } from '@verso/model'
import fc from 'fast-check'
import t from 'tap'
import { aField, aType, locales } from './builders.ts'

const title = aField('text', { name: 'title', localized: true })
const views = aField('integer', { name: 'views' })
const meta = aField('json', { name: 'meta' })
const labels = aField('json', { name: 'labels', localized: true })
const tags = aField('enum', { name: 'tags', many: true, options: [{ value: 'a', label: 'A' }] })
const type = aType('post', [title, views, meta, labels, tags])
const parse = (fields: unknown) => parseFields(type, fields, { locales })

t.test('names become ids, and only what is named is changed', async (t) => {
  t.same(parse({ title: { en: 'Hello', de: null }, views: null }), { content: { [title.id]: { en: 'Hello', de: null }, [views.id]: null } })
  t.same(parse({}), { content: {} })
})

t.test('every fault is listed, with a pointer to where it is', async (t) => {
  const { issues } = parse({ title: { en: 1, xx: 'a', 'd/e': 'b' }, views: '7', 'a/b': 1, constructor: 1, tags: ['a', 2] })
  t.same(
    issues?.map(({ path, code }) => [path, code]),
    [
      ['/fields/title/en', 'wrong_type'],
      ['/fields/title/xx', 'unknown_locale'],
      ['/fields/title/d~1e', 'unknown_locale'],
      ['/fields/views', 'wrong_type'],
      ['/fields/a~1b', 'unknown_field'],
      ['/fields/constructor', 'unknown_field'],
      ['/fields/tags/1', 'wrong_type'],
    ],
  )
})

t.test('a plain value for a localised field, and a map for a shared one, are told apart from other faults', async (t) => {
  t.match(parse({ title: 'Hello' }), { issues: [{ path: '/fields/title', code: 'localized' }] })
  t.match(parse({ views: { en: 1 } }), { issues: [{ path: '/fields/views', code: 'not_localized' }] })
  t.same(parse({ meta: { en: 1 } }), { content: { [meta.id]: { en: 1 } } }, 'a json field may hold what looks like a map')
})

t.test('fields that are no object are refused', async (t) => {
  for (const fields of [null, [], 'x', 1, undefined]) t.match(parse(fields), { issues: [{ path: '/fields', code: 'wrong_type' }] })
})

t.test('a member called __proto__ is an unknown field, not a prototype', async (t) => {
  t.match(parse(JSON.parse('{"__proto__":{"title":1}}')), { issues: [{ path: '/fields/__proto__', code: 'unknown_field' }] })
  t.match(parse({ title: JSON.parse('{"__proto__":"x"}') }), { issues: [{ path: '/fields/title/__proto__', code: 'unknown_locale' }] })
})

const plainJson = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value).replaceAll('-0', '0')) as Json)
const present = plainJson.filter((value) => value !== null && !JSON.stringify(value).includes('\\u0000'))
const content = fc
  .record(
    {
      [title.id]: fc.dictionary(
        fc.constantFrom('en', 'de', 'de-CH'),
        fc.string({ maxLength: 20 }).filter((text) => !text.includes('\0')),
        { minKeys: 1 },
      ),
      [views.id]: fc.maxSafeInteger(),
      [meta.id]: present,
      [labels.id]: fc.dictionary(fc.constantFrom('en', 'de'), present, { minKeys: 1 }),
      [tags.id]: fc.constantFrom(['a'], []),
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.parse(JSON.stringify(value)) as Content)

t.test('what was read can be sent back as it is and changes nothing', async () => {
  fc.assert(
    fc.property(content, (before) => {
      const sent = parseFields(type, JSON.parse(JSON.stringify(fieldsView(type, before))), { locales })
      const after = applyContent(type, before, sent.content ?? { fault: JSON.stringify(sent.issues) })
      // An absent list reads as an empty one and is stored as such when it is sent.
      return JSON.stringify(fieldsView(type, after)) === JSON.stringify(fieldsView(type, before))
    }),
  )
})

t.test('a save touches only the fields and locales in it', async (t) => {
  const before: Content = { [title.id]: { en: 'One', de: 'Eins' }, [meta.id]: { a: 1, b: 2 }, removedField: 'kept' }
  const change = parse({ title: { de: null, 'de-CH': 'Eis' }, meta: { a: 9 }, views: 3 }).content ?? {}
  t.same(applyContent(type, before, change), {
    [title.id]: { en: 'One', 'de-CH': 'Eis' },
    [meta.id]: { a: 9 },
    [views.id]: 3,
    removedField: 'kept',
  })
  t.same(before[title.id], { en: 'One', de: 'Eins' }, 'the old content is as it was')
})

t.test('clearing a field, or its last locale, leaves nothing of it', async (t) => {
  const before: Content = { [title.id]: { en: 'One' }, [views.id]: 1 }
  t.same(applyContent(type, before, { [title.id]: { en: null }, [views.id]: null }), {})
  t.same(applyContent(type, before, { [title.id]: null }), { [views.id]: 1 })
  t.same(applyContent(type, before, { [title.id]: {} }), before)
})
