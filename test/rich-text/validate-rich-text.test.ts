import { fillKeys, keySequence, richTextSchema, validateRichText } from '@verso/rich-text'
import fc from 'fast-check'
import t from 'tap'
import { anyTree, block, entryId, mediaId, span } from './trees.ts'

function faults(value: unknown): string[] {
  return validateRichText(value).map(({ path, code }) => `${path} ${code}`)
}

const linked = {
  ...block(span('a link', 'm1', 'strong'), { ...span('an entry', 'm2'), _key: 'other' }),
  markDefs: [
    { _type: 'link', _key: 'm1', href: 'https://example.org/a?b=c#d' },
    { _type: 'entryLink', _key: 'm2', entry: { _ref: entryId, _type: 'post' } },
  ],
}
const table = {
  _type: 'table',
  _key: 't',
  headerRows: 1,
  rows: [{ _type: 'row', _key: 'r1', cells: [{ _type: 'cell', _key: 'c1', value: [block(span('in a cell'))] }] }],
}

t.test('a tree with everything that is allowed has no fault', async (t) => {
  const tree = [
    linked,
    ...richTextSchema.styles.map((style) => ({ ...block(span(style)), _key: style, style })),
    { ...block(span('item')), _key: 'item', listItem: 'number', level: 10 },
    { _type: 'image', _key: 'image', media: { _media: mediaId }, alt: 'A', caption: 'B', href: '/about' },
    { _type: 'code', _key: 'code', language: 'ts', code: 'a\nb' },
    { _type: 'break', _key: 'break' },
    { _type: 'embed', _key: 'embed', url: 'https://example.org/film' },
    table,
  ]
  t.same(faults(tree), [])
  t.same(faults([]), [])
})

t.test('whatever is unknown is refused, with the place where it stands', async (t) => {
  t.same(faults('text'), [' wrong_type'])
  t.same(faults([null]), ['/0 wrong_type'])
  t.same(faults([{ _type: 'script', _key: 'a' }]), ['/0/_type not_in_options'])
  t.same(faults([{ _type: 'constructor', _key: 'a' }]), ['/0/_type not_in_options'])
  t.same(faults([{ ...block(span('a')), style: 'h7', listItem: 'dots', level: 0, extra: 1 }]), [
    '/0/extra unknown_member',
    '/0/style not_in_options',
    '/0/listItem not_in_options',
    '/0/level wrong_type',
  ])
  t.same(faults([block(span('a', 'blink'))]), ['/0/children/0/marks/0 not_in_options'])
  t.same(faults([block({ _type: 'image', _key: 'i' })]), ['/0/children/0/_type not_in_options'])
  t.same(faults([{ ...block(), children: 'no' }]), ['/0/children wrong_type'])
  t.same(faults([{ ...block(span('a')), markDefs: [{ _type: 'blink', _key: 'm1' }] }]), ['/0/markDefs/0/_type not_in_options'])
  t.same(faults([{ ...block(span('a')), markDefs: [{ _type: 'link', _key: 'strong', href: '/a' }] }]), ['/0/markDefs/0/_key duplicate_key'])
  t.same(faults([{ _type: 'image', _key: 'i' }]), ['/0/media required'])
  t.same(faults([{ _type: 'image', _key: 'i', media: { _media: 'key:1' } }]), ['/0/media/_media wrong_format'])
  t.same(faults([{ _type: 'image', _key: 'i', media: { _media: mediaId }, alt: 'two\nlines' }]), ['/0/alt wrong_format'])
})

t.test('a table in a table is refused, so that no tree is deep', async (t) => {
  const nested = structuredClone(table) as unknown as { rows: { cells: { value: unknown[] }[] }[] }
  nested.rows[0]?.cells[0]?.value.push(table)
  t.same(faults([nested]), ['/0/rows/0/cells/0/value/1/_type not_in_options'])
})

t.test('keys are unique in their list and spelled plainly; a missing one is no fault', async (t) => {
  t.same(faults([{ ...block(span('a')), _key: undefined }]), [])
  t.same(faults([block(span('a')), block(span('b'))]), ['/1/_key duplicate_key'])
  t.same(faults([{ ...block(span('a')), _key: 'ä' }]), ['/0/_key wrong_format'])
  t.same(faults([{ ...block(span('a')), _key: 'x'.repeat(41) }]), ['/0/_key wrong_format'])
  t.same(faults([{ ...block(span('a')), _key: 7 }]), ['/0/_key wrong_format'])
})

t.test('addresses that could run or that browsers read differently are refused', async (t) => {
  const refused = [
    'javascript:alert(1)',
    ' JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
    'file:///etc/passwd',
    '',
  ]
  for (const href of refused) {
    t.same(
      faults([{ ...block(span('a')), markDefs: [{ _type: 'link', _key: 'm1', href }] }]),
      ['/0/markDefs/0/href wrong_format'],
      JSON.stringify(href),
    )
  }
  for (const href of ['https://example.org', '/a', '#a', '?a=b:c', 'a/b', 'mailto:a@example.org', 'tel:+123', '//example.org/a']) {
    t.same(faults([{ ...block(span('a')), markDefs: [{ _type: 'link', _key: 'm1', href }] }]), [], href)
  }
  for (const url of ['/film', '//example.org', 'mailto:a@example.org', 'https://', 'http://exa mple']) {
    t.same(faults([{ _type: 'embed', _key: 'e', url }]), ['/0/url wrong_format'], url)
  }
})

t.test('characters that can not be stored are refused', async (t) => {
  t.same(faults([block(span('a\u0000b'))]), ['/0/children/0/text forbidden_character'])
  t.same(faults([block(span('a\ud800b'))]), ['/0/children/0/text forbidden_character'])
  t.same(faults([{ _type: 'code', _key: 'c', code: '\udc00' }]), ['/0/code forbidden_character'])
})

t.test('missing keys are made by the generator, those that are there stay', async (t) => {
  const tree = [
    {
      _type: 'block',
      children: [
        { _type: 'span', text: 'a' },
        { _type: 'span', _key: 'k2', text: 'b' },
        { _type: 'span', text: 'c' },
      ],
    },
    table,
  ]
  t.same(fillKeys(tree, keySequence()), [
    {
      _type: 'block',
      _key: 'k4',
      children: [
        { _type: 'span', _key: 'k1', text: 'a' },
        { _type: 'span', _key: 'k2', text: 'b' },
        { _type: 'span', _key: 'k3', text: 'c' },
      ],
    },
    table,
  ])
})

t.test('filling keys twice is filling them once, and adds no fault', async () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const filled = fillKeys(tree, keySequence())
      const before = new Set(faults(tree))
      return (
        JSON.stringify(fillKeys(filled, keySequence('x'))) === JSON.stringify(filled) && faults(filled).every((fault) => before.has(fault))
      )
    }),
  )
})
