import { randomUUID } from 'node:crypto'
import type { MediaRow } from '@verso/data'
import t from 'tap'
import { testStore } from '../support/test-store.ts'
import { nothingSaid } from '../support/nothing-said.ts'
import { noon, systemActor } from './library.ts'

const one = '0f000000-0000-7000-8000-000000000001'
const photo: MediaRow = {
  id: one,
  revision: 1,
  filename: '100%_cat.jpg',
  mimeType: 'image/jpeg',
  bytes: 5_000_000_000n,
  sha256: 'aa',
  width: 4,
  height: 3,
  alt: { en: 'A cat' },
  caption: {},
  ...nothingSaid,
  sourceUrl: null,
  createdAt: noon,
  createdById: null,
  updatedAt: noon,
}

t.test('a file has the description of each number, and stays readable there after it was removed', async (t) => {
  const store = await testStore(t)
  const change = (write: (tx: Parameters<Parameters<typeof store.transaction>[0]>[0], seq: bigint) => Promise<void>) =>
    store.transaction((tx) =>
      tx.log.append({ kind: 'media.changed', ...systemActor, at: noon }, async (seq) => write(tx, seq).then(() => [])),
    )
  await change((tx, seq) => tx.media.create(photo, seq))
  await change((tx, seq) => tx.media.replace({ ...photo, revision: 2, alt: { en: 'A dog' }, sha256: 'bb' }, seq))

  t.same(await store.media.find(one), { ...photo, revision: 2, alt: { en: 'A dog' }, sha256: 'bb' })
  t.match(await store.media.findAt(one, 1n), { revision: 1, alt: { en: 'A cat' } })
  t.match(await store.media.findAt(one, null), { revision: 2 })
  t.equal(await store.media.findAt(one, 0n), null)
  t.same((await store.media.usedHashes(['aa', 'bb', 'cc'])).sort(), ['aa', 'bb'])
  t.match(await store.media.findByHash('bb'), { id: one })

  await change((tx, seq) => tx.media.remove(one, seq))
  t.equal(await store.media.find(one), null)
  t.equal(await store.media.findAt(one, null), null)
  t.match(await store.media.findAt(one, 2n), { revision: 2 })
  t.same(await store.media.list({ limit: 10 }), { rows: [], more: false })
})

t.test('files are listed newest first, page by page, and what is looked for is taken literally', async (t) => {
  const store = await testStore(t)
  const photos = ['a', 'b', 'c'].map((name, index) => ({
    ...photo,
    id: randomUUID(),
    filename: `${name}_100%.jpg`,
    createdAt: new Date(noon.getTime() + index),
  }))
  await store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', ...systemActor, at: noon }, async (seq) => {
      for (const one of photos) await tx.media.create(one, seq)
      return []
    }),
  )
  const first = await store.media.list({ limit: 2, count: true })
  t.same([first.rows.map((row) => row.filename), first.more, first.total], [['c_100%.jpg', 'b_100%.jpg'], true, 3])
  const rest = await store.media.list({ limit: 2, after: first.rows[1]?.id ?? '' })
  t.same([rest.rows.map((row) => row.filename), rest.more], [['a_100%.jpg'], false])
  t.equal((await store.media.list({ limit: 9, search: 'A_100%' })).rows.length, 1)
  t.equal((await store.media.list({ limit: 9, search: '%c%' })).rows.length, 0)
  t.equal((await store.media.list({ limit: 9, mimePrefix: 'video/' })).rows.length, 0)
})
