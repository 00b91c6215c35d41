import { compactHistory, createLocale, createSnapshot, Refusal } from '@verso/core'
import t from 'tap'
import { randomFrom } from '../data/random.ts'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { siteTypes, something, type World } from '../support/random-site.ts'
import { databaseOf, testStore } from '../support/test-store.ts'
import { lastingFacts } from '../support/lasting-facts.ts'

const seed = Number(process.env.COMPACTION_SEED ?? Date.now() % 1_000_000)
const rounds = Number(process.env.COMPACTION_ROUNDS ?? 4)
const dayMs = 24 * 60 * 60 * 1000

const questions = [
  '/entries/post?locale=en&include=*&sort=_id&limit=250',
  '/entries/post?locale=de&filter[rating][gte]=3&sort=-title&limit=250',
  '/entries/author?limit=250',
  '/entries/post?filter[author.name]=Ada&limit=250',
  '/entries/post?locale=en&filter[title][contains]=sea&limit=250&count=true',
  '/entries/post?group=author&aggregate=count',
]

t.test('after a compaction every kept point reads byte for byte as before, the others are refused, and nothing else is lost', async (t) => {
  t.comment(`seed ${seed}`)
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const clock = { ms: Date.now() - 400 * dayMs }
  const store = await testStore(t)
  const ctx = await aContext(store, { now: () => new Date(clock.ms) })
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await siteTypes(ctx)
  // Nothing in memory: what is read is what is there.
  const { get } = await contentServer(t, ctx, { cacheBytes: 0 })
  const world: World = { ctx, random, pick, authors: [], posts: [] }
  const named = new Set<number>()
  const asked = async (seq: number) =>
    Promise.all(questions.map(async (question) => (await get(`${question}${question.includes('?') ? '&' : '?'}seq=${seq}`)).body))
  const facts = () => lastingFacts(databaseOf(store))

  for (let round = 0; round < rounds; round += 1) {
    for (let act = 0; act < 12; act += 1) {
      clock.ms += random() * 6 * dayMs
      await something(world)
      if (random() < 0.2) named.add(await aSnapshot(world))
    }
    const present = Number(await store.log.seq())
    const points = Array.from({ length: present + 1 }, (_, seq) => seq)
    const before = new Map<number, string[]>()
    for (const seq of points) before.set(seq, await asked(seq))
    if (before.get(present)?.some((body) => 'code' in JSON.parse(body))) throw new Error(`A question is wrong: ${before.get(present)}`)
    const factsBefore = await facts()

    const stop = new AbortController()
    const days = 10 + Math.floor(random() * 30)
    // Broken off after some steps, as by a kill: what was refused or kept by then is so at the end.
    let steps = Math.floor(random() * 3)
    await compactHistory(ctx, { days, signal: stop.signal, onProgress: () => steps-- <= 0 && stop.abort() })
    const horizon = Number(await store.history.horizon())
    for (const isAtEnd of [false, true]) {
      if (isAtEnd) await compactHistory(ctx, { days })
      for (const seq of points) {
        const bodies = await asked(seq)
        const isKept = seq >= horizon || named.has(seq)
        const about = `seed ${seed}, round ${round}, ${isAtEnd ? 'done' : 'broken off'}, seq ${seq} of ${present}, horizon ${horizon}`
        if (isKept) same(bodies, before.get(seq), about)
        else if (!bodies.every((body) => JSON.parse(body).code === 'compacted')) throw new Error(`${about}: ${bodies[0]}`)
      }
    }
    t.strictSame(await facts(), factsBefore, `seed ${seed}, round ${round}`)
  }
  t.comment(`${named.size} named points, horizon ${await store.history.horizon()} of ${await store.log.seq()}`)
})

/** Names the present point, or one of the past that can still be named. */
async function aSnapshot({ ctx, random }: World): Promise<number> {
  const present = Number(await ctx.store.log.seq())
  const seq = random() < 0.5 ? present : Math.floor(random() * present)
  try {
    return Number((await createSnapshot(ctx, { name: `Point ${random()}`, seq })).seq)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'compacted') return -1
    throw error
  }
}

function same(found: string[], expected: string[] | undefined, about: string): void {
  for (const [index, body] of found.entries())
    if (body !== expected?.[index]) throw new Error(`${about}: ${questions[index]}\nfound    ${body}\nexpected ${expected?.[index]}`)
}
