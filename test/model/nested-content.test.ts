import {
  applyContent,
  checkContent,
  comparableValues,
  type Content,
  contentForLocale,
  contentLinks,
  type ContentType,
  type Field,
  fieldAt,
  fieldsView,
  flatType,
  isLocalizedType,
  type Json,
  linkTypes,
  localesWithContent,
  namedPath,
  parseFields,
  withoutPrivate,
} from '@verso/model'
import t from 'tap'
import { aField, aType, locales } from './builders.ts'

const author = '0190a000-0000-7000-8000-0000000000aa'
const editor = '0190a000-0000-7000-8000-0000000000bb'

/** A page with one component, a list of components and blocks, in which all of these stand again. */
function aPage() {
  const hero = aType('hero', [], { kind: 'component' })
  const quote = aType('quote', [], { kind: 'component' })
  hero.fields = [
    aField('text', { name: 'heading', localized: true, required: true }),
    aField('text', { name: 'tone', max: 5 }),
    aField('text', { name: 'secret', private: true }),
    aField('reference', { name: 'author', to: ['x'] }),
    aField('component', { name: 'card', components: [hero.id] }),
    aField('component', { name: 'cards', components: [hero.id], many: true }),
    aField('blocks', { name: 'blocks', blocks: [hero.id, quote.id] }),
  ]
  quote.fields = [aField('longText', { name: 'words', localized: true }), aField('integer', { name: 'stars' })]
  const page = aType('page', [
    aField('text', { name: 'title', localized: true }),
    aField('component', { name: 'seo', components: [hero.id] }),
    aField('component', { name: 'cards', components: [hero.id], many: true }),
    aField('blocks', { name: 'sections', blocks: [hero.id, quote.id], min: 1 }),
    aField('blocks', { name: 'localSections', blocks: [hero.id, quote.id], localized: true }),
  ])
  const [linkedPage = page, linkedHero = hero, linkedQuote = quote] = linkTypes([page, hero, quote])
  return { page: linkedPage, hero: linkedHero, quote: linkedQuote }
}

const { page, hero, quote } = aPage()
const fieldOf = (type: ContentType, name: string): Field => {
  const field = type.fields.find((candidate) => candidate.name === name)
  if (field === undefined) throw new Error(`no field ${name}`)
  return field
}
const id = (type: ContentType, name: string) => fieldOf(type, name).id
const parse = (fields: unknown) => parseFields(page, fields, { locales })
const saved = (fields: unknown, before: Content = {}): Content => {
  const parsed = parse(fields)
  if (parsed.issues !== undefined) throw new Error(JSON.stringify(parsed.issues))
  return applyContent(page, before, parsed.content)
}
const faults = (fields: unknown) => parse(fields).issues?.map(({ path, code }) => [path, code])
const view = (content: Content) => fieldsView(page, content)
const bare = { heading: {}, tone: null, secret: null, author: null, card: null, cards: [], blocks: [] }

t.test('what is written by names is stored by ids and comes back by names, with every field there', async (t) => {
  const content = saved({
    seo: { heading: { en: 'Hello' }, tone: 'loud' },
    sections: [
      { _block: 'quote', _key: 'q', stars: 3 },
      { _block: 'hero', _key: 'h', card: { tone: 'low' } },
    ],
  })
  t.same(content, {
    [id(page, 'seo')]: { [id(hero, 'heading')]: { en: 'Hello' }, [id(hero, 'tone')]: 'loud' },
    [id(page, 'sections')]: [
      { _key: 'q', _block: quote.id, [id(quote, 'stars')]: 3 },
      { _key: 'h', _block: hero.id, [id(hero, 'card')]: { [id(hero, 'tone')]: 'low' } },
    ],
  })
  t.same(view(content), {
    title: {},
    seo: { ...bare, heading: { en: 'Hello' }, tone: 'loud' },
    cards: [],
    sections: [
      { _key: 'q', _block: 'quote', words: {}, stars: 3 },
      { _key: 'h', _block: 'hero', ...bare, card: { ...bare, tone: 'low' } },
    ],
    localSections: {},
  })
  t.same(saved(view(content)), content, 'what was read can be sent back')
})

t.test('components nest ten levels deep and no deeper', async (t) => {
  const deep = (levels: number): unknown => (levels === 0 ? { tone: 'low' } : { cards: [{ _key: `k${levels}`, card: deep(levels - 1) }] })
  const content = saved({ seo: { cards: [{ _key: 'a', card: { blocks: [{ _key: 'b', _block: 'hero', card: deep(2) }] } }] } })
  t.same(saved(view(content)), content, 'eight levels and more come back as they were')
  const levels = (count: number): unknown => (count === 1 ? { tone: 'x' } : { card: levels(count - 1) })
  t.equal(faults({ seo: levels(10) }), undefined)
  t.same(faults({ seo: levels(11) }), [[`/fields/seo${'/card'.repeat(10)}`, 'too_large']])
})

t.test('every fault inside is told with its whole path', async (t) => {
  t.same(
    faults({
      seo: { headline: 'x', _type: 'y', tone: 1 },
      cards: [{ _key: 'a' }, { _key: 'a' }, { _key: 'ä' }, { heading: { fr: 'x', en: 1 } }, { heading: 'plain' }],
      sections: [{ _block: 'hero', cards: [{ tone: {} }] }, { _block: 'video' }, {}],
      localSections: { en: [{ _block: 'hero', heading: { en: 'x' } }] },
    }),
    [
      ['/fields/seo/headline', 'unknown_field'],
      ['/fields/seo/_type', 'unknown_member'],
      ['/fields/seo/tone', 'wrong_type'],
      ['/fields/cards/1/_key', 'duplicate_key'],
      ['/fields/cards/2/_key', 'wrong_format'],
      ['/fields/cards/3/heading/fr', 'unknown_locale'],
      ['/fields/cards/3/heading/en', 'wrong_type'],
      ['/fields/cards/4/heading', 'localized'],
      ['/fields/sections/0/cards/0/tone', 'wrong_type'],
      ['/fields/sections/1/_block', 'unknown_type'],
      ['/fields/sections/2/_block', 'required'],
      ['/fields/localSections/en/0/heading', 'not_localized'],
    ],
  )
  t.same(faults({ seo: [], cards: {}, sections: [1] }), [
    ['/fields/seo', 'wrong_type'],
    ['/fields/cards', 'wrong_type'],
    ['/fields/sections/0', 'wrong_type'],
  ])
  t.same(faults({ seo: { de: { tone: 'x' } } }), [['/fields/seo', 'not_localized']])
})

t.test('items get keys that no other item of their list has, and keep them', async (t) => {
  const sent = { cards: [{ tone: 'a' }, { tone: 'a' }, { tone: 'b', cards: [{}, {}] }] }
  const first = saved(sent)
  const keysOf = (content: Content) => (view(content).cards as { _key: string }[]).map(({ _key }) => _key)
  t.equal(new Set(keysOf(first)).size, 3)
  t.ok(keysOf(first).every((key) => /^[A-Za-z0-9_-]{1,40}$/.test(key)))
  t.same(saved(sent, first), first, 'the same list sent again is no change')
  const shown = view(first).cards as { _key: string; tone: string }[]
  const turned = saved({ cards: shown.toReversed().map((card) => ({ ...card, tone: 'new' })) }, first)
  t.same(keysOf(turned), keysOf(first).toReversed())
})

t.test('a component is replaced by what is sent of it; a language that is not named keeps what it has', async (t) => {
  const before = saved({
    seo: { heading: { en: 'Hello', de: 'Hallo' }, tone: 'loud' },
    cards: [{ _key: 'a', heading: { en: 'A', de: 'Ä' }, tone: 'x' }],
  })
  const after = view(saved({ seo: { heading: { de: 'Servus' } }, cards: [{ _key: 'b' }, { _key: 'a', tone: 'y' }] }, before))
  t.match(after.seo, { heading: { en: 'Hello', de: 'Servus' }, tone: null })
  t.match(after.cards, [
    { _key: 'b', heading: {} },
    { _key: 'a', heading: { en: 'A', de: 'Ä' }, tone: 'y' },
  ])
  t.match(view(saved({ seo: { heading: { de: null } } }, before)).seo, { heading: { en: 'Hello' } })
  t.same((view(saved({ seo: { heading: null } }, before)).seo as { heading: Json }).heading, {})
  t.equal(view(saved({ seo: null }, before)).seo, null)
})

t.test('values of fields that the component no longer has stay in their item', async (t) => {
  const gone = '0190a000-0000-7000-8000-00000000dead'
  const before: Content = { [id(page, 'seo')]: { [gone]: 'kept', [id(hero, 'tone')]: 'x' } }
  t.same(saved({ seo: { tone: 'y' } }, before), { [id(page, 'seo')]: { [gone]: 'kept', [id(hero, 'tone')]: 'y' } })
})

t.test('the content of one locale has no languages in it, and takes the stand-ins item by item', async (t) => {
  const content = saved({
    cards: [
      { _key: 'a', heading: { en: 'A', de: 'Ä' } },
      { _key: 'b', heading: { en: 'B' } },
    ],
    localSections: { de: [{ _key: 'c', _block: 'hero', heading: 'Nur hier' }] },
  })
  const flat = contentForLocale(page, content, ['de', 'en'])
  t.same(flat[id(page, 'cards')], [
    { _key: 'a', [id(hero, 'heading')]: 'Ä' },
    { _key: 'b', [id(hero, 'heading')]: 'B' },
  ])
  t.same(contentForLocale(page, content, ['de'])[id(page, 'cards')], [{ _key: 'a', [id(hero, 'heading')]: 'Ä' }, { _key: 'b' }])
  t.same(contentForLocale(page, content, ['en'])[id(page, 'localSections')], undefined)
  t.same(localesWithContent(page, content), ['de', 'en'])
  t.ok(isLocalizedType(page))
  t.notOk(isLocalizedType(flatType(page)))
})

t.test('the rules of fields inside are checked, each at its path', async (t) => {
  const content = saved({
    seo: { tone: 'too long' },
    sections: [{ _block: 'hero', _key: 'h', heading: { en: 'x' }, cards: [{ _key: 'c', tone: 'too long' }] }],
    localSections: { de: [{ _key: 'l', _block: 'hero' }] },
  })
  t.same(
    checkContent(page, contentForLocale(page, content, ['de', 'en']), 'de').map(({ path, code }) => [path, code]),
    [
      ['/fields/seo/heading/de', 'required'],
      ['/fields/seo/tone', 'too_long'],
      ['/fields/sections/0/cards/0/heading/de', 'required'],
      ['/fields/sections/0/cards/0/tone', 'too_long'],
      ['/fields/localSections/de/0/heading', 'required'],
    ],
  )
  t.same(
    checkContent(page, {}, 'en').map(({ path }) => path),
    [],
    'a component that is not there breaks no rule',
  )
})

t.test('values inside are compared under the ids on the way; below a list all together', async (t) => {
  const flat = contentForLocale(
    page,
    saved({
      seo: { heading: { en: 'Hello' }, card: { tone: 'low' } },
      sections: [
        { _block: 'hero', heading: { en: 'One' } },
        { _block: 'quote', stars: 3 },
        { _block: 'hero', heading: { en: 'Two' } },
      ],
    }),
    ['en'],
  )
  const [seo, sections] = [id(page, 'seo'), id(page, 'sections')]
  t.match(comparableValues(page, flat), {
    [seo]: true,
    [`${seo}/${id(hero, 'heading')}`]: 'Hello',
    [`${seo}/${id(hero, 'card')}/${id(hero, 'tone')}`]: 'low',
    [sections]: true,
    [`${sections}/${hero.id}/${id(hero, 'heading')}`]: ['One', 'Two'],
    [`${sections}/${quote.id}/${id(quote, 'stars')}`]: [3],
  })
})

t.test('a link inside is told by its field, the ids on the way and its place, which reads by names', async (t) => {
  const content = saved({
    sections: [{ _block: 'quote' }, { _block: 'hero', _key: 'h', author: { _ref: author }, cards: [{ author: { _ref: editor } }] }],
    localSections: { de: [{ _block: 'hero', author: { _ref: author } }] },
  })
  const links = contentLinks(page, content)
  t.same(
    links.map((link) => [namedPath(page, link), link.locale, link.id]),
    [
      ['/fields/sections/1/author', null, author],
      ['/fields/sections/1/cards/0/author', null, editor],
      ['/fields/localSections/de/0/author', 'de', author],
    ],
  )
  t.same(links[1]?.inner, [hero.id, id(hero, 'cards'), id(hero, 'author')].join('/'))
  t.same(
    links.map((link) => fieldAt(page, link)?.name),
    ['author', 'author', 'author'],
  )
  const flat = contentLinks(flatType(page), contentForLocale(page, content, ['de']))
  t.same(
    flat.map((link) => namedPath(page, { ...link, locale: 'de' }, { isFlat: true })),
    ['/fields/sections/1/author', '/fields/sections/1/cards/0/author', '/fields/localSections/de/0/author'],
  )
})

t.test('private fields inside are gone for who may not see them, at every depth', async (t) => {
  const content = saved({ seo: { secret: 'x', card: { secret: 'y', card: { secret: 'z' } } } })
  t.notMatch(JSON.stringify(fieldsView(withoutPrivate(page), content)), /secret|"[xyz]"/)
  t.match(JSON.stringify(fieldsView(page, content)), /secret/)
})
