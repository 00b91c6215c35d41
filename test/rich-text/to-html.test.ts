import { toHtml } from '@verso/rich-text'
import fc from 'fast-check'
import type { Nodes } from 'hast'
import rehypeParse from 'rehype-parse'
import t from 'tap'
import { unified } from 'unified'
import { anyTree, block, entryId, item, mediaId, span } from './trees.ts'

const parser = unified().use(rehypeParse, { fragment: true })
const entry = (id: string) => (id === entryId ? { href: '/posts/hello' } : null)
const media = (id: string) => (id === mediaId ? { url: '/media/a.jpg', alt: 'From the library', width: 8, height: 6 } : null)

t.test('text, styles, marks and lists become plain semantic HTML', async (t) => {
  t.equal(toHtml([block(span('A & <b> "q"'))]), '<p>A &amp; &lt;b&gt; &quot;q&quot;</p>')
  t.equal(toHtml([{ ...block(span('Title')), style: 'h2' }]), '<h2>Title</h2>')
  t.equal(toHtml([block(span('one\ntwo'))]), '<p>one<br>two</p>')
  t.equal(
    toHtml([block(span('a'), span('b', 'strong'), span('c', 'strong', 'em'), span('d', 'strike-through'))]),
    '<p>a<strong>b<em>c</em></strong><s>d</s></p>',
  )
  t.equal(
    toHtml([item(1, 'bullet', 'a'), item(2, 'number', 'b'), item(1, 'bullet', 'c')]),
    '<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>',
  )
})

t.test('links lead on, links to entries through the resolver; where there is no target the words stay', async (t) => {
  const linked = (def: object) => [{ ...block(span('words', 'm1')), markDefs: [{ _key: 'm1', ...def }] }]
  t.equal(
    toHtml(linked({ _type: 'link', href: 'https://a.example/?a=1&b=2' })),
    '<p><a href="https://a.example/?a=1&amp;b=2">words</a></p>',
  )
  t.equal(toHtml(linked({ _type: 'link', href: 'javascript:alert(1)' })), '<p>words</p>')
  t.equal(toHtml(linked({ _type: 'entryLink', entry: { _ref: entryId } }), { entry }), '<p><a href="/posts/hello">words</a></p>')
  t.equal(toHtml(linked({ _type: 'entryLink', entry: { _ref: mediaId } }), { entry }), '<p>words</p>')
  t.equal(toHtml(linked({ _type: 'entryLink', entry: null })), '<p>words</p>')
})

t.test('objects are shown, and a file that is not there leaves its words', async (t) => {
  const image = { _type: 'image', _key: 'i', media: { _media: mediaId }, caption: 'Below', href: 'https://a.example/' }
  t.equal(
    toHtml([image], { media }),
    '<figure><a href="https://a.example/"><img src="/media/a.jpg" alt="From the library" width="8" height="6"></a><figcaption>Below</figcaption></figure>',
  )
  t.equal(
    toHtml([{ ...image, alt: 'Gone' }]),
    `<figure><span data-missing-media="${mediaId}">Gone</span><figcaption>Below</figcaption></figure>`,
  )
  t.equal(toHtml([{ _type: 'code', _key: 'c', language: 'ts', code: 'a < b' }]), '<pre><code class="language-ts">a &lt; b</code></pre>')
  t.equal(toHtml([{ _type: 'break', _key: 'b' }]), '<hr>')
  t.equal(
    toHtml([{ _type: 'embed', _key: 'e', url: 'https://a.example/v' }]),
    '<p data-embed><a href="https://a.example/v">https://a.example/v</a></p>',
  )
  const cell = (text: string) => ({ _type: 'cell', _key: text, value: [block(span(text))] })
  const rows = [
    { _type: 'row', _key: 'r1', cells: [cell('A')] },
    { _type: 'row', _key: 'r2', cells: [cell('1')] },
  ]
  t.equal(
    toHtml([{ _type: 'table', _key: 't', headerRows: 1, rows }]),
    '<table><thead><tr><th><p>A</p></th></tr></thead><tbody><tr><td><p>1</p></td></tr></tbody></table>',
  )
})

t.test('what the schema does not know is shown as text and marked, never left out', async (t) => {
  t.match(toHtml([{ _type: 'poll<', question: 'A <b>?' }]), /^<pre data-unknown-type="poll&lt;">[\s\S]*A &lt;b&gt;\?[\s\S]*<\/pre>$/)
  t.equal(toHtml([block(span('words', 'blink'))]), '<p><span data-unknown-mark="blink">words</span></p>')
  t.match(
    toHtml([block(span('before '), { _type: 'smiley', name: ':)' })]),
    /^<p>before <code data-unknown-type="smiley">[^<]*:\)[^<]*<\/code><\/p>$/,
  )
})

const allowedTags = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote ul ol li br strong em u s code sub sup a span figure img figcaption pre table thead tbody tr th td hr'.split(
    ' ',
  ),
)
const allowedAttributes = new Set([
  'href',
  'src',
  'alt',
  'width',
  'height',
  'className',
  'dataMissingMedia',
  'dataUnknownType',
  'dataUnknownMark',
  'dataEmbed',
])

function scriptable(node: Nodes): string[] {
  if (node.type === 'root') return node.children.flatMap((child) => scriptable(child))
  if (node.type === 'text') return []
  if (node.type !== 'element') return [node.type]
  const attributes = Object.keys(node.properties).filter((name) => !allowedAttributes.has(name))
  const addresses = [node.properties.href, node.properties.src].filter((url) =>
    /^[\s\p{Cc}]*(javascript|data|vbscript)\s*:/iu.test(String(url).replaceAll(/[\t\r\n]/g, '')),
  )
  return [
    ...(allowedTags.has(node.tagName) ? [] : [node.tagName]),
    ...attributes,
    ...addresses.map(String),
    ...node.children.flatMap((child) => scriptable(child)),
  ]
}

t.test('whatever is stored, the HTML holds nothing that could run', async () => {
  const hostile = { entry: (id: string) => ({ href: id }), media: (id: string) => ({ url: id, alt: id, caption: id }) }
  fc.assert(
    fc.property(anyTree, (tree) => scriptable(parser.parse(toHtml(tree, hostile))).length === 0),
    { numRuns: 500 },
  )
})
