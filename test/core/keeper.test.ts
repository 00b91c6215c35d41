import { createKeeper, createLogFollower } from '@verso/core'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'

t.test('who asks after a publish is not given what somebody had begun to compute before it', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx)
  const follower = createLogFollower(store)
  t.teardown(follower.stop)
  const keeper = createKeeper<string>({ follower, maxBytes: 1_000_000, now: () => new Date() })
  let began = 0
  const gates: (() => void)[] = []
  const compute = (tag: string) => async () => {
    began += 1
    const seq = await store.log.seq()
    await new Promise<void>((resolve) => gates.push(resolve))
    return { value: `at ${seq}`, bytes: 10, kept: { seq, tags: [tag], until: Number.POSITIVE_INFINITY } }
  }
  const waiting = async (count: number) => {
    while (gates.length < count) await new Promise((resolve) => setTimeout(resolve, 1))
  }

  const early = [keeper.get('k', compute(entry.row.typeId)), keeper.get('other', compute('unmoved'))]
  await waiting(2)
  const before = await store.log.seq()
  await aPublishedEntry(ctx, { title: 'Meanwhile' })
  const late = [keeper.get('k', compute(entry.row.typeId)), keeper.get('other', compute('unmoved'))]
  for (const open of gates.splice(0)) open()
  t.same(await Promise.all(early), [`at ${before}`, `at ${before}`])
  await waiting(1)
  t.equal(began, 3, 'what nothing has happened to is shared')
  for (const open of gates.splice(0)) open()
  t.same(await Promise.all(late), [`at ${before + 1n}`, `at ${before}`])
  t.same([keeper.find('k'), keeper.find('other')], [`at ${before + 1n}`, `at ${before}`])
})

t.test('a failure is told to all who wait, and tried again by the next', async (t) => {
  const store = await testStore(t)
  const follower = createLogFollower(store)
  t.teardown(follower.stop)
  const keeper = createKeeper<string>({ follower, maxBytes: 1_000_000, now: () => new Date() })
  let tries = 0
  const failing = async () => {
    tries += 1
    await new Promise((resolve) => setTimeout(resolve, 20))
    throw new Error('not today')
  }
  await follower.catchUp()
  const results = await Promise.allSettled([keeper.get('k', failing), keeper.get('k', failing), keeper.get('k', failing)])
  t.same(
    results.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  )
  t.equal(tries, 1)
  await t.rejects(keeper.get('k', failing))
  t.equal(tries, 2)
})
