import {
  changedFields,
  checkContent,
  comparableValues,
  type Content,
  contentForLocale,
  contentLinks,
  defaultContent,
  fieldsView,
  localeChain,
  localesWithContent,
} from '@verso/model'
import t from 'tap'
import { aField, anId, aType, locales } from './builders.ts'

const [one, two, file] = [anId(), anId(), anId()]
const title = aField('text', { name: 'title', label: 'Title', localized: true, required: true, max: 5 })
const body = aField('richText', { name: 'body', required: true })
const price = aField('number', { name: 'price', min: 0, default: 1 })
const done = aField('boolean', { name: 'done', required: true })
const authors = aField('reference', { name: 'authors', many: true, to: [] })
const cover = aField('media', { name: 'cover', localized: true })
const data = aField('json', { name: 'data', required: true })
const type = aType('post', [title, body, price, done, authors, cover, data])

t.test('a locale stands in by field along its chain, and only for what is absent', async (t) => {
  const content: Content = { [title.id]: { en: 'Hi', de: '' }, [cover.id]: { en: { _media: file } }, [price.id]: 0 }
  t.same(contentForLocale(type, content, localeChain(locales, 'de-CH')), { [title.id]: '', [cover.id]: { _media: file }, [price.id]: 0 })
  t.same(contentForLocale(type, content, localeChain(locales, 'de', false)), { [title.id]: '', [price.id]: 0 })
  t.same(contentForLocale(type, { [title.id]: 'not a map' }, ['en']), {}, 'a value from before the field was localised breaks nothing')
})

t.test('a chain of locales that stand in ends, also when it is a circle', async (t) => {
  t.same(localeChain(locales, 'de-CH'), ['de-CH', 'de', 'en'])
  t.same(localeChain(locales, 'en'), ['en'])
  const circle = locales.map((locale) => (locale.code === 'en' ? { ...locale, fallback: 'de-CH' } : locale))
  t.same(localeChain(circle, 'de'), ['de', 'en', 'de-CH'])
})

t.test('publishing lists every broken rule, and false, 0 and empty JSON count as values', async (t) => {
  const flat = {
    [title.id]: 'too long',
    [body.id]: [{ _type: 'block', children: [{ text: ' ' }] }],
    [price.id]: -1,
    [done.id]: false,
    [data.id]: [],
  }
  t.same(
    checkContent(type, flat, 'de').map(({ path, code }) => [path, code]),
    [
      ['/fields/title/de', 'too_long'],
      ['/fields/body', 'required'],
      ['/fields/price', 'too_small'],
    ],
  )
  t.same(
    checkContent(type, {}, 'en').map(({ path }) => path),
    ['/fields/title/en', '/fields/body', '/fields/done', '/fields/data'],
  )
})

t.test('a view has every field in the order of the model, with null, [] or {} for what is absent', async (t) => {
  const view = fieldsView(type, {})
  t.same(view, { title: {}, body: [], price: null, done: null, authors: [], cover: {}, data: null })
  t.same(Object.keys(view), ['title', 'body', 'price', 'done', 'authors', 'cover', 'data'])
})

t.test('what filters see leaves out what has nothing to compare', async (t) => {
  const flat = {
    [title.id]: 'Hi',
    [body.id]: [],
    [authors.id]: [{ _ref: one }],
    [cover.id]: { _media: file, alt: 'x' },
    [data.id]: { a: 1 },
  }
  t.same(comparableValues(type, flat), { [title.id]: 'Hi', [authors.id]: [one], [cover.id]: file, [data.id]: true })
})

t.test('links are found in shared and localised fields, with their place', async (t) => {
  const content: Content = { [authors.id]: [{ _ref: one }, { _ref: two }], [cover.id]: { en: { _media: file } } }
  t.same(contentLinks(type, content), [
    { fieldId: authors.id, inner: null, locale: null, path: '/0', kind: 'entry', id: one },
    { fieldId: authors.id, inner: null, locale: null, path: '/1', kind: 'entry', id: two },
    { fieldId: cover.id, inner: null, locale: 'en', path: '', kind: 'media', id: file },
  ])
})

t.test('differences are told by field and locale; the order of members is none', async (t) => {
  const before: Content = { [title.id]: { en: 'a', de: 'b' }, [data.id]: { x: 1, y: 2 }, [price.id]: 1 }
  const after: Content = { [title.id]: { en: 'a', de: 'c', 'de-CH': 'd' }, [data.id]: { y: 2, x: 1 } }
  t.same(changedFields(type, before, after), [
    { fieldId: title.id, locale: 'de' },
    { fieldId: title.id, locale: 'de-CH' },
    { fieldId: price.id },
  ])
  t.same(changedFields(type, before, before), [])
})

t.test('a new entry begins with the defaults, localised ones in one locale', async (t) => {
  const greeting = aField('text', { name: 'greeting', localized: true, default: 'Hello' })
  t.same(defaultContent(aType('page', [price, greeting, title]), 'de'), { [price.id]: 1, [greeting.id]: { de: 'Hello' } })
})

t.test('the locales of an entry are those with a value in a localised field', async (t) => {
  t.same(localesWithContent(type, { [title.id]: { en: 'x' }, [cover.id]: { de: { _media: file } }, [data.id]: { fr: 1 } }), ['de', 'en'])
  t.same(localesWithContent(type, {}), [])
})
