import { randomUUID } from 'node:crypto'
import {
  compactHistory,
  type Context,
  createSnapshot,
  deleteSnapshot,
  listSnapshots,
  publishEntry,
  saveEntry,
  saveSettings,
  unpublishEntry,
} from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, aContextWith, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A site with a hundred days of history: one entry that was published anew on each of the tens. */
async function aSite(t: Test) {
  const clock = { daysAgo: 100 }
  const store = await testStore(t)
  const ctx = await aContext(store, { now: () => new Date(Date.now() - clock.daysAgo * dayMs) })
  await aType(ctx, { publicRead: true })
  const { entry } = await aPublishedEntry(ctx, { title: 'Hello', body: 'Day 100' })
  const id = entry.row.id
  const points = [Number(await store.log.seq())]
  for (const daysAgo of [90, 80, 70, 60, 50, 40, 30, 20, 10]) {
    clock.daysAgo = daysAgo
    points.push(await rewritten(ctx, id, `Day ${daysAgo}`))
  }
  clock.daysAgo = 0
  const server = await contentServer(t, ctx)
  const dayAt = async (seq: number | undefined) => {
    const reply = await server.get(`/entries/article/hello?seq=${seq}`)
    return reply.statusCode === 200 ? reply.json().data.body : reply.json().code
  }
  return { ctx, store, id, points, dayAt, ...server }
}

async function rewritten(ctx: Context, id: string, body: string): Promise<number> {
  const found = await ctx.store.entries.find(id)
  await saveEntry(ctx, id, { fields: { body }, baseRevision: found?.revision ?? 0 })
  await publishEntry(ctx, id)
  return Number(await ctx.store.log.seq())
}

t.test('what is older than is kept is given up, but for named points; every kept point reads as before', async (t) => {
  const { ctx, store, id, points, dayAt, get } = await aSite(t)
  const named = await createSnapshot(ctx, { name: 'Spring edition', seq: points[2] ?? 0 })
  for (const point of points) t.match(await dayAt(point), /^Day /, 'and is in memory from now on')
  const revisions = await store.revisions.list(id, { limit: 100 })

  const done = await compactHistory(ctx, { days: 45 })

  t.match(done, { state: 'done', publications: 4, horizon: String(points[5]) })
  t.same(await Promise.all(points.map(dayAt)), [
    'compacted',
    'compacted',
    'Day 80',
    'compacted',
    'compacted',
    'Day 50',
    'Day 40',
    'Day 30',
    'Day 20',
    'Day 10',
  ])
  const kept = await get(`/entries/article/hello?seq=${named.seq}&include=*`)
  t.equal(kept.statusCode, 200)
  t.equal((await get('/entries/article/hello')).json().data.body, 'Day 10')
  t.equal((await get(`/entries/article?seq=${points[0]}`)).statusCode, 410)
  t.equal((await get(`/entries?ids=${id}&seq=${points[0]}`)).statusCode, 410)
  t.equal((await get(`/entries/article?aggregate=count&seq=${points[0]}`)).statusCode, 410)
  t.equal((await get(`/resolve?path=/hello&seq=${points[0]}`)).statusCode, 410)
  const at = new Date(Date.now() - 95 * dayMs).toISOString()
  t.match((await get(`/entries/article/hello?at=${at}`)).json(), { status: 410, code: 'compacted' })
  t.same(await store.revisions.list(id, { limit: 100 }), revisions, 'no revision is touched')
  t.match((await get('/events')).json(), { status: 410, code: 'compacted' })
  t.equal((await get(`/events?after=${points[5]}`)).json().events.length, 4)
  t.match((await get(`/live?after=${points[0]}`)).json(), { status: 410, code: 'compacted' })

  await deleteSnapshot(ctx, named.id)
  t.equal(await dayAt(points[2]), 'compacted', 'at once')
  t.match(await compactHistory(ctx, { days: 45 }), { publications: 1 })
  t.equal(await dayAt(points[5]), 'Day 50')
})

t.test('a copy goes on from a position that is kept, and is told to begin anew from one that is not', async (t) => {
  const { ctx, id, get } = await aSite(t)
  const old = (await get('/sync')).json().position
  await rewritten(ctx, id, 'Changed')
  t.match((await get(`/sync?from=${old}`)).json().items, [{ op: 'put', entry: { body: 'Changed' } }])
  const { position } = (await get('/sync')).json()
  await compactHistory({ ...ctx, now: () => new Date(Date.now() + 5 * dayMs) }, { days: 1 })
  t.match((await get(`/sync?from=${old}`)).json(), { status: 410, code: 'sync_anew' })
  await unpublishEntry(ctx, id)
  t.match((await get(`/sync?from=${position}`)).json().items, [{ op: 'delete', id }])
})

t.test('a compaction that is broken off goes on where it was, and shows nobody a part of a point', async (t) => {
  const { ctx, points, dayAt } = await aSite(t)
  const others = []
  for (let count = 0; count < 101; count += 1) others.push((await aPublishedEntry(ctx, { title: `Other ${randomUUID()}` })).entry.row.id)
  for (const id of others) await unpublishEntry(ctx, id)
  const later = { ...ctx, now: () => new Date(Date.now() + 5 * dayMs) }
  const stop = new AbortController()

  const broken = await compactHistory(later, { days: 1, signal: stop.signal, onProgress: () => stop.abort() })
  t.match(broken, { state: 'running', publications: 100 })
  t.same(await Promise.all(points.slice(0, 9).map(dayAt)), Array(9).fill('compacted'))

  const done = await compactHistory(later, { days: 1 })
  t.match(done, { state: 'done', publications: 101 + 9 })
  t.match(await compactHistory(later, { days: 1 }), { state: 'done', publications: 0, references: 0 })
})

t.test('nothing is compacted unless somebody says for how long the past is kept', async (t) => {
  const { ctx, points, dayAt } = await aSite(t)
  t.equal(await compactHistory(ctx), null)
  await saveSettings(ctx, { historyDays: 45 })
  t.match(await compactHistory(ctx), { publications: 5 })
  t.equal(await dayAt(points[0]), 'compacted')
  t.match(await refusal(saveSettings(ctx, { historyDays: 0 })), { code: 'invalid_value' })
})

t.test('snapshots have names of their own, of points that are there, given by those who may', async (t) => {
  const { ctx, store, points } = await aSite(t)
  const { name, seq } = await createSnapshot(ctx, { name: '  Now  ' })
  t.same([name, seq], ['Now', await store.log.seq()])
  t.match(await refusal(createSnapshot(ctx, { name: 'Now' })), { code: 'name_taken' })
  t.match(await refusal(createSnapshot(ctx, { name: 'Soon', seq: 10_000 })), { code: 'invalid_value' })
  t.match(await refusal(createSnapshot(ctx, { name: ' ' })), { code: 'invalid_value' })
  await compactHistory(ctx, { days: 45 })
  t.match(await refusal(createSnapshot(ctx, { name: 'Late', seq: points[0] ?? 0 })), { code: 'compacted' })
  t.match(await refusal(deleteSnapshot(ctx, randomUUID())), { code: 'not_found' })
  const stranger = aContextWith(store, [])
  t.match(await refusal(createSnapshot(stranger, { name: 'Mine' })), { code: 'not_allowed' })
  t.match(await refusal(listSnapshots(stranger)), { code: 'not_allowed' })
  t.equal((await listSnapshots(ctx)).length, 1)
  t.match(
    (await store.audit.list({ limit: 100 })).map(({ action }) => action).filter((action) => /snapshot|history/.test(action)),
    ['history.compact', 'snapshot.create'],
  )
})

t.test('a point that is named while it is being given up is either kept whole or refused', async (t) => {
  const { ctx, points, dayAt } = await aSite(t)
  const [point] = points
  const [snapshot] = await Promise.allSettled([createSnapshot(ctx, { name: 'First', seq: point ?? 0 }), compactHistory(ctx, { days: 45 })])
  t.equal(await dayAt(point), snapshot.status === 'fulfilled' ? 'Day 100' : 'compacted')
})

t.test('publishing does not wait for what is being cleared, nor for naming a point', async (t) => {
  const { ctx, store, id, dayAt } = await aSite(t)
  await compactHistory(ctx, { days: 45, signal: AbortSignal.abort() })
  const published = await store.transaction(async (tx) => {
    await tx.history.lock()
    await tx.models.lockShared()
    t.match(await tx.history.clearPublications(null, 100), { count: 5 })
    return rewritten(ctx, id, 'Meanwhile')
  })
  t.equal(await dayAt(published), 'Meanwhile')
})
