import { createRateLimit } from '@verso/http'
import fc from 'fast-check'
import t from 'tap'

function aLimit(rate: { count: number; seconds: number; burst: number }) {
  const clock = { ms: 1_000_000 }
  return { clock, limit: createRateLimit(rate, () => clock.ms) }
}

t.test('as many as the burst come at once, then as many as the rate allows; it says how long to wait', async (t) => {
  const { clock, limit } = aLimit({ count: 10, seconds: 1, burst: 20 })
  const taken = Array.from({ length: 25 }, () => limit.take('a'))
  t.equal(taken.filter(({ isAllowed }) => isAllowed).length, 20)
  t.match(taken[0], { isAllowed: true, remaining: 19, waitSeconds: 0 })
  t.match(taken[24], { isAllowed: false, remaining: 0, waitSeconds: 1, resetSeconds: 2 })
  t.ok(limit.take('b').isAllowed, 'others are others')
  clock.ms += 100
  t.same([limit.take('a').isAllowed, limit.take('a').isAllowed], [true, false])
  limit.giveBack('a')
  t.ok(limit.take('a').isAllowed)
})

t.test('whatever comes when, no stretch of time lets through more than the rate and one burst', async (t) => {
  const rates = fc.record({
    count: fc.integer({ min: 1, max: 50 }),
    seconds: fc.integer({ min: 1, max: 5 }),
    burst: fc.integer({ min: 1, max: 60 }),
  })
  const pauses = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 })
  fc.assert(
    fc.property(rates, pauses, (rate, waits) => {
      const { clock, limit } = aLimit(rate)
      const passed: number[] = []
      for (const wait of waits) {
        clock.ms += wait
        if (limit.take('a').isAllowed) passed.push(clock.ms)
      }
      return passed.every((from, first) =>
        passed.slice(first).every((to, index) => index + 1 <= rate.burst + ((to - from) * rate.count) / (rate.seconds * 1000) + 1e-6),
      )
    }),
  )
  t.pass()
})

t.test('of very many who ask, only so many are remembered', async (t) => {
  const { clock, limit } = aLimit({ count: 1, seconds: 1, burst: 1 })
  for (let count = 0; count < 120_000; count += 1) limit.take(`key ${count}`)
  t.notOk(limit.look('key 119999').isAllowed)
  t.ok(limit.look('key 0').isAllowed, 'the first are forgiven')
  clock.ms += 1_000
  t.ok(limit.take('key 119999').isAllowed)
})
