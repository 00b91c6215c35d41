import { createHash } from 'node:crypto'
import { createStore, TakenError } from '@verso/data'
import t from 'tap'
import { testDatabase } from '../support/database.ts'
import { testStore } from '../support/test-store.ts'
import { follow } from './follower.ts'
import { aLibrary, aPlan, article, fieldIds as f, noon, person, publish, publishNew, readableTypeIds, unpublish } from './library.ts'
import { brokenLaws } from './log-laws.ts'
import { changeOne, firstDocs } from './publisher.ts'
import { randomFrom } from './random.ts'

const [one, two] = ['0e000000-0000-7000-8000-00000000000a', '0e000000-0000-7000-8000-00000000000b'] as const

t.test(
  'eight publishers at once: a follower gets every number once and in order, a pinned reader the same bytes, and no law is broken',
  async (t) => {
    const connectionString = await testDatabase(t)
    const store = await createStore({ connectionString })
    await aLibrary(store)
    const start = await publishNew(store, firstDocs())
    const pinned = async () => {
      const { rows, targets } = await store.reads.published(aPlan(article), { readableTypeIds, at: start })
      return createHash('sha256')
        .update(JSON.stringify([rows, [...targets]]))
        .digest('hex')
    }
    const before = await pinned()

    let end: bigint | null = null
    const following = follow(store, { after: start, until: () => end })
    const during: string[] = []
    const publishers = Array.from({ length: 8 }, async (_, index) => {
      const own = await createStore({ connectionString, poolSize: 1 })
      const random = randomFrom(index)
      for (let count = 0; count < 25; count += 1) await changeOne(own, random)
      during.push(await pinned())
      await own.close()
    })
    await Promise.all(publishers)
    end = await store.log.seq()

    t.equal(end, start + 200n, 'one number for each change')
    t.same(
      await following,
      Array.from({ length: 200 }, (_, index) => start + 1n + BigInt(index)),
    )
    t.same(new Set([...during, await pinned()]), new Set([before]))
    t.same(await brokenLaws(connectionString), [])
    await store.close()
  },
)

t.test('what a transaction published vanishes with it, and its number is given to the next', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const seq = await publishNew(store, [{ id: one, type: article, fields: { [f.title]: 'One' } }])

  const failing = store.transaction(async (tx) => {
    await tx.log.append({ kind: 'entry.unpublished', byId: null, byKind: 'system', at: noon }, async () => {
      await tx.publications.end(one, null)
      return []
    })
    throw new Error('changed my mind')
  })

  await t.rejects(failing, { message: 'changed my mind' })
  t.equal(await store.log.seq(), seq)
  t.equal((await store.reads.published(aPlan(article), { readableTypeIds })).rows.length, 1)
  t.equal(await unpublish(store, one), seq + 1n)
})

t.test('a listener hears of a commit and not of a rollback', async (t) => {
  const store = await testStore(t)
  const heard: bigint[] = []
  await store.onSeq((seq) => heard.push(seq))
  await store
    .transaction((tx) =>
      tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at: noon }, async () => Promise.reject(new Error('no'))),
    )
    .catch(() => {})
  await aLibrary(store)
  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  t.same(heard, [1n])
})

t.test('the time of an event never goes below that of the one before', async (t) => {
  const store = await testStore(t)
  const at = async (text: string) => {
    await store.transaction((tx) =>
      tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at: new Date(text) }, async () => []),
    )
    return (await store.log.list({ after: 0n, limit: 10 })).at(-1)?.at.toISOString()
  }
  t.equal(await at('2026-05-01T00:00:00.500Z'), '2026-05-01T00:00:00.500Z')
  t.equal(await at('2026-04-01T00:00:00.000Z'), '2026-05-01T00:00:00.500Z')
  t.equal(await at('2026-05-01T00:00:00.501Z'), '2026-05-01T00:00:00.501Z')
})

t.test('the time of the first publication survives a publish and an unpublish', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const at = (hour: number) => new Date(Date.UTC(2026, 1, 1, hour))
  await publishNew(store, [{ id: one, type: article, fields: {}, at: at(1) }])
  await publish(store, [{ id: one, type: article, fields: {}, at: at(2) }])
  await unpublish(store, one)
  await publish(store, [{ id: one, type: article, fields: {}, at: at(3) }])

  const [row] = (await store.reads.published(aPlan(article), { readableTypeIds })).rows
  t.same([row?.firstPublishedAt, row?.publishedAt], [at(1).toISOString(), at(3).toISOString()])
  t.same(await store.publications.heads([one]).then((heads) => heads.map((head) => head.firstPublishedAt)), [at(1)])
})

t.test('a slug that another entry holds is refused with its holder, in the batch or out of it, and nothing is written', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const seq = await publishNew(store, [{ id: one, type: article, fields: { [f.slug]: 'here' } }])
  const clash = { kind: 'slug', entryId: two, locale: 'en', fieldId: null, value: 'here', holderId: one, isHeld: true }
  const refused = await publishNew(store, [{ id: two, type: article, fields: { [f.slug]: 'here' } }]).catch((error: unknown) => error)

  t.ok(refused instanceof TakenError)
  t.same((refused as TakenError).taken, [clash])
  t.equal(await store.entries.find(two), null)
  t.equal(await store.log.seq(), seq)
  t.equal(await store.publications.slugHolder(article.id, 'en', 'here'), one)

  const inBatch = await publish(
    store,
    [one, two].map((id) => ({ id, type: article, fields: { [f.slug]: 'new' } })),
  ).catch((error: unknown) => error)
  t.same((inBatch as TakenError).taken, [{ ...clash, value: 'new', isHeld: false }])
})

t.test('two publishers who want one slug at once: one gets it, the other is told who has it', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(
    store,
    [one, two].map((id) => ({ id, type: article, fields: {} })),
  )

  const results = await Promise.allSettled([one, two].map((id) => publish(store, [{ id, type: article, fields: { [f.slug]: 'wanted' } }])))

  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as TakenError] : []))
  t.equal(refusals.length, 1)
  t.equal(refusals[0]?.taken[0]?.holderId, await store.publications.slugHolder(article.id, 'en', 'wanted'))
})

t.test('two entries may swap their slugs in one batch; a slug is free in another language and after an unpublish', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const slugs = (first: string, second: string) => [
    { id: one, type: article, fields: { [f.slug]: first } },
    { id: two, type: article, fields: { [f.slug]: second } },
  ]
  await publishNew(store, slugs('a', 'b'))
  await publish(store, slugs('b', 'a'))
  t.equal(await store.publications.slugHolder(article.id, 'en', 'a'), two)
  await publish(store, [{ id: one, type: article, locale: 'de', fields: { [f.slug]: 'a' } }])
  await unpublish(store, two)
  await publish(store, [{ id: one, type: article, fields: { [f.slug]: 'a' } }])
  t.equal(await store.publications.slugHolder(article.id, 'en', 'a'), one)
})

t.test('a unique value of any length is held by one entry', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const long = 'x'.repeat(20_000)
  await publishNew(store, [{ id: one, type: person, fields: { [f.name]: long } }])
  const clash = await publishNew(store, [{ id: two, type: person, fields: { [f.name]: long } }]).catch((error: unknown) => error)
  t.match(clash, { taken: [{ kind: 'unique', fieldId: f.name, value: long, holderId: one }] })
  const asked = [{ entryId: two, typeId: person.id, locale: 'en', slug: null, uniques: [{ fieldId: f.name, value: long }] }]
  t.match(await store.publications.taken(asked), [{ holderId: one }])
  await unpublish(store, one)
  t.same(await store.publications.taken(asked), [])
})

t.test('only the named languages end', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(
    store,
    ['en', 'de'].map((locale) => ({ id: one, type: article, locale, fields: {} })),
  )
  await unpublish(store, one, ['de'])
  t.same(
    (await store.publications.heads([one])).map((head) => head.locale),
    ['en'],
  )
})
