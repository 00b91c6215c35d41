import {
  autosaveEntry,
  changeType,
  compareRevisions,
  type Context,
  getRevision,
  listRevisions,
  nameRevision,
  pruneRevisions,
  publishEntry,
  restoreRevision,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import type { Store } from '@verso/data'
import { canonicalJson } from '@verso/model'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

const seed = Number(process.env.VERSO_SEED ?? Date.now() % 2 ** 31)
t.comment(`seed ${seed}`)
const dayMs = 24 * 60 * 60 * 1000
const story = 'It was a dark and stormy night. The rain fell in torrents. '.repeat(20)

interface World {
  store: Store
  ctx: Context
  /** Lets days pass. */
  pass: (days: number) => void
}

async function aWorld(t: Test, retention: unknown): Promise<World> {
  const store = await testStore(t)
  let now = Date.parse('2026-01-01T00:00:00.000Z')
  const ctx = await aContext(store, { now: () => new Date(now) })
  await aType(ctx, { retention })
  return { store, ctx, pass: (days) => (now += days * dayMs) }
}

/** An entry with so many revisions, a day apart. */
async function aHistory({ ctx, pass }: World, count: number): Promise<string> {
  const { row } = await anEntry(ctx, { title: 'Title 1', body: story })
  for (let number = 2; number <= count; number += 1) {
    pass(1)
    await saveEntry(ctx, row.id, { fields: { title: `Title ${number}` }, baseRevision: number - 1 })
  }
  return row.id
}

async function numbers(ctx: Context, id: string): Promise<number[]> {
  return (await listRevisions(ctx, id, { limit: 500 })).revisions.map(({ row }) => row.number)
}

t.test('of a type with a number the newest revisions stay, under their numbers, with all that they said', async (t) => {
  const world = await aWorld(t, { revisions: 3 })
  const { ctx } = world
  const id = await aHistory(world, 8)
  world.pass(2)

  t.same(await pruneRevisions(ctx), { entries: 1, revisions: 5 })

  t.same(await numbers(ctx, id), [8, 7, 6])
  for (const number of [6, 7, 8]) t.match((await getRevision(ctx, id, number)).fields, { title: `Title ${number}`, body: story })
  t.same(await pruneRevisions(ctx), { entries: 0, revisions: 0 })
  t.equal((await saveEntry(ctx, id, { fields: { rating: 2 }, baseRevision: 6 })).row.revision, 9, 'a save merges from what is kept')
  t.match(
    (await ctx.store.audit.list({ limit: 3 })).find((row) => row.action === 'entry.prune_revisions'),
    { targetId: id, before: { revisions: 5, from: 1, to: 5 } },
  )
})

t.test('of a type with days those of the last days stay; with both, what either keeps', async (t) => {
  const byDays = await aWorld(t, { days: 3 })
  const id = await aHistory(byDays, 8)
  await pruneRevisions(byDays.ctx)
  t.same(await numbers(byDays.ctx, id), [8, 7, 6, 5])

  await changeType(byDays.ctx, 'article', { input: { retention: { days: 1, revisions: 3 } } })
  await pruneRevisions(byDays.ctx)
  t.same(await numbers(byDays.ctx, id), [8, 7, 6])
  byDays.pass(100)
  await pruneRevisions(byDays.ctx)
  t.same(await numbers(byDays.ctx, id), [8, 7, 6])
})

t.test('without a retention all stays, and so does the last day, which people may be working from', async (t) => {
  const world = await aWorld(t, null)
  const id = await aHistory(world, 3)
  world.pass(1000)
  t.same(await pruneRevisions(world.ctx), { entries: 0, revisions: 0 })

  await changeType(world.ctx, 'article', { input: { retention: { revisions: 1 } } })
  for (const number of [3, 4]) await saveEntry(world.ctx, id, { fields: { title: `Again ${number}` }, baseRevision: number })
  await pruneRevisions(world.ctx)
  t.same(await numbers(world.ctx, id), [5, 4])
})

t.test('what is current, was published, has a name, or is what somebody works from stays', async (t) => {
  const world = await aWorld(t, { revisions: 1 })
  const { ctx } = world
  const id = await aHistory(world, 3)
  await publishEntry(ctx, id)
  for (const number of [3, 4, 5, 6])
    await saveEntry(ctx, id, {
      fields: { title: `More ${number}` },
      baseRevision: number,
      ...(number === 4 ? { note: 'As sent to print' } : {}),
    })
  await publishEntry(ctx, id)
  await unpublishEntry(ctx, id)
  await nameRevision(ctx, id, { number: 2, note: 'The good one' })
  for (const number of [7, 8, 9]) await saveEntry(ctx, id, { fields: { title: `Most ${number}` }, baseRevision: number })
  await autosaveEntry(ctx, id, { fields: { body: 'Unfinished' }, baseRevision: 8 })
  world.pass(10)

  await pruneRevisions(ctx)

  t.same(await numbers(ctx, id), [10, 8, 7, 5, 3, 2])
  await nameRevision(ctx, id, { number: 2, note: null })
  await pruneRevisions(ctx)
  t.same(await numbers(ctx, id), [10, 8, 7, 5, 3])
})

t.test('a pruned revision is gone, one that never was is not found', async (t) => {
  const world = await aWorld(t, { revisions: 1 })
  const { ctx } = world
  const id = await aHistory(world, 3)
  world.pass(2)
  await pruneRevisions(ctx)
  const code = async (promise: Promise<unknown>) => (await refusal(promise)).code

  t.equal(await code(getRevision(ctx, id, 2)), 'gone')
  t.equal(await code(getRevision(ctx, id, 4)), 'not_found')
  t.equal(await code(restoreRevision(ctx, id, { number: 1 })), 'gone')
  t.equal(await code(compareRevisions(ctx, id, { from: '1', to: '3' })), 'gone')
  t.equal(await code(nameRevision(ctx, id, { number: 1, note: 'x' })), 'gone')
  t.equal(await code(saveEntry(ctx, id, { fields: { title: 'x' }, baseRevision: 1 })), 'invalid_entry')
})

t.test('whatever is taken out of a history, the rest says what it said', async (t) => {
  const world = await aWorld(t, { revisions: 1 })
  const { ctx, store } = world
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 12 }), fc.array(fc.nat(), { maxLength: 5 }), async (count, named) => {
      const id = await aHistory(world, count)
      const kept = [...new Set([...named.map((pick) => (pick % count) + 1), count])].sort((a, b) => b - a)
      for (const number of kept) await nameRevision(ctx, id, { number, note: 'Kept' })
      const contents = new Map<number, string>()
      for (const number of kept) contents.set(number, canonicalJson((await store.revisions.find(id, number))?.content))
      world.pass(2)

      await pruneRevisions(ctx)

      t.same(await numbers(ctx, id), kept)
      for (const number of kept) t.equal(canonicalJson((await store.revisions.find(id, number))?.content), contents.get(number))
      // A delta may follow from what follows from what was taken out.
      await saveEntry(ctx, id, { fields: { title: 'After' }, baseRevision: count })
      t.match((await store.revisions.find(id, count + 1))?.number, count + 1)
    }),
    { seed, numRuns: 15 },
  )
})

t.test('pruning and saving at once lose nothing that either keeps', async (t) => {
  const world = await aWorld(t, { revisions: 2 })
  const { ctx } = world
  const id = await aHistory(world, 6)
  world.pass(2)

  await Promise.all([pruneRevisions(ctx), saveEntry(ctx, id, { fields: { title: 'Meanwhile' }, baseRevision: 6 }), pruneRevisions(ctx)])

  const left = await numbers(ctx, id)
  t.ok(left.includes(7) && left.includes(6), left.join())
  for (const number of left) t.match((await getRevision(ctx, id, number)).fields, { body: story })
})

t.test('a name is given by those who may edit, and told to the audit', async (t) => {
  const world = await aWorld(t, null)
  const { ctx, store } = world
  const id = await aHistory(world, 2)
  const viewer = await aContext(store, { roles: ['viewer'] })

  t.match(await nameRevision(ctx, id, { number: 1, note: 'First' }), { row: { number: 1, note: 'First' } })
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'entry.name_revision', after: { number: 1, note: 'First' } }])
  t.equal((await refusal(nameRevision(viewer, id, { number: 1, note: 'x' }))).code, 'not_allowed')
  t.equal((await refusal(nameRevision(ctx, id, { number: 3, note: 'x' }))).code, 'not_found')
  await trashEntry(ctx, id)
  t.equal((await refusal(nameRevision(ctx, id, { number: 1, note: 'x' }))).code, 'trashed')
  t.match((await getRevision(ctx, id, 1)).row, { note: 'First' })
})
