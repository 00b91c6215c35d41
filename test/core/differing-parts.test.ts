import t from 'tap'
import { differingParts } from '../../packages/core/src/entries/differing-parts.ts'

const long = 'All work and no play. '.repeat(100)

t.test('short values are told whole', async (t) => {
  t.same(differingParts(['one', 'two']), ['one', 'two'])
  t.same(
    differingParts([
      { en: 'one', de: 'eins' },
      { en: 'two', de: 'eins' },
    ]),
    [
      { en: 'one', de: 'eins' },
      { en: 'two', de: 'eins' },
    ],
  )
})

t.test('of a long text what differs is told, with a little of what stands around it', async (t) => {
  const [before, after] = differingParts([`${long}old${long}`, `${long}new${long}`])

  t.match(before, /^….{0,40}old.{0,40}…$/)
  t.match(after, /^….{0,40}new.{0,40}…$/)
  t.same(differingParts([null, long]), [null, long])
  t.ok(
    differingParts([long, `a${long}b`]).every((side) => String(side).length < 1100),
    'of a change that is long itself the edges',
  )
})

t.test('of a long list the items that differ are told, by key', async (t) => {
  const item = (key: string, text: string) => ({
    _key: key,
    _type: 'block',
    children: [{ _key: 'a', text }],
  })
  const before = [item('1', long), item('2', `${long}old`), item('3', 'gone')]
  const after = [item('1', long), item('2', `${long}new`), item('4', 'come')]

  const [was, is] = differingParts([before, after]) as unknown as [typeof before, typeof after]

  t.same(was, [{ _key: '2', children: [{ _key: 'a', text: was[0]?.children[0]?.text }] }, item('3', 'gone')])
  t.match(was[0]?.children[0]?.text, /^….{0,40}old$/)
  t.match(is[0]?.children[0]?.text, /^….{0,40}new$/)
  t.same(is[1], item('4', 'come'))
})
