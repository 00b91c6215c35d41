import { createLocale, createToken } from '@verso/core'
import t from 'tap'
import { randomFrom } from '../data/random.ts'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { aPicture } from '../support/random-files.ts'
import { aRead, changeRights, shown } from '../support/random-reads.ts'
import { overConnection } from '../support/over-connection.ts'
import { siteTypes, something, type World } from '../support/random-site.ts'
import { databaseOf, storeOn, testStore } from '../support/test-store.ts'

const seed = Number(process.env.CACHE_SEED ?? Date.now() % 1_000_000)
const acts = Number(process.env.CACHE_ACTS ?? 60)

t.test('with the cache and without it every answer is the same, byte for byte, in this process and in another', async (t) => {
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
  // Over a connection, where what is kept is answered before any route.
  const ask = await overConnection(t, (await contentServer(t, ctx)).app)
  const kept = (path: string, headers: Record<string, string>) => ask(`/content/v1${path}`, { headers })
  const plain = await contentServer(t, ctx, { cacheBytes: 0 })
  const elsewhere = await contentServer(t, { ...ctx, store: await storeOn(t, databaseOf(store)) })
  let compared = 0
  for (let act = 0; act < acts; act += 1) {
    if (random() < 0.08) await changeRights(world)
    else await something(world)
    const seq = await store.log.seq()
    for (let ask = 0; ask < 12; ask += 1) {
      const path = aRead(world)
      const token = pick([null, ...tokens])
      const headers = {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(random() < 0.2 ? { 'accept-encoding': pick(['gzip', 'br']) } : {}),
      }
      const expected = shown(await plain.get(path, headers))
      const minSeq = `${path}${path.includes('?') ? '&' : '?'}minSeq=${seq}`
      const found = await Promise.all([
        kept(path, headers),
        kept(path, headers),
        path.startsWith('/entries') ? elsewhere.get(minSeq, headers) : kept(path, headers),
      ])
      for (const reply of found) {
        if (shown(reply) !== expected)
          throw new Error(
            `seed ${seed}, act ${act}, ${path}, ${token === null ? 'public' : 'token'}\nfound    ${shown(reply)}\nexpected ${expected}`,
          )
        compared += 1
      }
    }
  }
  t.ok(compared > 0, `${compared} answers compared`)
})
