import { applyContent, canonicalJson, type Content, fieldsView, linkTypes, parseFields } from '@verso/model'
import fc from 'fast-check'
import t from 'tap'
import { aField, aType, locales } from './builders.ts'

const hero = aType('hero', [], { kind: 'component' })
hero.fields = [
  aField('text', { name: 'heading', localized: true }),
  aField('text', { name: 'tone' }),
  aField('component', { name: 'card', components: [hero.id] }),
  aField('component', { name: 'cards', components: [hero.id], many: true }),
]
const [page = hero] = linkTypes([
  aType('page', [
    aField('component', { name: 'seo', components: [hero.id] }),
    aField('component', { name: 'cards', components: [hero.id], many: true }),
  ]),
  hero,
])
const view = (content: Content) => fieldsView(page, content)
const saved = (fields: unknown, before: Content = {}): Content => {
  const parsed = parseFields(page, fields, { locales })
  if (parsed.issues !== undefined) throw new Error(JSON.stringify(parsed.issues))
  return applyContent(page, before, parsed.content)
}

const word = fc.constantFrom('one', 'two', 'three')
const inLocales = fc.dictionary(fc.constantFrom('en', 'de', 'de-CH'), word)
const option = { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier(), withCrossShrink: true } as const
const anItem: fc.Arbitrary<Record<string, unknown>> = fc.letrec<{ item: Record<string, unknown>; items: Record<string, unknown>[] }>(
  (tie) => ({
    item: fc.record({ heading: inLocales, tone: word, card: fc.option(tie('item'), option), cards: tie('items') }),
    items: fc
      .oneof(option, fc.constant([]), fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), tie('item')), { maxLength: 3 }))
      .map((pairs) => Object.entries(Object.fromEntries(pairs)).map(([_key, item]) => ({ _key, ...item }))),
  }),
).item

/** The same, with everything localised said in one locale only. */
function onlyIn(locale: string, value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((item) => onlyIn(locale, item, text))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === 'heading' ? { [locale]: text } : onlyIn(locale, member, text)]),
  )
}

/** Every text by the path to it, of all locales but one. */
function textsBut(locale: string, value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}=${canonicalJson(value)}`]
  return Object.entries(value).flatMap(([name, member]) =>
    path.endsWith('/heading') && name === locale ? [] : textsBut(locale, member, `${path}/${name}`),
  )
}

t.test('law: saving one locale leaves every value of the others as it is, at any depth', async () => {
  fc.assert(
    fc.property(anItem, fc.array(anItem, { maxLength: 3 }), fc.constantFrom('en', 'de'), (seo, cards, locale) => {
      const before = saved({ seo, cards })
      const shown = view(before)
      const after = saved(onlyIn(locale, { seo: shown.seo, cards: shown.cards }, 'new'), before)
      return canonicalJson(textsBut(locale, view(after))) === canonicalJson(textsBut(locale, shown))
    }),
  )
})
