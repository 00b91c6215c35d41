import { toHtml, toMarkdown, toText } from '@verso/rich-text'
import t from 'tap'
import { block, entryId, item, mediaId, span } from './trees.ts'

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
  t.equal(
    toHtml(linked({ _type: 'entryLink', entry: { _ref: entryId } }), { entry }),
    `<p><a href="/posts/hello" data-verso-entry="${entryId}">words</a></p>`,
  )
  t.equal(toHtml(linked({ _type: 'entryLink', entry: { _ref: mediaId } }), { entry }), '<p>words</p>')
  t.equal(toHtml(linked({ _type: 'entryLink', entry: { _ref: entryId } })), `<p><a data-verso-entry="${entryId}">words</a></p>`)
  t.equal(toHtml(linked({ _type: 'entryLink', entry: null })), '<p>words</p>')
})

t.test('an entry among the words is shown as what it is called, with its address where it has one', async (t) => {
  const tree = [block(span('See '), { _type: 'entry', _key: 'e', entry: { _ref: entryId } }, span('.'))]
  const link = `data-verso-entry="${entryId}" data-verso-inline`
  const named = (href: string | null) => ({ entry: () => ({ href, title: 'A < B' }) })
  t.equal(toHtml(tree, named('/a-b')), `<p>See <a href="/a-b" ${link}>A &lt; B</a>.</p>`)
  t.equal(toHtml(tree, named(null)), `<p>See <a ${link}>A &lt; B</a>.</p>`)
  t.equal(toHtml(tree, named('javascript:alert(1)')), `<p>See <a ${link}>A &lt; B</a>.</p>`)
  t.equal(toHtml(tree, { entry: () => null }), '<p>See .</p>')
  t.equal(toMarkdown(tree, named('/a-b')), 'See [A &lt; B](/a-b).')
  t.equal(toMarkdown(tree, named(null)), 'See A &lt; B.')
  t.equal(toText(tree, named('/a-b')), 'See A < B.')
})

t.test('objects are shown, and a file that is not there leaves its words', async (t) => {
  const image = { _type: 'image', _key: 'i', media: { _media: mediaId }, caption: 'Below', href: 'https://a.example/' }
  t.equal(
    toHtml([image], { media }),
    `<figure><a href="https://a.example/"><img src="/media/a.jpg" alt="From the library" width="8" height="6" data-verso-media="${mediaId}"></a><figcaption>Below</figcaption></figure>`,
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
