import { createGuard, createSignInLimits, forgetLinks, type Guard, Refusal } from '@verso/core'
import t, { type Test } from 'tap'
import { runSql } from '../../support/test-server.ts'
import { testDatabase } from '../../support/database.ts'
import { storeOn } from '../../support/test-store.ts'

const minute = 60_000

/** Limits as two processes on one database have them. */
async function aClock(t: Test) {
  const clock = { ms: Date.parse('2026-11-22T08:00:00Z') }
  const now = () => new Date(clock.ms)
  const url = await testDatabase(t)
  const [store, other] = [await storeOn(t, url), await storeOn(t, url)]
  const rows = async () => Number((await runSql(url, 'select count(*) as n from "FailedTries"')).rows[0]?.n)
  return {
    clock,
    now,
    store,
    other,
    rows,
    limits: createSignInLimits({ store, now }),
    elsewhere: createSignInLimits({ store: other, now }),
  }
}

async function isShut(check: () => Promise<void>): Promise<boolean> {
  try {
    await check()
    return false
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too_many_requests') return true
    throw error
  }
}

t.test(
  'five failures of an account at an address shut the pair, for all processes, until the oldest is a quarter of an hour old',
  async (t) => {
    const { clock, limits, elsewhere } = await aClock(t)
    for (const one of [limits, elsewhere, limits, elsewhere, limits]) {
      await one('ada', '10.0.0.1').begin()
      clock.ms += minute
    }
    t.ok(await isShut(limits('ada', '10.0.0.1').check))
    t.ok(await isShut(elsewhere('ada', '10.0.0.1').begin))
    t.notOk(await isShut(limits('ada', '10.0.0.2').check))
    t.notOk(await isShut(elsewhere('bob', '10.0.0.1').check))
    clock.ms += 10 * minute
    t.notOk(await isShut(elsewhere('ada', '10.0.0.1').check), 'who was sent away has not made it longer')
  },
)

t.test('twenty failures shut an address, whoever is tried; a hundred shut an account, from wherever', async (t) => {
  const { limits, elsewhere } = await aClock(t)
  for (let count = 0; count < 20; count += 1) await limits(`user${count}`, '10.0.0.1').begin()
  t.ok(await isShut(elsewhere('someone else', '10.0.0.1').check))
  await Promise.all(Array.from({ length: 100 }, (_, count) => limits('ada', `10.1.${count}.1`).begin()))
  t.ok(await isShut(elsewhere('ada', '192.0.2.1').check))
})

t.test('of many tries at once, in two processes, five begin', async (t) => {
  const { limits, elsewhere } = await aClock(t)
  const begun = await Promise.all(
    Array.from({ length: 40 }, (_, count) => isShut((count % 2 === 0 ? limits : elsewhere)('ada', '10.0.0.1').begin)),
  )
  t.equal(begun.filter((isRefused) => !isRefused).length, 5)
})

t.test('of tries in one millisecond no two have the same mark, however many they are', async (t) => {
  const { now, store } = await aClock(t)
  const limits = createSignInLimits({ store, now }, { count: 400, seconds: 900 })
  await Promise.all(Array.from({ length: 400 }, () => limits('ada', '10.0.0.1').begin()))
  const marks = (await store.failedTries.find(['p 10.0.0.1 ada'], 0)).get('p 10.0.0.1 ada') ?? []
  t.equal(new Set(marks).size, 400)
})

t.test('success costs nothing, and clears the pair', async (t) => {
  const { limits } = await aClock(t)
  for (let count = 0; count < 30; count += 1) {
    const attempt = limits('ada', '10.0.0.1')
    await attempt.begin()
    await attempt.succeed()
  }
  t.notOk(await isShut(limits('ada', '10.0.0.1').check))
})

t.test('an IPv6 network is one address, in every spelling; a mapped IPv4 address is itself', async (t) => {
  const { limits } = await aClock(t)
  for (let count = 0; count < 5; count += 1) await limits('ada', `2001:db8:0:1::${count}`).begin()
  t.ok(await isShut(limits('ada', '2001:db8:0:1:ffff:1:2:3').check))
  t.notOk(await isShut(limits('ada', '2001:db8:0:2::1').check))
  for (let count = 0; count < 5; count += 1) await limits('bob', '::ffff:10.0.0.1').begin()
  t.ok(await isShut(limits('bob', '10.0.0.1').check))
  t.notOk(await isShut(limits('bob', '::ffff:10.0.0.2').check))
})

t.test('what is counted has bounds: no row outgrows its limit, and none outlives its time', async (t) => {
  const { clock, now, store, rows, limits } = await aClock(t)
  for (let count = 0; count < 50; count += 1) await isShut(limits('ada', '10.0.0.1').begin)
  t.equal(await rows(), 3)
  const key = 'p 10.0.0.1 ada'
  t.equal((await store.failedTries.find([key], 0)).get(key)?.length, 5)
  clock.ms += 16 * minute
  await forgetLinks({ store, now })
  t.equal(await rows(), 0)
})

t.test('links, passkeys and providers have twenty tries of an address each, for all processes; what succeeds is none', async (t) => {
  const { clock, now, store, other } = await aClock(t)
  const [here, there] = [store, other].map((one) => createGuard({ store: one, now }, Buffer.alloc(32, 7))) as [Guard, Guard]
  const doors = ['links', 'passkeys', 'providers'] as const
  for (const door of doors) {
    const passed = here[door]('10.0.0.1')
    await passed.begin()
    await passed.succeed()
    const begun = await Promise.all(
      Array.from({ length: 30 }, async (_, count) => !(await isShut((count % 2 === 0 ? here : there)[door]('10.0.0.1').begin))),
    )
    t.equal(begun.filter((isBegun) => isBegun).length, 20, door)
    for (const guard of [here, there]) t.notOk(await isShut(guard[door]('10.0.0.2').check), `${door} of another address`)
  }
  clock.ms += 16 * minute
  for (const door of doors) t.notOk(await isShut(there[door]('10.0.0.1').begin), `${door} after a quarter of an hour`)
})
