import { publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

t.test('what is withdrawn is gone from every past point, and comes back when that is taken back', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { publicRead: true })
  const { get } = await contentServer(t, ctx)
  const first = await aPublishedEntry(ctx, { title: 'Hello' })
  const { id } = first.entry.row
  await aPublishedEntry(ctx, { title: 'Other' })
  await saveEntry(ctx, id, { fields: { body: 'Second' }, baseRevision: 1 })
  const second = await publishEntry(ctx, id)
  const at = async (seq: bigint | null, path = `/entries/article/${id}`) => {
    const reply = await get(`${path}${path.includes('?') ? '&' : '?'}seq=${seq}`)
    return reply.statusCode === 200 ? 200 : [reply.statusCode, reply.json().code]
  }
  const listed = async (seq: bigint | null) => (await get(`/entries/article?seq=${seq}`)).json().data.length

  const withdrawn = await unpublishEntry(ctx, id, { withdraw: true })
  const again = await unpublishEntry(ctx, id, { withdraw: true })

  t.same(
    await Promise.all([at(first.seq), at(second.seq), at(first.seq, '/entries/article/hello')]),
    Array.from({ length: 3 }, () => [410, 'withdrawn']),
  )
  t.same(await at(withdrawn.seq), [404, 'not_found'])
  t.same([await listed(first.seq), await listed(second.seq)], [0, 1])
  t.same([again.seq, withdrawn.entry.status], [null, 'unpublished'], 'done already: no seq')

  await publishEntry(ctx, id)
  t.same(await at(first.seq), [410, 'withdrawn'], 'publishing anew does not bring the past back')
  const back = await unpublishEntry(ctx, id, { withdraw: false })
  t.same([await at(first.seq), await at(second.seq), back.entry.status], [200, 200, 'published'])
  t.same((await store.log.list({ after: (back.seq ?? 0n) - 1n, limit: 1 }))[0]?.kind, 'entry.unpublished')
})
