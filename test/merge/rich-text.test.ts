import { type Merged, mergeContent } from '@verso/merge'
import type { Json } from '@verso/model'
import t from 'tap'
import { pageType } from './page-type.ts'

const span = (_key: string, text: string, ...marks: string[]) => ({ _type: 'span', _key, text, marks })
const link = (_key: string, href: string) => ({ _type: 'link', _key, href })
const block = (_key: string, children: Json[], members: { [member: string]: Json } = {}): Json => ({
  _type: 'block',
  _key,
  style: 'normal',
  markDefs: [],
  children,
  ...members,
})
const image = (media: string, alt: string) => ({ _type: 'image', _key: 'i', media: { _media: media }, alt })
const table = (...rows: [string, ...[string, string][]][]) => ({
  _type: 'table',
  _key: 't',
  rows: rows.map(([key, ...cells]) => ({
    _type: 'row',
    _key: key,
    cells: cells.map(([cell, text]) => ({ _type: 'cell', _key: cell, value: [block('b', [span('s', text)])] })),
  })),
})

function merge(base: Json[], ours: Json[], theirs: Json[]): Merged {
  return mergeContent({ base: { notes: base }, ours: { notes: ours }, theirs: { notes: theirs } }, pageType)
}

t.test('two people write in different blocks, and in different spans of one', async (t) => {
  const base = [block('a', [span('1', 'One '), span('2', 'two')]), block('b', [span('1', 'Three')])]
  const { content, conflicts, merged } = merge(
    base,
    [block('a', [span('1', 'Uno '), span('2', 'two')]), block('b', [span('1', 'Three')])],
    [
      block('new', [span('1', 'Before')]),
      block('a', [span('1', 'One '), span('2', 'due')], { style: 'h2' }),
      block('b', [span('1', 'Tre')]),
    ],
  )
  t.same(conflicts, [])
  t.same(content, {
    notes: [
      block('new', [span('1', 'Before')]),
      block('a', [span('1', 'Uno '), span('2', 'due')], { style: 'h2' }),
      block('b', [span('1', 'Tre')]),
    ],
  })
  t.same(merged.map(({ path }) => path).sort(), ['/0', '/1/children/1', '/1/style', '/2'])
})

t.test('one span that both wrote in is a conflict at the span, with what it was', async (t) => {
  const base = [block('x', []), block('a', [span('1', 'One '), span('2', 'two')])]
  const { content, conflicts } = merge(
    base,
    [block('a', [span('1', 'One '), span('2', 'mine')])],
    [block('x', []), block('a', [span('1', 'One '), span('2', 'theirs')])],
  )
  t.same(conflicts, [
    {
      fieldId: 'notes',
      path: '/0/children/1',
      byKey: '/a/children/2',
      kind: 'edit/edit',
      base: span('2', 'two'),
      mine: span('2', 'mine'),
      theirs: span('2', 'theirs'),
    },
  ])
  t.same(content, { notes: [block('a', [span('1', 'One '), span('2', 'theirs')])] })
})

t.test('a block that one took out and the other wrote in is a conflict; one that nobody wrote in goes', async (t) => {
  const base = [block('a', [span('1', 'One')]), block('b', [span('1', 'Two')])]
  const { content, conflicts } = merge(base, [], [block('a', [span('1', 'One!')]), block('b', [span('1', 'Two')])])
  t.match(conflicts, [{ path: '/0', kind: 'edit/delete', mine: null, theirs: block('a', [span('1', 'One!')]) }])
  t.same(content, { notes: [block('a', [span('1', 'One!')])] })
})

t.test('words never lose a link that they name: a mark that one took away and the other’s words use asks about the block', async (t) => {
  const base = [block('a', [span('1', 'One', 'm')], { markDefs: [link('m', 'https://one.org')] })]
  const ours = [block('a', [span('1', 'One', 'm'), span('2', 'more', 'm')], { markDefs: [link('m', 'https://one.org')] })]
  const theirs = [block('a', [span('1', 'One')])]
  const { content, conflicts } = merge(base, ours, theirs)
  t.match(conflicts, [{ path: '/0', kind: 'edit/edit', mine: ours[0], theirs: theirs[0] }])
  t.same(content, { notes: theirs })
  // Each adds a link of its own.
  const both = merge(
    [block('a', [span('1', 'One'), span('2', 'two')])],
    [block('a', [span('1', 'One', 'm'), span('2', 'two')], { markDefs: [link('m', 'https://m.org')] })],
    [block('a', [span('1', 'One'), span('2', 'two', 'n')], { markDefs: [link('n', 'https://n.org')] })],
  )
  t.same(both.conflicts, [])
  t.same(both.content, {
    notes: [
      block('a', [span('1', 'One', 'm'), span('2', 'two', 'n')], { markDefs: [link('m', 'https://m.org'), link('n', 'https://n.org')] }),
    ],
  })
})

t.test('words for a picture stay with the picture', async (t) => {
  const { conflicts } = merge([image('one', 'A dog')], [image('two', 'A dog')], [image('one', 'A brown dog')])
  t.match(conflicts, [{ path: '/0', kind: 'edit/edit', mine: image('two', 'A dog'), theirs: image('one', 'A brown dog') }])
  const { content } = merge([image('one', 'A dog')], [image('two', 'A cat')], [{ ...image('one', 'A dog'), caption: 'In May' }])
  t.same(content, { notes: [{ ...image('two', 'A cat'), caption: 'In May' }] })
  const wordless = { _type: 'image', _key: 'i', media: { _media: 'one' } }
  t.match(merge([], [image('one', 'A dog')], [wordless]).conflicts, [
    { kind: 'edit/edit', base: null, mine: image('one', 'A dog'), theirs: wordless },
  ])
})

t.test('a table is merged cell by cell, and stays even', async (t) => {
  const base = table(['r', ['1', 'a'], ['2', 'b']])
  const { content, conflicts } = merge(
    [base],
    [table(['r', ['1', 'mine'], ['2', 'b']])],
    [table(['r', ['1', 'a'], ['2', 'theirs']], ['s', ['1', 'x'], ['2', 'y']])],
  )
  t.same(conflicts, [])
  t.same(content, { notes: [table(['r', ['1', 'mine'], ['2', 'theirs']], ['s', ['1', 'x'], ['2', 'y']])] })
  const { conflicts: uneven } = merge(
    [base],
    [table(['r', ['1', 'a'], ['2', 'b'], ['3', 'c']])],
    [table(['r', ['1', 'a'], ['2', 'b']], ['s', ['1', 'x'], ['2', 'y']])],
  )
  t.match(uneven, [{ path: '/0', kind: 'edit/edit' }])
  t.match(merge([base], [table(['r', ['1', 'mine'], ['2', 'b']])], [table(['r', ['1', 'theirs'], ['2', 'b']])]).conflicts, [
    { path: '/0/rows/0/cells/0/value/0/children/0', byKey: '/t/rows/r/cells/1/value/b/children/s' },
  ])
})

t.test('blocks without keys, or with one twice, are one value', async (t) => {
  const bare: Json = { _type: 'block', children: [] }
  t.match(merge([bare], [bare, bare], [bare, bare, bare]).conflicts, [{ fieldId: 'notes', kind: 'edit/edit' }])
  t.match(merge([], [image('a', ''), image('b', '')], [image('c', '')]).conflicts, [{ fieldId: 'notes', kind: 'edit/edit' }])
})
