import fc from 'fast-check'
import t from 'tap'
import { applyTextDelta, type TextDelta, textDelta } from '../../packages/data/src/history/text-delta.ts'

const seed = Number(process.env.VERSO_SEED ?? Date.now() % 2 ** 31)
t.comment(`seed ${seed}`)
const sure = { seed, numRuns: 2000 }

/** Texts that share much: pieces of a small stock, in any order, of any characters, halves of pairs too. */
const piece = fc.oneof(
  fc.constantFrom(
    'a',
    'The quick brown fox jumps over the lazy dog and runs. ',
    '"_type":"span","marks":[],"text":"',
    '\u{1f600}',
    '\ud83d',
    'x'.repeat(70),
  ),
  fc.string({ unit: 'binary', maxLength: 90 }),
)
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

t.test('a delta leads from any text to any other', async (t) => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const stored = JSON.parse(JSON.stringify(textDelta(before, after))) as TextDelta
      return applyTextDelta(before, stored) === after
    }),
    sure,
  )
  t.pass()
})

t.test('changes far apart, moves and repetitions cost what they are, not what lies between them', async (t) => {
  const paragraphs = Array.from({ length: 400 }, (_, n) =>
    `Paragraph ${n} tells of thing ${n * 7919} and of what became of it in the year ${n * 104729}. `.repeat(3),
  )
  const before = paragraphs.join('')
  const edited = paragraphs.with(3, 'A new beginning.').with(390, 'Another end.').join('')
  const moved = [...paragraphs.slice(100, 200), ...paragraphs.slice(0, 100), ...paragraphs.slice(200)].join('')

  for (const after of [edited, moved]) {
    const delta = textDelta(before, after)
    t.equal(applyTextDelta(before, delta), after)
    t.ok(JSON.stringify(delta).length < 400, `${JSON.stringify(delta).length} characters for a text of ${after.length}`)
  }
  t.same(
    textDelta('a'.repeat(50_000), `b${'a'.repeat(50_000)}c`)
      .flat()
      .join(' ').length < 40,
    true,
  )
})
