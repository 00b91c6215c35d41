import { type Merged, mergeContent } from '@verso/merge'
import { canonicalJson, type Content, type ContentType, type Field, linkTypes } from '@verso/model'
import fc from 'fast-check'
import t from 'tap'

const aField = (id: string, settings: Partial<Field> = {}): Field => ({ id, name: id, label: id, kind: 'text', ...settings })
const type = { fields: [aField('title', { localized: true }), aField('labels', { localized: true }), aField('stars'), aField('data')] }
const merge = (base: Content, ours: Content, theirs: Content): Merged => mergeContent({ base, ours, theirs }, type)
const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other)

const value = fc.oneof(fc.constantFrom(0, 1, 'a', 'b', true), fc.constantFrom({ x: 1 }, { x: 1, y: 2 }, [1], []))
const byLocale = fc.dictionary(fc.constantFrom('en', 'de'), value, { minKeys: 1 })
const content = fc.record({ title: byLocale, labels: byLocale, stars: value, data: value }, { requiredKeys: [] }) as fc.Arbitrary<Content>

t.test('changes of different values both stay, by field and by locale', async (t) => {
  const base = { title: { en: 'a', de: 'b' }, stars: 1 }
  const {
    content: merged,
    conflicts,
    merged: paths,
  } = merge(base, { title: { en: 'mine', de: 'b' }, stars: 1 }, { title: { en: 'a', de: 'theirs' }, stars: 2, data: { x: 1 } })
  t.same(merged, { title: { en: 'mine', de: 'theirs' }, stars: 2, data: { x: 1 } })
  t.same(conflicts, [])
  t.same(paths, [{ fieldId: 'data' }, { fieldId: 'stars' }, { fieldId: 'title', locale: 'de' }])
})

t.test('two changes of one value are a conflict that shows all three, and what is stored stays', async (t) => {
  const { content: merged, conflicts } = merge({ title: { en: 'a' }, stars: 1 }, { title: { en: 'b' } }, { title: { en: 'c' }, stars: 2 })
  t.same(conflicts, [
    { fieldId: 'stars', base: 1, mine: null, theirs: 2 },
    { fieldId: 'title', locale: 'en', base: 'a', mine: 'b', theirs: 'c' },
  ])
  t.same(merged, { title: { en: 'c' }, stars: 2 })
})

t.test('clearing is a change like any other, and equal values in another order of members are equal', async (t) => {
  t.same(merge({ stars: 1, title: { en: 'a' } }, { title: { en: 'a' } }, { stars: 1, title: { en: 'a' } }).content, { title: { en: 'a' } })
  t.same(merge({ title: { en: 'a', de: 'b' } }, { title: { de: 'b' } }, { title: { en: 'a' } }).content, {})
  t.same(merge({ data: { x: 1, y: 2 } }, { data: { y: 2, x: 1 } }, { data: 'new' }).content, { data: 'new' })
})

t.test('law: a side that changed nothing gives the other', async () => {
  fc.assert(
    fc.property(
      content,
      content,
      (base, other) => same(merge(base, base, other).content, other) && merge(base, base, other).conflicts.length === 0,
    ),
  )
  fc.assert(
    fc.property(
      content,
      content,
      (base, other) => same(merge(base, other, base).content, other) && merge(base, other, base).conflicts.length === 0,
    ),
  )
})

t.test('law: the same change on both sides is that change', async () => {
  fc.assert(fc.property(content, content, (base, side) => same(merge(base, side, side), { content: side, conflicts: [], merged: [] })))
})

t.test('law: which side is which matters only at conflicts, and there only for whose value is shown where', async () => {
  fc.assert(
    fc.property(content, content, content, (base, one, other) => {
      const [there, back] = [merge(base, one, other), merge(base, other, one)]
      const mirrored = back.conflicts.map((conflict) => ({ ...conflict, mine: conflict.theirs, theirs: conflict.mine }))
      return same(there.conflicts, mirrored) && (there.conflicts.length > 0 || same(there.content, back.content))
    }),
  )
})

t.test('law: merging again what was merged changes nothing', async () => {
  fc.assert(
    fc.property(content, content, content, (base, ours, theirs) => {
      const { content: merged } = merge(base, ours, theirs)
      return same(merge(base, merged, theirs).content, merged) && same(merge(theirs, merged, theirs).content, merged)
    }),
  )
})

t.test('law: every value of the result is one side’s, and nothing that only one side changed is lost', async () => {
  const flat = (whole: Content) =>
    Object.entries(whole).flatMap(([field, own]) =>
      ['title', 'labels'].includes(field)
        ? Object.entries(own as object).map(([locale, item]) => [`${field}/${locale}`, item])
        : [[field, own]],
    ) as [string, unknown][]
  fc.assert(
    fc.property(content, content, content, (base, ours, theirs) => {
      const [before, mine, now, after] = [base, ours, theirs, merge(base, ours, theirs).content].map((whole) => new Map(flat(whole)))
      const paths = new Set([...(before?.keys() ?? []), ...(mine?.keys() ?? []), ...(now?.keys() ?? [])])
      return [...paths].every((path) => {
        const expected = same(before?.get(path), now?.get(path)) ? mine?.get(path) : now?.get(path)
        return same(after?.get(path), expected)
      })
    }),
  )
})

const card: ContentType = { id: 'card', name: 'card', label: 'Card', kind: 'component', fields: [] }
card.fields = [
  aField('heading', { localized: true }),
  aField('tone'),
  aField('inner', { kind: 'component', components: ['card'] }),
  aField('list', { kind: 'component', components: ['card'], many: true }),
]
const other: ContentType = { ...card, id: 'other', name: 'other', fields: [aField('tone')] }
const [page = card] = linkTypes([
  {
    ...card,
    id: 'page',
    kind: 'collection',
    fields: [aField('seo', { kind: 'component', components: ['card'] }), aField('sections', { kind: 'blocks', blocks: ['card', 'other'] })],
  },
  card,
  other,
])
const mergePage = (base: Content, ours: Content, theirs: Content): Merged => mergeContent({ base, ours, theirs }, page)
const block = (_key: string, members: Content = {}) => ({ _key, _block: 'card', ...members })
const keysOf = ({ content: { sections } }: Merged) => (sections as { _key: string }[]).map(({ _key }) => _key).join('')
const listOf = (keys: string) => ({ sections: [...keys].map((key) => block(key)) })

t.test('components are merged field by field, their lists item by item, at every depth', async (t) => {
  const base = {
    seo: {
      tone: 'a',
      heading: { en: 'E' },
      list: [
        { _key: 'x', tone: '1' },
        { _key: 'y', inner: { tone: '2' } },
      ],
    },
  }
  const ours = {
    seo: {
      tone: 'mine',
      heading: { en: 'E', de: 'D' },
      list: [
        { _key: 'x', tone: '1' },
        { _key: 'y', inner: { tone: 'mine' } },
      ],
    },
  }
  const theirs = {
    seo: {
      tone: 'a',
      heading: { en: 'T' },
      list: [
        { _key: 'y', inner: { tone: '2', heading: { en: 'T' } } },
        { _key: 'x', tone: 'T' },
      ],
    },
  }

  const { content: merged, conflicts, merged: paths } = mergePage(base, ours, theirs)

  t.same(conflicts, [])
  t.same(merged, {
    seo: {
      tone: 'mine',
      heading: { en: 'T', de: 'D' },
      list: [
        { _key: 'y', inner: { tone: 'mine', heading: { en: 'T' } } },
        { _key: 'x', tone: 'T' },
      ],
    },
  })
  t.same(
    paths.map(({ path }) => path),
    ['/heading/en', '/list/0', '/list/1/inner/heading/en', '/list'],
  )
})

t.test(
  'one value inside that both changed is a conflict at its place; so is an item that one took out and the other changed',
  async (t) => {
    const base = { sections: [block('a', { tone: '1' }), block('b', { tone: '1' })] }
    const { conflicts } = mergePage(
      base,
      { sections: [block('c'), block('a', { tone: 'mine' })] },
      { sections: [block('b', { tone: 'T' }), block('a', { tone: 'T' })] },
    )
    t.same(conflicts, [
      { fieldId: 'sections', path: '/1/tone', base: '1', mine: 'mine', theirs: 'T' },
      { fieldId: 'sections', path: '/0', base: block('b', { tone: '1' }), mine: null, theirs: block('b', { tone: 'T' }) },
    ])
    t.match(mergePage({}, { sections: [block('a')] }, { sections: [{ _key: 'a', _block: 'other' }] }).conflicts, [
      { path: '/0', base: null },
    ])
    t.match(mergePage({ seo: { tone: '1' } }, {}, { seo: { tone: '2' } }).conflicts, [
      { fieldId: 'seo', mine: null, theirs: { tone: '2' } },
    ])
  },
)

t.test('the order of a list is a value of its own, and what both added stays, each behind the item that it followed', async (t) => {
  t.equal(keysOf(mergePage(listOf('abc'), listOf('cab'), { sections: [block('a', { tone: 'T' }), block('b'), block('c')] })), 'cab')
  t.equal(keysOf(mergePage(listOf('abc'), listOf('axbc'), listOf('abyc'))), 'axbyc')
  t.equal(keysOf(mergePage(listOf('abc'), listOf('axbc'), listOf('cba'))), 'cbax')
  t.equal(keysOf(mergePage(listOf('abc'), listOf('ac'), listOf('bcax'))), 'cax')
  t.equal(keysOf(mergePage(listOf('ab'), listOf('axb'), listOf('ayb'))), keysOf(mergePage(listOf('ab'), listOf('ayb'), listOf('axb'))))
  const { conflicts, content: merged } = mergePage(listOf('abc'), listOf('bac'), listOf('acb'))
  t.same(conflicts, [{ fieldId: 'sections', base: listOf('abc').sections, mine: listOf('bac').sections, theirs: listOf('acb').sections }])
  t.same(merged, listOf('acb'))
})

const tone = fc.constantFrom('a', 'b', 'c')
const aCard = fc.record({ tone, heading: fc.dictionary(fc.constantFrom('en', 'de'), tone, { minKeys: 1 }) }, { requiredKeys: [] })
const aList = fc
  .tuple(fc.shuffledSubarray([...'abcd']), fc.array(aCard, { minLength: 4, maxLength: 4 }))
  .map(([keys, cards]) => keys.map((key, index) => block(key, cards[index] as Content)))
const aPage = fc.record({ seo: aCard, sections: aList }, { requiredKeys: [] }) as fc.Arbitrary<Content>

t.test('law: with components too, which side is which matters only at conflicts', async () => {
  fc.assert(
    fc.property(aPage, aPage, aPage, (base, one, two) => {
      const [there, back] = [mergePage(base, one, two), mergePage(base, two, one)]
      return there.conflicts.length === back.conflicts.length && (there.conflicts.length > 0 || same(there.content, back.content))
    }),
  )
})

t.test('law: with components too, a side that changed nothing gives the other, and merging again changes nothing', async () => {
  fc.assert(
    fc.property(
      aPage,
      aPage,
      (base, one) => same(mergePage(base, base, one).content, one) && same(mergePage(base, one, base).content, one),
    ),
  )
  fc.assert(
    fc.property(aPage, aPage, aPage, (base, ours, theirs) => {
      const { content: merged, conflicts } = mergePage(base, ours, theirs)
      return conflicts.length > 0 || same(mergePage(theirs, merged, theirs).content, merged)
    }),
  )
})
