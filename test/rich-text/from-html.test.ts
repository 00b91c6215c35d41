import { type FromHtmlOptions, fromHtml, richTextSchema, toText, validateRichText } from '@verso/rich-text'
import fc from 'fast-check'
import t from 'tap'
import { entryId, mediaId, text } from './trees.ts'

type Shown = Record<string, unknown>

/** The tree without keys, spans as text with their marks in front. */
function shown(html: string, options: FromHtmlOptions = {}): unknown[] {
  return fromHtml(html, options).value.map((node) => simple(node as unknown as Shown))
}

function simple({ _key, ...node }: Shown): unknown {
  if (node._type === 'table')
    return {
      headerRows: node.headerRows,
      rows: (node.rows as Shown[]).map((row) => (row.cells as Shown[]).map((cell) => (cell.value as Shown[]).map(simple))),
    }
  if (node._type !== 'block') return node
  const defs = new Map((node.markDefs as Shown[]).map((def) => [def._key, def]))
  const words = (node.children as Shown[]).map((span) => {
    const marks = (span.marks as string[]).map((mark) => defs.get(mark)?.href ?? (defs.get(mark)?.entry as Shown | undefined)?._ref ?? mark)
    return marks.length === 0 ? span.text : `${marks.join('+')}:${span.text}`
  })
  const place = node.listItem === undefined ? node.style : `${node.listItem} ${node.level}`
  return [place, ...words]
}

t.test('headings, paragraphs, quotes, rules and line breaks', async (t) => {
  t.same(shown('<h1>One</h1><p>Two\n  three</p><blockquote><p>Four</p><p>Five</p></blockquote><hr><p>a<br>b<br><br>c<br></p>'), [
    ['h1', 'One'],
    ['normal', 'Two three'],
    ['blockquote', 'Four'],
    ['blockquote', 'Five'],
    { _type: 'break' },
    ['normal', 'a\nb\n\nc'],
  ])
})

t.test('marks, and links with safe addresses', async (t) => {
  t.same(
    shown('<p>a <b>b <i>c</i></b> <u>d</u><s>e</s><code>f</code>x<sub>g</sub><sup>h</sup> <a href="https://a.example/">i <b>j</b></a></p>'),
    [
      [
        'normal',
        'a ',
        'strong:b ',
        'strong+em:c',
        ' ',
        'underline:d',
        'strike-through:e',
        'code:f',
        'x',
        'sub:g',
        'sup:h',
        ' ',
        'https://a.example/:i ',
        'strong+https://a.example/:j',
      ],
    ],
  )
  const unsafe = fromHtml('<a href="javascript:alert(1)">words</a>')
  t.equal(toText(unsafe.value), 'words')
  t.same(unsafe.notCarriedOver, [{ what: 'links with unsafe addresses', count: 1, names: [] }])
  t.same(shown('<a href="/posts/a">a</a>', { entry: (href) => (href === '/posts/a' ? entryId : null) }), [['normal', `${entryId}:a`]])
})

t.test('nested lists keep their levels; paragraphs of one item stay together', async (t) => {
  t.same(shown('<ul><li>a<ol><li>b</li><li><p>c</p><p>d</p></li></ol></li><li><h3>e</h3></li></ul><p>f</p>'), [
    ['bullet 1', 'a'],
    ['number 2', 'b'],
    ['number 2', 'c\nd'],
    ['bullet 1', 'strong:e'],
    ['normal', 'f'],
  ])
  const deep = fromHtml(`${'<ul><li>x'.repeat(30)}`)
  t.same(validateRichText(deep.value), [])
  t.equal(Math.max(...deep.value.map((node) => ('level' in node ? (node.level ?? 0) : 0))), richTextSchema.maxListLevel)
})

t.test('tables keep their grid, with headings and empty cells where one reached over several', async (t) => {
  const html =
    '<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr><tr><th>4</th><td></td></tr><tr><td colspan=2>5</td></tr></table>'
  const cell = (words: string) => [['normal', words]]
  t.same(shown(html), [
    {
      headerRows: 1,
      rows: [
        [cell('A'), cell('B')],
        [cell('1'), cell('2')],
        [cell(''), cell('3')],
        [cell('strong:4'), cell('')],
        [cell('5'), cell('')],
      ],
    },
  ])
  t.same(fromHtml(html).notCarriedOver, [{ what: 'cells over several columns or rows (kept in the first)', count: 2, names: [] }])
  t.same(shown('<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>'), [
    {
      headerRows: 0,
      rows: [
        [
          [
            ['normal', 'a'],
            ['normal', 'b'],
            ['normal', 'c'],
          ],
        ],
      ],
    },
  ])
})

t.test('pictures with their captions become images, or links where the file is not known', async (t) => {
  const html =
    '<p>before <img src="//a.example/1.jpg" alt="One" width="300" class="wp-image-7"> after</p><figure><a href="https://a.example/big"><img src="https://a.example/2.jpg"></a><figcaption>Two <b>here</b></figcaption></figure>'
  const seen: unknown[] = []
  const media: NonNullable<FromHtmlOptions['media']> = (image) => {
    seen.push(image)
    return mediaId
  }
  t.same(shown(html, { media }), [
    ['normal', 'before'],
    { _type: 'image', media: { _media: mediaId }, alt: 'One' },
    ['normal', 'after'],
    { _type: 'image', media: { _media: mediaId }, caption: 'Two here', href: 'https://a.example/big' },
  ])
  t.same(seen, [
    { src: 'https://a.example/1.jpg', alt: 'One', caption: '', width: 300, attachmentId: '7' },
    { src: 'https://a.example/2.jpg', alt: '', caption: 'Two here', width: null, attachmentId: null },
  ])
  t.same(shown(html), [
    ['normal', 'before'],
    ['normal', 'https://a.example/1.jpg:One'],
    ['normal', 'after'],
    ['normal', 'https://a.example/2.jpg:Two here'],
  ])
})

t.test('code keeps its lines, films and frames their addresses', async (t) => {
  t.same(shown('<pre><code class="language-ts">if (a &lt; b) {\n  c()\n}\n</code></pre>'), [
    { _type: 'code', language: 'ts', code: 'if (a < b) {\n  c()\n}' },
  ])
  t.same(shown('<iframe src="//player.example/1"></iframe><video><source src="https://a.example/v.mp4">Your browser…</video>'), [
    { _type: 'embed', url: 'https://player.example/1' },
    { _type: 'embed', url: 'https://a.example/v.mp4' },
  ])
})

t.test('scripts, styles and forms are dropped and counted; unknown elements leave their words', async (t) => {
  const { value, notCarriedOver } = fromHtml(
    '<style>p{}</style><p onclick="x()">a<script>alert(1)</script><font color=red>b</font><marquee>c</marquee></p><script>x</script><svg><path/></svg>',
  )
  t.equal(toText(value), 'abc')
  t.same(notCarriedOver, [
    { what: 'style sheets', count: 1, names: [] },
    { what: 'scripts', count: 2, names: [] },
    { what: 'drawings (svg)', count: 1, names: [] },
  ])
})

t.test('the same HTML gives the same tree, and a paragraph put in front leaves the keys of the others', async (t) => {
  const html = '<p>a</p><p>a</p><ul><li>b <b>c</b></li></ul><table><tr><td>d</td></tr></table>'
  const { value } = fromHtml(html)
  t.same(fromHtml(html).value, value)
  t.same(
    fromHtml(`<p>new</p>${html}`)
      .value.slice(1)
      .map(({ _key }) => _key),
    value.map(({ _key }) => _key),
  )
})

const words = fc.array(fc.stringMatching(/^[a-zäß<&>"'‑]{1,8}$/), { minLength: 1, maxLength: 6 }).map((list) => list.join(' '))

t.test('the words of plain HTML are the words of the tree', async () => {
  const escaped = (plain: string) => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const tags = fc.constantFrom('p', 'div', 'h2', 'blockquote', 'section', 'p')
  fc.assert(
    fc.property(fc.array(fc.tuple(tags, words), { maxLength: 6 }), (parts) => {
      const html = parts.map(([tag, plain]) => `<${tag}>${escaped(plain)}</${tag}>`).join('\n')
      return toText(fromHtml(html).value) === parts.map(([, plain]) => plain).join('\n\n')
    }),
  )
})

const tag = fc.constantFrom(
  'p',
  'div',
  'b',
  'a',
  'ul',
  'li',
  'ol',
  'table',
  'tr',
  'td',
  'th',
  'img',
  'pre',
  'code',
  'figure',
  'figcaption',
  'script',
  'svg',
  'math',
  'select',
  'template',
  'blockquote',
  'br',
  'iframe',
  'video',
  'h1',
  'textarea',
  'plaintext',
  'caption',
  'form',
)
const attributes = fc.constantFrom(
  '',
  ' href="javascript:x"',
  ' href="/a"',
  ' src="https://a.example/1"',
  ' src="data:x"',
  ' colspan=99999',
  ' rowspan=-1',
  ' class="wp-image-1 language-x"',
  ' data-attachment-id=3',
  ' onclick=x',
)
const piece = fc.oneof(
  fc.tuple(tag, attributes).map(([name, more]) => `<${name}${more}>`),
  tag.map((name) => `</${name}>`),
  text,
  fc.constantFrom(
    '<!--',
    '-->',
    '<![CDATA[',
    '[caption]',
    '[/caption]',
    '[gallery ids="1,2"]',
    '[x y="',
    '\n\n',
    '&#0;',
    '&#xD800;',
    '<!-- wp:x /-->',
  ),
)

t.test('no HTML, however broken, makes it throw or give a tree with a fault', async () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, isWordPress) => {
      const options: FromHtmlOptions = {
        media: ({ src }) => (src === '' ? null : mediaId),
        ...(isWordPress ? { wordpress: { attachedImages: ['5'] } } : {}),
      }
      return validateRichText(fromHtml(pieces.join(''), options).value).length === 0
    }),
    { numRuns: 1_000 },
  )
})

t.test('elements nested without end leave their words', async (t) => {
  const { value, notCarriedOver } = fromHtml(`${'<div><b>'.repeat(50_000)}words`)
  t.equal(toText(value), 'words')
  t.same(notCarriedOver, [{ what: 'markup that is nested too deeply (kept as plain text)', count: 1, names: [] }])
})
