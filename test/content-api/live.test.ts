import { changeType, createToken, publishEntry, revokeToken, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { asLive, type EventStream, openEvents, until } from '../support/event-stream.ts'
import { statementsOf } from '../support/statements-of.ts'
import { runSql } from '../support/test-server.ts'
import { databaseOf, testStore } from '../support/test-store.ts'

async function aSite(t: Test, options: Parameters<typeof contentServer>[2] = {}) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { publicRead: true })
  await aType(ctx, { name: 'secret', titleField: 'title', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const server = await contentServer(t, ctx, options)
  const url = `${await server.app.listen({ host: '127.0.0.1', port: 0 })}/content/v1/live`
  async function listen(query = '', headers: Record<string, string> = {}): Promise<EventStream> {
    const stream = await openEvents(url + query, headers)
    t.teardown(stream.close)
    return stream
  }
  const eventsAfter = async (after: number, query = '', headers = {}) =>
    asLive((await server.get(`/events?after=${after}${query}`, headers)).json().events)
  return { store, ctx, url, listen, eventsAfter, ...server }
}

const dataOf = ({ told }: EventStream) => told.flatMap(({ data }) => (data === undefined ? [] : [data]))

t.test('what is published is told as it happens, as /events gives it, and nothing of what may not be read', async (t) => {
  const { store, ctx, listen, eventsAfter } = await aSite(t)
  await aPublishedEntry(ctx, { title: 'Before' })
  const start = Number(await store.log.seq())
  const stream = await listen()
  t.match(stream.headers, { 'content-type': /^text\/event-stream/, 'cache-control': 'no-store', 'verso-seq': String(start) })
  const inside = await listen('', {
    authorization: `Bearer ${(await createToken(ctx, { name: 'in', kind: 'content', types: ['secret'] })).text}`,
  })

  const { entry } = await aPublishedEntry(ctx, { title: 'One' })
  await aPublishedEntry(ctx, { title: 'Not for everyone' }, 'secret')
  await unpublishEntry(ctx, entry.row.id)

  await until(() => dataOf(stream).length >= 2 && dataOf(inside).length >= 3)
  t.same(dataOf(stream), await eventsAfter(start))
  t.match(
    stream.told.filter(({ data }) => data !== undefined),
    [
      { id: start + 1, event: 'entry.published', data: { seq: start + 1, items: [{ op: 'publish', slug: 'one' }] } },
      { id: start + 3, event: 'entry.unpublished' },
    ],
  )
  t.notMatch(stream.text(), 'secret')
})

t.test('whoever comes back is told everything since, once; filters are those of /events', async (t) => {
  const { store, ctx, url, listen, eventsAfter, get } = await aSite(t)
  const start = Number(await store.log.seq())
  for (const title of ['One', 'Two', 'Three']) await aPublishedEntry(ctx, { title })
  await aType(ctx, { name: 'note', publicRead: true })
  await aPublishedEntry(ctx, { title: 'A note' }, 'note')
  const all = await eventsAfter(start)

  const whole = await listen(`?after=${start}`)
  const rest = await listen(`?after=0`, { 'last-event-id': String(start + 2) })
  const notes = await listen(`?after=${start}&types=note&locale=en`)
  await until(() => dataOf(whole).length === all.length && dataOf(rest).length === all.length - 2 && dataOf(notes).length === 2)
  t.same(dataOf(whole), all)
  t.same(dataOf(rest), all.slice(2))
  t.same(dataOf(notes), await eventsAfter(start, '&types=note&locale=en'))

  for (const [path, parameter] of [
    ['/live?after=x', 'after'],
    ['/live?types=secret', 'types'],
    ['/live?locale=xx', 'locale'],
    ['/events?types=nothing', 'types'],
    ['/live?limit=1', 'limit'],
  ])
    t.match((await get(String(path))).json(), { status: 400, issues: [{ parameter }] }, String(path))
  t.match((await get('/live', { 'last-event-id': 'soon' })).json(), { status: 400, issues: [{ parameter: 'Last-Event-ID' }] })
  t.match((await get(`/live?after=${start + 100}`)).json(), { status: 503, code: 'not_yet' })
  const restored = await get('/live', { 'last-event-id': String(start + 100) })
  t.match(restored.json(), { status: 410, code: 'sync_anew' }, 'what was told once and is not in the log was in another log')
  const head = await fetch(url, { method: 'HEAD' })
  t.match([head.status, head.headers.get('content-type')], [200, /^text\/event-stream/], 'and is no listener')
})

t.test('a token that is revoked hears nothing more, and less rights are less at once', async (t) => {
  const { ctx, listen } = await aSite(t)
  const { token, text } = await createToken(ctx, { name: 'in', kind: 'content', types: ['secret'] })
  const stream = await listen('', { authorization: `Bearer ${text}` })
  const open = await listen()
  await aPublishedEntry(ctx, { title: 'Heard' }, 'secret')
  await until(() => dataOf(stream).length === 1)

  await revokeToken(ctx, token.id)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await aPublishedEntry(ctx, { title: 'Hidden' }, 'secret')
  await aPublishedEntry(ctx, { title: 'Open' })
  await until(() => stream.isOver() && dataOf(open).length === 1)
  t.equal(dataOf(stream).length, 1)
  const again = await listen('', { authorization: `Bearer ${text}` })
  t.equal(again.status, 401)

  await changeType(ctx, 'article', { input: { publicRead: false } })
  await until(() => dataOf(open).length === 2)
  await aPublishedEntry(ctx, { title: 'Closed' })
  await changeType(ctx, 'article', { input: { publicRead: true } })
  await until(() => dataOf(open).length === 3)
  t.same(
    dataOf(open).map(({ type }) => type),
    ['entry.published', 'model.changed', 'model.changed'],
  )
})

async function timedStatements(run: () => Promise<unknown>): Promise<{ count: number; seconds: number }> {
  const startedAt = performance.now()
  const count = await statementsOf(run)
  return { count, seconds: (performance.now() - startedAt) / 1_000 }
}

t.test('a thousand who listen cost what a few cost, and all are told', async (t) => {
  const { ctx, url } = await aSite(t)
  const one = await openEvents(url)
  const before = process.memoryUsage().rss
  const streams: EventStream[] = [one]
  const statementsToCome = await statementsOf(async () => {
    for (let round = 0; round < 20; round += 1) streams.push(...(await Promise.all(Array.from({ length: 50 }, () => openEvents(url)))))
  })
  t.teardown(() => streams.map((stream) => stream.close()))
  const memory = (process.memoryUsage().rss - before) / 1024 / 1024

  const silence = await timedStatements(() => new Promise((resolve) => setTimeout(resolve, 5_000)))
  const { row } = await anEntry(ctx, { title: 'For all' })
  const alone = await statementsOf(() => publishEntry(ctx, row.id))
  await until(() => streams.every((stream) => dataOf(stream).length === 1))
  const { revision } = (await ctx.store.entries.find(row.id)) ?? { revision: 0 }
  await saveEntry(ctx, row.id, { fields: { title: 'Again' }, baseRevision: revision })
  const telling = await timedStatements(async () => {
    await publishEntry(ctx, row.id)
    await until(() => streams.every((stream) => dataOf(stream).length === 2))
  })

  t.comment(
    `${streams.length} listeners, both ends in one process: ${memory.toFixed(0)} MB; statements: ${statementsToCome} to come, ` +
      `${silence.count} in ${silence.seconds.toFixed(1)} s of silence, ${telling.count} to publish and tell all (${alone} with the first publish)`,
  )
  // By the time that it took: on a busy machine looks that come by the clock are more.
  t.ok(silence.count <= 3 * silence.seconds, 'silence asks no more than for one')
  t.ok(telling.count <= alone + 15 + 3 * telling.seconds, 'an event is read once')
  t.ok(statementsToCome < 4 * streams.length + 100)
})

t.test('whoever does not read is sent away and can go on from where it was, without memory growing', async (t) => {
  const { ctx, store, listen, eventsAfter } = await aSite(t)
  const start = Number(await store.log.seq())
  const stream = await listen()
  const slow = await listen()
  const { entry } = await aPublishedEntry(ctx, { title: 'Small' })
  await until(() => dataOf(stream).length === 1 && dataOf(slow).length === 1)
  slow.pause()
  // Events as large as those of much that is loaded at once, until more is on its way than any connection holds.
  const typeId = entry.row.typeId
  for (let count = 0; count < 12; count += 1)
    await runSql(
      databaseOf(store),
      `begin; update "PublicationCounter" set seq = seq + 1 where id = 1;
       insert into "PublicationEvent" (seq, kind, items, "byKind", at)
       select seq, 'entry.published', (select jsonb_agg(jsonb_build_object('op', 'publish', 'id', gen_random_uuid(), 'typeId', '${typeId}', 'slug', repeat('x', 200)))
         from generate_series(1, 4000)), 'system', now() from "PublicationCounter";
       select pg_notify('verso_seq', seq::text) from "PublicationCounter"; commit`,
    )
  await until(() => dataOf(stream).length === 13)
  slow.resume()
  await until(() => slow.isOver())
  const heard = dataOf(slow)
  t.ok(heard.length < 13, `it heard ${heard.length} of 13`)
  const last = heard.at(-1).seq
  const again = await listen('', { 'last-event-id': String(last) })
  await until(() => dataOf(again).length === 13 - heard.length)
  t.same([...heard, ...dataOf(again)], await eventsAfter(start))
})

t.test('so many may listen and no more, and from one address half of them', async (t) => {
  const { listen } = await aSite(t, { listening: { maxListeners: 4 } })
  const [first, second] = [await listen(), await listen()]
  t.same([first.status, second.status], [200, 200])
  const third = await listen()
  t.match([third.status, third.headers['retry-after']], [429, '10'])
  first.close()
  await until(() => first.isOver())
  let next = await listen()
  // The server hears that somebody has gone a moment after they have.
  for (let round = 0; next.status !== 200 && round < 500; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    next = await listen()
  }
  t.equal(next.status, 200, 'a place that is left is free again')
})
