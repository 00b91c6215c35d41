import t from 'tap'
// Not through the room's index: what keeps is a part of reading, of which only the keeper is for others.
import { createKeptValues } from '../../packages/core/src/content/kept/kept-values.ts'

const forever = Number.POSITIVE_INFINITY

t.test('values stay below their bytes; those unused for longest go first', async (t) => {
  const values = createKeptValues<string>(10_000)
  for (const key of ['a', 'b', 'c']) values.put({ key, value: key, tags: ['x'], until: forever, bytes: 1500 })
  values.get('a')
  for (let more = 0; more < 3; more += 1) values.put({ key: `m${more}`, value: `m${more}`, tags: [], until: forever, bytes: 1500 })
  t.ok(values.bytes() <= 10_000)
  t.same(
    ['a', 'b', 'c', 'm2'].map((key) => values.get(key)?.value),
    ['a', undefined, 'c', 'm2'],
  )
  values.grow('m2', 8_000)
  t.ok(values.bytes() <= 10_000)
  values.put({ key: 'huge', value: 'h', tags: [], until: forever, bytes: 5_000 })
  t.equal(values.get('huge'), undefined, 'one that would push out many')
})

t.test('a change drops what was read from it, and all of it is forgotten', async (t) => {
  const values = createKeptValues<number>(1_000_000)
  values.put({ key: 'one', value: 1, tags: ['a', 'b', 'a'], until: forever, bytes: 10 })
  values.put({ key: 'two', value: 2, tags: ['b'], until: forever, bytes: 10 })
  values.put({ key: 'one', value: 3, tags: ['c'], until: forever, bytes: 10 })
  values.drop(new Set(['a']))
  t.equal(values.get('one')?.value, 3, 'by what it is read from now')
  values.drop(new Set(['b', 'c', 'd']))
  t.equal(values.bytes(), 0)
  values.put({ key: 'one', value: 1, tags: ['a'], until: forever, bytes: 10 })
  values.drop('everything')
  t.same([values.get('one'), values.bytes()], [undefined, 0])
})
