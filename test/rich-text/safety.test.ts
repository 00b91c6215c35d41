import { fromHtml, fromMarkdown, toHtml, toMarkdown, validateRichText } from '@verso/rich-text'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import t from 'tap'
import { hostileAddresses, hostileMarkdown, hostileMarkup } from './attacks.ts'
import { unsafeParts } from './html-audit.ts'
import { anyTree, block, mediaId, span } from './trees.ts'

const everything = [...hostileAddresses, ...hostileMarkup, ...hostileMarkdown]
/** What a hostile library would say of entries and files. */
const echo = {
  entry: (id: string) => ({ href: id, title: id }),
  media: (id: string) => ({ url: id, alt: id, caption: id }),
}

/** A tree that holds one text wherever a tree holds text. */
function treesWith(attack: string): unknown[] {
  const cell = { _type: 'cell', _key: attack, value: [block(span(attack))] }
  return [
    block(span(attack)),
    block(span(attack, 'code', attack)),
    { ...block(span(attack)), style: attack, listItem: attack, level: attack },
    { ...block(span('words', 'm1')), markDefs: [{ _type: 'link', _key: 'm1', href: attack }] },
    { ...block(span('words', 'm1')), markDefs: [{ _type: 'entryLink', _key: 'm1', entry: { _ref: attack } }] },
    { ...block(span('words', attack)), markDefs: [{ _type: attack, _key: attack, href: attack }] },
    block(span('a '), { _type: 'entry', _key: 'e', entry: { _ref: attack } }, { _type: attack, text: attack }),
    { _type: 'image', _key: 'i', media: { _media: attack }, alt: attack, caption: attack, href: attack },
    { _type: 'image', _key: 'i', media: { _media: mediaId }, alt: attack, caption: attack, href: attack },
    { _type: 'code', _key: 'c', language: attack, code: attack },
    { _type: 'embed', _key: 'e', url: attack },
    { _type: 'table', _key: 't', headerRows: attack, rows: [{ _type: attack, cells: [cell] }] },
    { _type: attack, [attack]: attack, children: [{ _type: 'span', text: attack }] },
    attack,
  ]
}

t.test('the audit sees what it is to see', async (t) => {
  for (const html of ['<script>x</script>', '<svg></svg>', '<p onclick=x>', '<a href=" java\nscript:x">', '<img src=data:x>', '<!-- x -->'])
    t.not(unsafeParts(html).length, 0, html)
  t.same(unsafeParts('<p><a href="/a?b=javascript:x">x</a><img src="//a.example/x.png" alt="x"></p>'), [])
})

t.test(`${everything.length} attacks in every place of a tree: the HTML holds nothing that could run`, async (t) => {
  t.ok(everything.length >= 150)
  for (const attack of everything) {
    for (const options of [echo, {}]) t.same(unsafeParts(toHtml(treesWith(attack), options)), [], attack)
  }
})

t.test('links keep no address of a kind that could run, in HTML and in Markdown', async (t) => {
  for (const href of hostileAddresses) {
    const tree = [{ ...block(span('words', 'm1')), markDefs: [{ _type: 'link', _key: 'm1', href }] }]
    t.equal(toHtml(tree), '<p>words</p>', href)
    t.equal(toMarkdown(tree), 'words', href)
    t.ok(
      validateRichText(tree).some(({ path }) => path === '/0/markDefs/0/href'),
      `${href} is refused on write`,
    )
  }
})

// The most careless renderer there is: every tag, every address.
const careless = new MarkdownIt({ html: true, linkify: true })
careless.validateLink = () => true
const allowed = { attributes: ['style', 'title'] }

t.test(
  `${everything.length} attacks in every place of a tree: the Markdown is harmless in a renderer that lets everything through`,
  async (t) => {
    for (const attack of everything) {
      // One block after the other: what one of them leaves open must not hide what the next one does.
      for (const tree of treesWith(attack)) t.same(unsafeParts(careless.render(toMarkdown([tree], echo)), allowed), [], attack)
    }
  },
)

t.test(`${everything.length} attacks as HTML and as Markdown become trees that can be saved, and whose HTML is harmless`, async (t) => {
  for (const attack of everything) {
    for (const { value } of [fromHtml(attack), fromHtml(`<p>${attack}</p>`), fromMarkdown(attack), fromMarkdown(`a\n\n- ${attack}\n`)]) {
      t.same(validateRichText(value), [], attack)
      t.same(unsafeParts(toHtml(value, echo)), [], attack)
    }
  }
})

t.test('whatever is stored, HTML and Markdown hold nothing that could run', async () => {
  fc.assert(
    fc.property(anyTree, (tree) => unsafeParts(toHtml(tree, echo)).length === 0 && unsafeParts(toHtml(tree)).length === 0),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(anyTree, (tree) => unsafeParts(careless.render(toMarkdown(tree, echo)), allowed).length === 0),
    { numRuns: 500 },
  )
})

t.test('whatever is written, HTML and Markdown give trees that can be saved', async () => {
  const source = fc.array(fc.oneof(fc.constantFrom(...everything), fc.string()), { maxLength: 6 }).map((parts) => parts.join('\n'))
  fc.assert(
    fc.property(source, (text) => [fromHtml(text), fromMarkdown(text)].every(({ value }) => validateRichText(value).length === 0)),
    { numRuns: 500 },
  )
})
