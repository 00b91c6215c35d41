import { fromHtml, toText } from '@verso/rich-text'
import t from 'tap'
import { mediaId } from './trees.ts'

function types(html: string, attachedImages: string[] = []) {
  const { value, notCarriedOver } = fromHtml(html, {
    wordpress: { attachedImages },
    media: ({ src, attachmentId }) => (src !== '' || attachmentId === '12' ? mediaId : null),
  })
  return {
    blocks: value.map((node) =>
      node._type === 'block' ? `${node.style}:${node.children.map((child) => ('text' in child ? child.text : '')).join('')}` : node,
    ),
    notCarriedOver,
  }
}

t.test('blank lines part paragraphs and line ends break lines, as WordPress shows classic content', async (t) => {
  t.same(types('One\ntwo\n\nThree <b>four\n\nfive</b>\r\n\r\n<h2>Six</h2>\nseven\n<ul>\n<li>eight</li>\n</ul>').blocks, [
    'normal:One\ntwo',
    'normal:Three four',
    'normal:five',
    'h2:Six',
    'normal:seven',
    'normal:eight',
  ])
})

t.test('content of the block editor is HTML: line ends are spaces, and blocks made at display are counted', async (t) => {
  const { blocks, notCarriedOver } = types(
    '<!-- wp:paragraph -->\n<p>One\n\ntwo</p>\n<!-- /wp:paragraph -->\n<!-- wp:latest-posts {"n":3} /-->\n<!--more-->\n<!--nextpage-->',
  )
  t.same(blocks, ['normal:One two'])
  t.same(notCarriedOver, [
    { what: 'blocks that WordPress fills when it shows the page', count: 1, names: ['latest-posts'] },
    { what: 'read-more marks', count: 1, names: [] },
    { what: 'page breaks', count: 1, names: [] },
  ])
})

t.test('captions and galleries become images', async (t) => {
  const { blocks } = types(
    '[caption id="attachment_12" width="300"]<a href="https://a.example/big"><img src="https://a.example/1.jpg" alt="One" /></a> Words <em>below</em>[/caption]\n\n[caption caption="Old &amp; new"]<img src="https://a.example/2.jpg">[/caption]',
  )
  t.match(blocks, [
    { _type: 'image', alt: 'One', caption: 'Words below', href: 'https://a.example/big' },
    { _type: 'image', caption: 'Old & new' },
  ])
  t.match(types('[gallery ids="12, 99" columns=2]').blocks, [{ _type: 'image' }])
  t.match(types('[gallery]', ['12', '12']).blocks, [{ _type: 'image' }, { _type: 'image' }])
  t.same(types('[gallery ids="99"]').notCarriedOver, [{ what: 'images of galleries that are not in the source', count: 1, names: [] }])
})

t.test('addresses that stand alone, and shortcodes that hold one, become embeds', async (t) => {
  t.match(
    types(
      'https://video.example/watch?v=1\n\n[embed width=1]https://video.example/2[/embed]\n\n[audio src="https://a.example/1.mp3"]\n\nsee https://video.example/3',
    ).blocks,
    [
      { _type: 'embed', url: 'https://video.example/watch?v=1' },
      { _type: 'embed', url: 'https://video.example/2' },
      { _type: 'embed', url: 'https://a.example/1.mp3' },
      'normal:see https://video.example/3',
    ],
  )
})

t.test('other shortcodes stay as text and are counted; words in brackets are words', async (t) => {
  const { blocks, notCarriedOver } = types('[contact-form to="me"] [sic] [[gallery]] [box]inside[/box]')
  t.same(blocks, ['normal:[contact-form to="me"] [sic] [[gallery]] [box]inside[/box]'])
  t.same(notCarriedOver, [{ what: 'shortcodes (kept as text)', count: 2, names: ['contact-form', 'box'] }])
})

t.test('a megabyte of half-open shortcodes takes no more than its length', async (t) => {
  const hostile = '[caption][gallery ids="'.repeat(40_000)
  t.ok(toText(fromHtml(hostile, { wordpress: { attachedImages: [] } }).value).length > 100_000)
})
