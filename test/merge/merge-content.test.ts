import { type Merged, mergeContent } from '@verso/merge'
import { type Content, type ContentType, type Field, linkTypes } from '@verso/model'
import t from 'tap'

const aField = (id: string, settings: Partial<Field> = {}): Field => ({ id, name: id, label: id, kind: 'text', ...settings })
const type = { fields: [aField('title', { localized: true }), aField('labels', { localized: true }), aField('stars'), aField('data')] }
const merge = (base: Content, ours: Content, theirs: Content): Merged => mergeContent({ base, ours, theirs }, type)

t.test('changes of different values both stay, by field and by locale', async (t) => {
  const base = { title: { en: 'a', de: 'b' }, stars: 1 }
  const {
    content: merged,
    conflicts,
    merged: paths,
  } = merge(base, { title: { en: 'mine', de: 'b' }, stars: 1 }, { title: { en: 'a', de: 'theirs' }, stars: 2, data: { x: 1 } })
  t.same(merged, { title: { en: 'mine', de: 'theirs' }, stars: 2, data: { x: 1 } })
  t.same(conflicts, [])
  t.same(paths, [{ fieldId: 'title', locale: 'de' }, { fieldId: 'stars' }, { fieldId: 'data' }])
})

t.test('two changes of one value are a conflict that shows all three, and what is stored stays', async (t) => {
  const { content: merged, conflicts } = merge({ title: { en: 'a' }, stars: 1 }, { title: { en: 'b' } }, { title: { en: 'c' }, stars: 2 })
  t.same(conflicts, [
    { fieldId: 'title', locale: 'en', kind: 'edit/edit', base: 'a', mine: 'b', theirs: 'c' },
    { fieldId: 'stars', kind: 'edit/delete', base: 1, mine: null, theirs: 2 },
  ])
  t.same(merged, { title: { en: 'c' }, stars: 2 })
})

t.test('clearing is a change like any other, and equal values in another order of members are equal', async (t) => {
  t.same(merge({ stars: 1, title: { en: 'a' } }, { title: { en: 'a' } }, { stars: 1, title: { en: 'a' } }).content, { title: { en: 'a' } })
  t.same(merge({ title: { en: 'a', de: 'b' } }, { title: { de: 'b' } }, { title: { en: 'a' } }).content, {})
  t.same(merge({ data: { x: 1, y: 2 } }, { data: { y: 2, x: 1 } }, { data: 'new' }).content, { data: 'new' })
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
    ['/heading/en', '/list/1', '/list/0/inner/heading', '/list'],
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
      { fieldId: 'sections', path: '/1/tone', byKey: '/a/tone', kind: 'edit/edit', base: '1', mine: 'mine', theirs: 'T' },
      {
        fieldId: 'sections',
        path: '/0',
        byKey: '/b',
        kind: 'edit/delete',
        base: block('b', { tone: '1' }),
        mine: null,
        theirs: block('b', { tone: 'T' }),
      },
    ])
    t.match(mergePage({}, { sections: [block('a')] }, { sections: [{ _key: 'a', _block: 'other' }] }).conflicts, [
      { path: '/0', base: null },
    ])
    t.match(mergePage({ seo: { tone: '1' } }, {}, { seo: { tone: '2' } }).conflicts, [
      { fieldId: 'seo', kind: 'edit/delete', mine: null, theirs: { tone: '2' } },
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
  t.same(conflicts, [
    {
      fieldId: 'sections',
      kind: 'order/order',
      base: listOf('abc').sections,
      mine: listOf('bac').sections,
      theirs: listOf('acb').sections,
    },
  ])
  t.same(merged, listOf('acb'))
})

t.test(
  'an item that one side took out and the other changed and moved counts in the order, so that merging again asks nothing new',
  async (t) => {
    const theirs = { sections: [block('d', { tone: 'new' }), block('a'), block('c')] }
    const { content, conflicts } = mergePage(listOf('acde'), listOf('cae'), theirs)
    t.match(conflicts, [
      { kind: 'edit/delete', byKey: '/d', mine: null },
      { kind: 'order/order', mine: [{ _key: 'd' }, { _key: 'c' }, { _key: 'a' }], theirs: theirs.sections },
    ])
    t.same(content, theirs)
    t.same(mergePage(listOf('acde'), content, theirs), { content, conflicts: [], merged: [] })
    t.match(mergePage(listOf('acde'), theirs, listOf('cae')).conflicts, [{ kind: 'edit/delete', theirs: null }, { kind: 'order/order' }])
    // Where it was only changed, our order stands.
    const stayed = { sections: [block('a'), block('c'), block('d', { tone: 'new' })] }
    t.match(mergePage(listOf('acde'), listOf('cae'), stayed).conflicts, [{ kind: 'edit/delete' }])
    t.equal(keysOf(mergePage(listOf('acde'), listOf('cae'), stayed)), 'cda')
  },
)

t.test('references, files and options chosen from a list are told by what they name', async (t) => {
  const refs = (names: string) => ({ refs: [...names].map((name) => ({ _ref: name })) })
  const listed = { fields: [aField('refs', { kind: 'reference', many: true }), aField('files', { kind: 'media', many: true })] }
  const both = (base: Content, ours: Content, theirs: Content) => mergeContent({ base, ours, theirs }, listed)
  t.same(both(refs('a'), refs('ab'), refs('ca')), {
    content: refs('cab'),
    conflicts: [],
    merged: [{ fieldId: 'refs', path: '/0', byKey: '/c' }],
  })
  t.same(both(refs('abc'), refs('cab'), refs('ab')).content, refs('ab'))
  t.match(both(refs('a'), refs('ab'), refs('ba')).conflicts, [{ kind: 'order/order', mine: refs('ab').refs, theirs: refs('ba').refs }])
  const file = (alt: string) => ({ files: [{ _media: 'f', alt }] })
  t.match(both(file('x'), file('y'), file('z')).conflicts, [{ path: '/0', mine: { alt: 'y' }, theirs: { alt: 'z' } }])
})

t.test('what one side emptied and the other added to keeps what was added; an empty list of items is no value', async (t) => {
  t.same(mergePage(listOf('ab'), {}, listOf('abc')).content, listOf('c'))
  t.same(mergePage(listOf('ab'), listOf('a'), listOf('b')).content, {})
})
