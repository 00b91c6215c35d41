import { createLocale, createToken, publishEntry } from '@verso/core'
import t from 'tap'
import { randomFrom } from '../data/random.ts'
import { aContext, anEntry } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { asLive, type EventStream, openEvents, until } from '../support/event-stream.ts'
import { siteTypes, something, type World } from '../support/random-site.ts'
import { testStore } from '../support/test-store.ts'

const seed = Number(process.env.LIVE_SEED ?? Date.now() % 1_000_000)
const acts = Number(process.env.LIVE_ACTS ?? 120)

/** Somebody who listens, is cut off by chance, and goes on from the last event that came. */
interface Reader {
  query: string
  headers: Record<string, string>
  stream: EventStream | null
  heard: { seq: number }[]
  last: number
}

t.test('whoever is cut off again and again hears exactly what the log says, in order, and nothing that was taken back', async (t) => {
  t.comment(`seed ${seed}`)
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const ctx = await aContext(await testStore(t))
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await siteTypes(ctx)
  const { app, get } = await contentServer(t, ctx)
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/content/v1/live`
  const token = { authorization: `Bearer ${(await createToken(ctx, { name: 'one', kind: 'content', types: ['post'] })).text}` }
  const start = Number(await ctx.store.log.seq())
  const readers: Reader[] = ['', 'types=post', 'types=author', 'locale=de', 'types=post,author&locale=en'].flatMap((query) =>
    [{}, token].map((headers) => ({ query, headers, stream: null, heard: [], last: start })),
  )

  async function connect(reader: Reader): Promise<void> {
    const address = `${url}?after=${start}${reader.query === '' ? '' : `&${reader.query}`}`
    reader.stream = await openEvents(address, { ...reader.headers, 'last-event-id': String(reader.last) })
  }

  /** What came in until it was cut off: more may have been on its way. */
  function cut(reader: Reader): void {
    const { stream } = reader
    if (stream === null) return
    stream.close()
    for (const { id, data } of stream.told) {
      if (data !== undefined) reader.heard.push(data)
      reader.last = id ?? reader.last
    }
    reader.stream = null
  }

  const world: World = { ctx, random, pick, authors: [], posts: [] }
  for (let act = 0; act < acts; act += 1) {
    await something(world)
    if (random() < 0.1) await takenBack(world)
    const reader = pick(readers)
    if (random() < 0.5) cut(reader)
    if (reader.stream === null && random() < 0.7) await connect(reader)
  }
  for (const reader of readers) if (reader.stream === null) await connect(reader)

  for (const reader of readers) {
    const expected = await eventsOf((after) => get(`/events?after=${after}&limit=250&${reader.query}`, reader.headers), start)
    const all = () => [...reader.heard, ...(reader.stream?.told ?? []).flatMap(({ data }) => (data === undefined ? [] : [data]))]
    await until(() => all().length >= expected.length)
    t.same(all(), asLive(expected), `seed ${seed}, ${reader.query}, ${expected.length} events`)
  }
  for (const { stream } of readers) stream?.close()
})

/** Publishes something in a transaction that fails at its end. */
async function takenBack({ ctx }: World): Promise<void> {
  const { row } = await anEntry(ctx, { title: { en: 'Never' } }, 'post')
  const failed = ctx.store.transaction(async (tx) => {
    await tx.log.append({ kind: 'entry.published', byId: null, byKind: 'system', at: ctx.now() }, async () => [
      { op: 'publish', id: row.id, typeId: row.typeId, locale: 'en', slug: 'never' },
    ])
    throw new Error('taken back')
  })
  await failed.catch(() => {})
  await publishEntry(ctx, row.id)
}

interface Heard {
  seq: number
  items: { type: string }[]
}

async function eventsOf(
  get: (after: number) => Promise<{ json: () => { events: Heard[]; next: number } }>,
  start: number,
): Promise<Heard[]> {
  const found: Heard[] = []
  for (let after = start; ; ) {
    const { events, next } = (await get(after)).json()
    found.push(...events)
    if (next === after) return found
    after = next
  }
}
