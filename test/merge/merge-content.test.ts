import { type Merged, mergeContent } from '@verso/merge'
import { canonicalJson, type Content } from '@verso/model'
import fc from 'fast-check'
import t from 'tap'

const localized = new Set(['title', 'labels'])
const merge = (base: Content, ours: Content, theirs: Content): Merged => mergeContent({ base, ours, theirs }, localized)
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
      localized.has(field) ? Object.entries(own as object).map(([locale, item]) => [`${field}/${locale}`, item]) : [[field, own]],
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
