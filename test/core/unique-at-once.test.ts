import { publishEntry, Refusal, unpublishEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'

const repetitions = 100

t.test('of two simultaneous publishes of one value exactly one wins, and the other names the holder', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { titleField: null, slugField: null, fields: [{ name: 'code', kind: 'decimal', unique: true }] })
  const one = (await anEntry(ctx, { code: '1.0' })).row.id
  const other = (await anEntry(ctx, { code: '1.00' })).row.id
  const wrong: string[] = []

  for (let round = 0; round < repetitions; round += 1) {
    const before = await store.log.seq()
    const ids = round % 2 === 0 ? [one, other] : [other, one]
    const results = await Promise.allSettled(ids.map((id) => publishEntry(ctx, id)))
    const winner = ids[results.findIndex((result) => result.status === 'fulfilled')]
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    const [refused] = lost
    const isTold =
      refused instanceof Refusal &&
      refused.code === 'unique_taken' &&
      refused.facts['holderId'] === winner &&
      refused.facts['path'] === '/fields/code'
    if (winner === undefined || lost.length !== 1 || !isTold || (await store.log.seq()) !== before + 1n)
      wrong.push(`round ${round}: ${String(refused)}`)
    if (winner !== undefined) await unpublishEntry(ctx, winner)
  }

  t.same(wrong, [])
})
