import { createLocale, createToken } from '@verso/core'
import type { Store } from '@verso/data'
import t from 'tap'
import { randomFrom } from '../data/random.ts'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { aPicture } from '../support/random-files.ts'
import { aRead, changeRights, shown } from '../support/random-reads.ts'
import { siteTypes, something, type World } from '../support/random-site.ts'
import { testStore } from '../support/test-store.ts'

const seed = Number(process.env.FRAGMENT_SEED ?? Date.now() % 1_000_000)
const acts = Number(process.env.FRAGMENT_ACTS ?? 30)
/** The first reads of a shape fill what is kept; those after them are made from it. */
const reads = 5

t.test('reads from kept publications are the same as from the database alone, byte for byte', async (t) => {
  t.comment(`seed ${seed}`)
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await siteTypes(ctx, { withPictures: true })
  const pictures = [await aPicture(ctx), await aPicture(ctx)]
  const world: World = { ctx, random, pick, authors: [], posts: [], titles: 4, pictures }
  const tokens = [
    (await createToken(ctx, { name: 'all', kind: 'content', types: ['*'] })).text,
    (await createToken(ctx, { name: 'one', kind: 'content', types: ['post'] })).text,
  ]
  const plain = await contentServer(t, ctx, { cacheBytes: 0 })
  let [listed, asked, held] = [0, 0, 0]
  const counting: Store = Object.create(store, {
    reads: {
      value: {
        ...store.reads,
        async which(...read: Parameters<Store['reads']['which']>) {
          listed += 1
          return store.reads.which(...read)
        },
        async held(...which: Parameters<Store['reads']['held']>) {
          asked += 1
          const read = await store.reads.held(...which)
          if (read !== null) held += 1
          return read
        },
      },
    },
  })
  const roomy = await contentServer(t, { ...ctx, store: counting }, { cacheBytes: 0, fragmentBytes: 8 * 1024 * 1024 })
  // So little that rows are pushed out by others all the time.
  const tight = await contentServer(t, ctx, { cacheBytes: 0, fragmentBytes: 12 * 1024 })
  let compared = 0
  for (let act = 0; act < acts; act += 1) {
    if (random() < 0.1) await changeRights(world)
    else await something(world)
    for (let ask = 0; ask < 4; ask += 1) {
      const path = aRead(world)
      const token = pick([null, ...tokens])
      const headers = token === null ? {} : { authorization: `Bearer ${token}` }
      const expected = shown(await plain.get(path, headers))
      for (const server of [roomy, tight]) {
        for (let read = 0; read < reads; read += 1) {
          const found = shown(await server.get(path, headers))
          if (found !== expected) throw new Error(`seed ${seed}, act ${act}, ${path}\nfound    ${found}\nexpected ${expected}`)
          compared += 1
        }
      }
    }
  }
  t.ok(held > 0, `${compared} answers compared; ${held} were made from publications that were kept with room for all`)
  t.ok(listed > asked, `${listed - asked} were made of finished texts, or given up`)
})
