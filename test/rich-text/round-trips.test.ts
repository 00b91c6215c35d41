import { deepEqual } from 'node:assert/strict'
import { fromHtml, fromMarkdown, type RichText, toHtml, toMarkdown, validateRichText } from '@verso/rich-text'
import fc from 'fast-check'
import t from 'tap'
import { block, entryId, mediaId, span } from './trees.ts'

const media = (id: string) => ({ url: `/media/${id}/a.jpg` })

t.test('HTML comes back as it went in: headings, lists in lists, tables, links, emphasis, code', async (t) => {
  const html = [
    '<h2>Two <em>words</em></h2>',
    '<p>a <strong>b <em>c</em></strong> <u>d</u> <s>e</s> <code>f</code> H<sub>2</sub>O m<sup>2</sup><br>g</p>',
    '<p><a href="https://a.example/?a=1&amp;b=2">a <strong>link</strong></a></p>',
    '<ul><li>one<ul><li>two<ol><li>three</li></ol></li></ul></li><li>four</li></ul>',
    '<ol><li>five</li></ol>',
    '<blockquote>six</blockquote>',
    '<pre><code class="language-ts">let a = 1 &lt; 2\n\n  b</code></pre>',
    '<table><thead><tr><th><p>A</p></th><th><p>B</p></th></tr></thead><tbody><tr><td><p>1</p></td><td><p><strong>2</strong></p></td></tr></tbody></table>',
    '<hr>',
    '<p data-embed><a href="https://a.example/film">https://a.example/film</a></p>',
    `<figure><img src="/media/${mediaId}/a.jpg" alt="Words" data-verso-media="${mediaId}"><figcaption>Below</figcaption></figure>`,
    `<p>See <a data-verso-entry="${entryId}">this</a> or <a data-verso-entry="${entryId}" data-verso-inline></a>.</p>`,
  ].join('')

  const { value, notCarriedOver } = fromHtml(html)

  t.equal(toHtml(value, { media }), html)
  t.same(validateRichText(value), [])
  t.same(notCarriedOver, [])
  t.same(fromHtml(toHtml(value, { media })).value, value, 'keys as well')
})

t.test('Markdown comes back as it went in', async (t) => {
  const markdown = [
    '## Two *words*',
    'a **b *c*** ~~d~~ `e` H<sub>2</sub>O <u>f</u>\\\ng',
    'a [link](https://a.example/?a=1&amp;b=2) and [**another**](/b)',
    '-   one\n    -   two\n        1.  three\n-   four\n-   [ ] open\n-   [x] done',
    '> six',
    '```ts\nlet a = 1 < 2\n\n  b\n```',
    '| A | B |\n| --- | --- |\n| 1 | **2** \\| `c` |',
    '---',
    '1.  five\n1.  six',
  ].join('\n\n')

  const { value, notCarriedOver } = fromMarkdown(markdown)

  t.equal(toMarkdown(value), markdown)
  t.same(validateRichText(value), [])
  t.same(notCarriedOver, [])
})

/** Words without what HTML or Markdown read as a space, and none at the ends, since both take those off. */
const words = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[a-zA-Z0-9äß中.,;:!?()&<>"'*_`~#|\\[\]-]{1,8}$/),
      fc.constantFrom('<b>', '1.', '-', '#', '[x]', '☐', '&amp;'),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((list) => list.join(' '))
const markNames = ['strong', 'em', 'underline', 'strike-through', 'sub', 'sup'] as const

/** Spans that touch have different marks, as any editor stores them. */
function spansOf(marks: readonly string[]) {
  return fc
    .array(fc.record({ text: words, marks: fc.subarray([...marks], { maxLength: 2 }) }), { minLength: 1, maxLength: 4 })
    .map((spans) =>
      spans
        .filter((one, index) => index === 0 || one.marks.join() !== spans[index - 1]?.marks.join())
        .map((one) => span(one.text, ...one.marks)),
    )
}

const link = fc.constantFrom('https://a.example/x?a=1&b=2', '/b', 'mailto:a@b.example')

const textBlock = fc
  .record({
    children: spansOf([...markNames, 'm1']),
    style: fc.constantFrom('normal', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote'),
    href: link,
  })
  .map(({ children, style, href }) => ({ ...block(...children), style, markDefs: [{ _type: 'link', _key: 'm1', href }] }))

/** Lists go one level deeper at a time, and begin at the first. */
const list = fc
  .array(fc.record({ step: fc.integer({ min: -2, max: 1 }), kind: fc.constantFrom('bullet', 'number'), children: spansOf(markNames) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((items) => {
    let level = 0
    return items.map(({ step, kind, children }) => {
      level = Math.min(Math.max(1, level + step), 10)
      return { ...block(...children), listItem: kind, level }
    })
  })

const code = fc
  .record({ language: fc.constantFrom('ts', 'c++', 'html'), code: words })
  .map((one) => [{ _type: 'code', _key: 'c', ...one, code: `${one.code}\n  ${one.code}` }])

function tableOf(cell: fc.Arbitrary<unknown>) {
  return fc
    .record({ width: fc.integer({ min: 1, max: 3 }), height: fc.integer({ min: 1, max: 3 }) })
    .chain(({ width, height }) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height + 1, maxLength: height + 1 }),
    )
    .map((rows) => [
      {
        _type: 'table',
        _key: 't',
        headerRows: 1,
        rows: rows.map((cells) => ({ _type: 'row', cells: cells.map((one) => ({ _type: 'cell', value: [one] })) })),
      },
    ])
}

const paragraph = spansOf(['strong', 'em']).map((children) => block(...children))
const others = fc.constantFrom(
  [{ _type: 'break', _key: 'b' }],
  [{ _type: 'embed', _key: 'e', url: 'https://a.example/film' }],
  [{ _type: 'image', _key: 'i', media: { _media: mediaId }, alt: 'Words', caption: 'Below' }],
)

/** A tree without keys, marks as what they mean and in one order, so that two of them can be compared. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning)
  if (typeof value !== 'object' || value === null) return value
  const { _key, markDefs, ...node } = value as Record<string, unknown>
  if (node._type !== 'block') return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, meaning(member)]))
  const defs = new Map((markDefs as { _key: string }[]).map(({ _key: key, ...def }) => [key, JSON.stringify(def)]))
  const children = (node.children as { text: string; marks: string[] }[]).map(({ text, marks }) => ({
    text,
    marks: marks.map((mark) => defs.get(mark) ?? mark).sort(),
  }))
  return { ...node, children }
}

t.test('tree → HTML → tree is the same tree, for what HTML can say', async () => {
  const part = fc.oneof(
    textBlock.map((one) => [one]),
    list,
    code,
    tableOf(paragraph),
    others,
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      // Two lists that touch are one.
      const tree = parts.flatMap((one, index) => (index === 0 ? one : [{ _type: 'break', _key: `r${index}` }, ...one]))
      const back = fromHtml(toHtml(tree, { media })).value
      deepEqual(meaning(back), meaning(tree))
      deepEqual(validateRichText(back), [])
    }),
    { numRuns: 1_000 },
  )
})

t.test('tree → Markdown → tree → Markdown is the same Markdown, and the words are the same', async () => {
  const part = fc.oneof(
    textBlock.map((one) => [one]),
    list,
    code,
    tableOf(paragraph),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const tree = parts.flatMap((one, index) => (index === 0 ? one : [{ _type: 'break', _key: `r${index}` }, ...one]))
      const back = fromMarkdown(toMarkdown(tree)).value
      deepEqual(validateRichText(back), [])
      deepEqual(back.map(wordsOf), (tree as unknown as RichText).map(wordsOf))
    }),
    { numRuns: 1_000 },
  )
})

function wordsOf(node: unknown): unknown {
  const { _type, style, listItem, level, children, code: text, rows } = node as Record<string, unknown>
  if (_type === 'code') return { _type, text }
  if (_type === 'table')
    return (rows as { cells: { value: unknown[] }[] }[]).map(({ cells }) => cells.map(({ value }) => value.map(wordsOf)))
  if (_type !== 'block') return _type
  return { style, listItem, level, text: (children as { text: string }[]).map((child) => child.text).join('') }
}
