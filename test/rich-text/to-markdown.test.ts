import { headings, references, toMarkdown, toText } from '@verso/rich-text'
import t from 'tap'
import { block, entryId, item, mediaId, span } from './trees.ts'

t.test('Markdown of text, marks, lists and objects', async (t) => {
  t.equal(
    toMarkdown([{ ...block(span('Title')), style: 'h2' }, block(span('a '), span('bold ', 'strong'), span('c', 'em'))]),
    '## Title\n\na **bold** *c*',
  )
  t.equal(toMarkdown([item(1, 'bullet', 'a'), item(2, 'number', 'b'), item(1, 'bullet', 'c')]), '-   a\n    1.  b\n-   c')
  t.equal(toMarkdown([{ ...block(span('one\ntwo')), style: 'blockquote' }]), '> one\\\n> two')
  t.equal(
    toMarkdown([{ ...block(span('x', 'm1')), markDefs: [{ _type: 'link', _key: 'm1', href: 'https://a.example/(b) c' }] }]),
    '[x](https://a.example/%28b%29%20c)',
  )
  t.equal(toMarkdown([{ _type: 'code', _key: 'c', language: 'js', code: 'a\n```\nb' }]), '````js\na\n```\nb\n````')
  t.equal(
    toMarkdown([{ _type: 'image', _key: 'i', media: { _media: mediaId }, alt: 'A [1]', caption: 'Below' }], {
      media: () => ({ url: '/a.jpg' }),
    }),
    '![A \\[1\\]](/a.jpg)\n\n*Below*',
  )
  const cell = (text: string) => ({ _type: 'cell', _key: text, value: [block(span(text))] })
  t.equal(
    toMarkdown([{ _type: 'table', _key: 't', headerRows: 1, rows: [{ cells: [cell('A'), cell('B|C')] }, { cells: [cell('1')] }] }]),
    '| A | B\\|C |\n| --- | --- |\n| 1 |  |',
  )
})

t.test('a box at the beginning of a list item is a task', async (t) => {
  t.equal(
    toMarkdown([item(1, 'bullet', '☐ open'), item(1, 'bullet', '☑ done'), item(1, 'bullet', 'a ☐')]),
    '-   [ ] open\n-   [x] done\n-   a ☐',
  )
  t.equal(toMarkdown([block(span('☐ no task'))]), '☐ no task')
})

t.test('text that looks like Markdown or HTML stays text', async (t) => {
  t.equal(toMarkdown([block(span('<script>alert(1)</script>'))]), '&lt;script&gt;alert(1)&lt;/script&gt;')
  t.equal(toMarkdown([block(span('# no heading'))]), '\\# no heading')
  t.equal(toMarkdown([block(span('1. no list'))]), '1\\. no list')
  t.equal(toMarkdown([block(span('- no list'))]), '\\- no list')
  t.equal(toMarkdown([block(span('*a* _b_ `c` [d](e) ~f~'))]), '\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~f\\~')
  t.equal(toMarkdown([block(span('`<b>`', 'code'))]), '`` `<b>` ``')
})

t.test('the words alone, for search and excerpts', async (t) => {
  t.equal(
    toText([
      block(span('Hello '), span('world', 'strong')),
      { _type: 'image', _key: 'i', media: { _media: mediaId }, alt: 'A', caption: 'B' },
      { _type: 'code', code: 'x' },
    ]),
    'Hello world\n\nA\nB\n\nx',
  )
  t.equal(toText(null), '')
})

t.test('headings are listed with their level and key', async (t) => {
  t.same(headings([{ ...block(span('A'), span('B', 'em')), style: 'h3' }, block(span('text'))]), [{ key: 'b', level: 3, text: 'AB' }])
})

t.test('entries and files that a tree refers to are found wherever they stand', async (t) => {
  const linked = { ...block(span('x', 'm1')), markDefs: [{ _type: 'entryLink', _key: 'm1', entry: { _ref: entryId } }] }
  const image = { _type: 'image', _key: 'i', media: { _media: mediaId } }
  const table = { _type: 'table', _key: 't', rows: [{ _type: 'row', cells: [{ _type: 'cell', value: [image] }] }] }
  t.same(references([linked, image, table, { _type: 'future', thing: { _ref: entryId } }]), [
    { path: '/0/markDefs/0/entry', kind: 'entry', id: entryId },
    { path: '/1/media', kind: 'media', id: mediaId },
    { path: '/2/rows/0/cells/0/value/0/media', kind: 'media', id: mediaId },
    { path: '/3/thing', kind: 'entry', id: entryId },
  ])
})
