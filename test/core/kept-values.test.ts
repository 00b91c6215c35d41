import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
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

t.test('what it was read from is kept without the documents that the ids were cut out of', async (t) => {
  setFlagsFromString('--expose-gc')
  const clearUp = runInNewContext('gc') as () => void
  const documentBytes = 100_000
  const documents = 500
  const values = createKeptValues<number>(10_000_000)
  clearUp()
  const before = process.memoryUsage().heapUsed
  for (let n = 0; n < documents; n += 1) {
    const document = Buffer.alloc(documentBytes, `entry-${String(n).padStart(20, '0')}|`).toString()
    values.put({ key: `${n}`, value: n, tags: [document.slice(0, 26)], until: forever, bytes: 10 })
  }
  clearUp()
  t.ok(process.memoryUsage().heapUsed - before < (documents * documentBytes) / 5)
  values.drop(new Set([`entry-${'7'.padStart(20, '0')}`]))
  t.same([values.get('7'), values.get('8')?.value], [undefined, 8])
})
