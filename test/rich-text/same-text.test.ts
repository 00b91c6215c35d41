import { isSameText, looksLikeMarkdown } from '@verso/rich-text'
import fc from 'fast-check'
import t from 'tap'
import { block, span } from './trees.ts'

type Text = Parameters<typeof isSameText>[0]
const same = (left: unknown, right: unknown) => isSameText(left as Text, right as Text)
const link = (key: string, href: string) => ({ _type: 'link', _key: key, href })

t.test('what the editor mends while it loads is the same text', async (t) => {
  t.ok(same([{ ...block(span('a')), _key: 'x' }], [{ ...block(span('a')), _key: 'y' }]), 'other keys')
  t.ok(same([block(span('a'), span('b', 'em'), span('c', 'em'))], [block(span('a'), span('bc', 'em'))]), 'spans of equal marks')
  t.ok(same([block(span('a', 'em', 'strong'))], [block(span('a', 'strong', 'em'))]), 'the order of marks')
  t.ok(same([{ ...block(span('a')), markDefs: [link('m', 'https://a.example')] }], [block(span('a'))]), 'a mark without words')
  t.ok(same([{ _type: 'block', children: [{ _type: 'span', text: 'a' }] }], [block(span('a'))]), 'members that say nothing')
  t.ok(same([], [block(span(''))]), 'an empty paragraph for the caret')
})

t.test('whatever is lost, changed or moved makes another text', async (t) => {
  const linked = { ...block(span('a', 'm')), markDefs: [link('m', 'https://a.example')] }
  const text = [linked, { _type: 'image', _key: 'i', media: { _media: 'x' }, alt: 'A' }, block(span('b'))]
  t.notOk(same(text, text.slice(0, 2)), 'the end')
  t.notOk(same(text, [text[1], text[0], text[2]]), 'the order')
  t.notOk(same(text, [{ ...linked, markDefs: [link('m', 'https://b.example')] }, ...text.slice(1)]), 'where a link leads')
  t.notOk(same(text, [block(span('a')), ...text.slice(1)]), 'a link')
  t.notOk(same(text, [linked, { _type: 'image', _key: 'i', media: { _media: 'x' } }, text[2]]), 'a member')
  t.notOk(same([{ ...block(span('a')), style: 'lead' }], [block(span('a'))]), 'a style')
  t.notOk(same([block(span('a'), { _type: 'entry', entry: { _ref: 'e' } } as never)], [block(span('a'))]), 'an entry among the words')
})

t.test('a text is the same as itself, cut in any way, and no other when a word is gone', async () => {
  const words = fc.array(fc.record({ text: fc.string({ minLength: 1, maxLength: 6 }), mark: fc.constantFrom('em', 'strong') }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(words, (spans) => {
      const whole = [block(...spans.map(({ text, mark }) => span(text, mark)))]
      const cut = [block(...spans.flatMap(({ text, mark }) => [...text].map((letter) => span(letter, mark))))]
      return same(whole, cut) && !same(whole, [block(...spans.slice(1).map(({ text, mark }) => span(text, mark)))])
    }),
  )
})

t.test('Markdown is told from prose', async (t) => {
  for (const text of [
    '# Title\n\nText',
    'Some **bold** words',
    '- one\n- two',
    '1. one\n2. two',
    '| a | b |\n|---|---|',
    'See [this](https://a.example)',
  ])
    t.ok(looksLikeMarkdown(text), text)
  for (const text of ['Two lines\nof prose', '3 * 4 * 5', '- a dash alone', 'a_b_c', '#hashtag and more', 'C# is [not] (a link)'])
    t.notOk(looksLikeMarkdown(text), text)
})
