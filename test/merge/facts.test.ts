import { type Fact, type Merged, mergeContent } from '@verso/merge'
import type { Content } from '@verso/model'
import t from 'tap'
import { pageType } from './page-type.ts'

/** Ours over a base that nobody else has changed. */
function merge(base: Content, ours: Content, facts: Fact[]) {
  return mergeContent({ base, ours, theirs: base }, pageType, facts)
}

const kindsOf = ({ conflicts }: Merged) => conflicts.map(({ kind, fieldId, locale, path }) => [kind, fieldId, locale, path])

t.test('a value of ours that another entry holds is a conflict, and what is stored stays', async (t) => {
  const base = { title: { en: 'a', de: 'a' }, stars: 1 }
  const merged = merge(base, { title: { en: 'b', de: 'b' }, stars: 2 }, [{ kind: 'unique', fieldId: 'title', locale: 'de' }])
  t.same(kindsOf(merged), [['unique', 'title', 'de', undefined]])
  t.match(merged.conflicts, [{ base: 'a', mine: 'b', theirs: 'a' }])
  t.same(merged.content, { title: { en: 'b', de: 'a' }, stars: 2 })
})

t.test('a fact about what our side didn’t change says nothing', async (t) => {
  const base = { title: { en: 'a' }, stars: 1 }
  t.same(merge(base, { ...base, stars: 2 }, [{ kind: 'unique', fieldId: 'title', locale: 'en' }]).conflicts, [])
  t.same(
    mergeContent({ base, ours: base, theirs: { ...base, stars: 3 } }, pageType, [{ kind: 'model changed', fieldId: 'stars' }]).content,
    { ...base, stars: 3 },
  )
})

t.test('a target that is gone is a conflict at the least value that leads to it; all else of ours stays', async (t) => {
  const block = (_key: string, members: Content = {}) => ({ _key, _block: 'card', ...members })
  const base = { links: { en: [{ _ref: 'a' }] }, sections: [block('s', { tone: 'x' })] }
  const ours = {
    links: { en: [{ _ref: 'gone' }, { _ref: 'a' }, { _ref: 'b' }] },
    sections: [block('new', { related: [{ _ref: 'gone' }] }), block('s', { tone: 'y', related: [{ _ref: 'b' }, { _ref: 'gone' }] })],
  }
  const merged = merge(base, ours, [
    { kind: 'gone target', fieldId: 'links', locale: 'en', path: '/0' },
    { kind: 'gone target', fieldId: 'sections', locale: null, path: '/0/related/0' },
    { kind: 'gone target', fieldId: 'sections', path: '/1/related/1' },
  ])
  t.same(kindsOf(merged), [
    ['gone target', 'links', 'en', '/0'],
    ['gone target', 'sections', undefined, '/0'],
    ['gone target', 'sections', undefined, '/1/related/1'],
  ])
  t.same(merged.content, {
    links: { en: [{ _ref: 'a' }, { _ref: 'b' }] },
    sections: [block('s', { tone: 'y', related: [{ _ref: 'b' }] })],
  })
})

t.test('a link in rich text that leads nowhere takes its block along, so that no word names a mark that isn’t there', async (t) => {
  const text = (marks: string[], markDefs: Content[]) => [
    { _type: 'block', _key: 'b', markDefs, children: [{ _type: 'span', _key: 's', text: 'Hello', marks }] },
  ]
  const base = { notes: text([], []) }
  const ours = { notes: text(['m'], [{ _type: 'entryLink', _key: 'm', entry: { _ref: 'gone' } }]), stars: 3 }
  const merged = merge(base, ours, [{ kind: 'gone target', fieldId: 'notes', path: '/0/markDefs/0/entry' }])
  t.same(kindsOf(merged), [['gone target', 'notes', undefined, '/0']])
  t.same(merged.content, { ...base, stars: 3 })
})

t.test('a field whose kind changed since the base is one value, however its sides look', async (t) => {
  const versions = { base: { tags: ['a'] }, ours: { tags: ['a', 'b'] }, theirs: { tags: ['a', 'c'] } }
  const merged = mergeContent(versions, pageType, [{ kind: 'model changed', fieldId: 'tags' }])
  t.match(merged.conflicts, [{ kind: 'model changed', fieldId: 'tags', base: ['a'], mine: ['a', 'b'], theirs: ['a', 'c'] }])
  t.same(merged.content, { tags: ['a', 'c'] })
})
