import { diffContent } from '@verso/merge'
import { canonicalJson, type Content, type Json } from '@verso/model'
import fc from 'fast-check'
import t from 'tap'
import { aTriple } from './page-contents.ts'
import { pageType } from './page-type.ts'

const card = (_key: string, members: Content = {}) => ({ _key, _block: 'card', ...members })
const block = (_key: string, text: string): Json => ({ _type: 'block', _key, children: [{ _type: 'span', _key: 's', text }] })

t.test('values are set and unset by field and language', async (t) => {
  const before = { title: { en: 'a', de: 'b' }, stars: 1 }
  t.same(diffContent(before, { title: { en: 'c' }, data: 5 }, pageType), [
    { fieldId: 'title', locale: 'de', language: 'de', kind: 'unset', from: 'b' },
    { fieldId: 'title', locale: 'en', language: 'en', kind: 'set', from: 'a', to: 'c' },
    { fieldId: 'stars', kind: 'unset', from: 1 },
    { fieldId: 'data', kind: 'set', to: 5 },
  ])
  t.same(diffContent(before, before, pageType), [])
})

t.test('items come, go, are moved and change inside; as few as possible are called moved', async (t) => {
  const before = { sections: [card('a'), card('b', { heading: { en: 'B' } }), card('c'), card('d')] }
  const after = { sections: [card('d'), card('a'), card('x'), card('b', { heading: { en: 'B', de: 'Beh' } })] }
  t.same(diffContent(before, after, pageType), [
    { fieldId: 'sections', path: '/2', byKey: '/c', kind: 'remove', from: card('c'), fromIndex: 2 },
    { fieldId: 'sections', path: '/0', byKey: '/d', kind: 'move', fromIndex: 3, toIndex: 0 },
    { fieldId: 'sections', path: '/2', byKey: '/x', kind: 'insert', to: card('x'), toIndex: 2 },
    { fieldId: 'sections', path: '/3/heading/de', byKey: '/b/heading/de', language: 'de', kind: 'set', to: 'Beh' },
  ])
})

t.test('references are told by what they name, rich text by block', async (t) => {
  const before = { links: { en: [{ _ref: 'a' }, { _ref: 'b' }] }, notes: [block('1', 'One'), block('2', 'Two')] }
  const after = { links: { en: [{ _ref: 'b' }] }, notes: [block('1', 'One'), block('2', 'Due'), block('3', 'Three')] }
  t.same(diffContent(before, after, pageType), [
    { fieldId: 'links', locale: 'en', path: '/0', byKey: '/a', language: 'en', kind: 'remove', from: { _ref: 'a' }, fromIndex: 0 },
    { fieldId: 'notes', path: '/1', byKey: '/2', kind: 'set', from: block('2', 'Two'), to: block('2', 'Due') },
    { fieldId: 'notes', path: '/2', byKey: '/3', kind: 'insert', to: block('3', 'Three'), toIndex: 2 },
  ])
})

t.test('law: the changes, made to the one state, give the other', async () => {
  const known = (content: Content) =>
    Object.fromEntries(pageType.fields.flatMap(({ id }) => (content[id] === undefined ? [] : [[id, content[id]]])))
  fc.assert(
    fc.property(
      aTriple,
      ({ ours, theirs }) => canonicalJson(patched(known(ours), diffContent(ours, theirs, pageType))) === canonicalJson(known(theirs)),
    ),
    { numRuns: 400 },
  )
})

type Node = { [member: string]: Json }

/** Lists from the outside in, as positions are those of the later state; then the values. */
function patched(content: Content, changes: ReturnType<typeof diffContent>): Content {
  const result = structuredClone(content) as Node
  const stepsOf = ({ fieldId, locale, path = '' }: (typeof changes)[number]) => [
    fieldId,
    ...(locale === undefined ? [] : [locale]),
    ...path.split('/').slice(1),
  ]
  const byDepth = changes.toSorted((one, other) => stepsOf(one).length - stepsOf(other).length)
  const lists = new Map<string, typeof changes>()
  for (const change of byDepth.filter(({ kind }) => !['set', 'unset'].includes(kind))) {
    const list = stepsOf(change).slice(0, -1).join('/')
    lists.set(list, [...(lists.get(list) ?? []), change])
  }
  for (const [list, own] of lists) rearrange(at(result, list.split('/')) as Json[], own)
  for (const change of byDepth.filter(({ kind }) => ['set', 'unset'].includes(kind))) {
    const steps = stepsOf(change)
    put(result, steps, change.to ?? null)
  }
  return result
}

function rearrange(list: Json[], changes: ReturnType<typeof diffContent>): void {
  const taken = changes.flatMap(({ fromIndex }) => fromIndex ?? [])
  const placed = changes.flatMap(({ kind, toIndex, fromIndex, to }) =>
    toIndex === undefined ? [] : [{ toIndex, item: kind === 'move' ? list[fromIndex ?? 0] : to }],
  )
  const stayed = list.filter((_, index) => !taken.includes(index))
  list.splice(0, list.length, ...stayed)
  for (const { toIndex, item } of placed.toSorted((one, other) => one.toIndex - other.toIndex)) list.splice(toIndex, 0, item ?? null)
}

function at(whole: Json, steps: readonly string[]): Json {
  return steps.reduce<Json>((value, step) => (value as Node)[step] ?? null, whole)
}

/** A map that a language comes into is made; one that the last goes from, goes. */
function put(whole: Node, steps: readonly string[], value: Json): void {
  const [last = '', ...parents] = steps.toReversed()
  const above = parents.toReversed()
  if (at(whole, above) === null) put(whole, above, {})
  const parent = at(whole, above) as Node
  if (value !== null) parent[last] = value
  else if (Array.isArray(parent)) throw new Error('An item was unset')
  else delete parent[last]
  if (Object.keys(parent).length === 0 && ['title', 'links', 'body', 'heading'].includes(String(above.at(-1)))) put(whole, above, null)
}
