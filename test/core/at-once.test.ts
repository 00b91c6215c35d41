import {
  changeType,
  createEntry,
  deleteType,
  discardDraft,
  duplicateEntry,
  getEntry,
  getType,
  publishEntry,
  purgeEntry,
  Refusal,
  restoreEntry,
  restoreRevision,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'

const crowd = 6

/** Runs a verb several times at once; everything but a refusal fails the test. Gives the codes of the refusals. */
async function atOnce(run: (index: number) => Promise<unknown>): Promise<string[]> {
  const results = await Promise.allSettled(Array.from({ length: crowd }, (_, index) => run(index)))
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return []
    if (result.reason instanceof Refusal) return [result.reason.code]
    throw result.reason
  })
}

async function withPublished(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'Hello' })
  return { store, ctx, id: entry.row.id, before: await store.log.seq() }
}

const others = (code: string) => Array.from({ length: crowd - 1 }, () => code)

t.test('many unpublish one entry: one seq', async (t) => {
  const { store, ctx, id, before } = await withPublished(t)

  t.same(await atOnce(() => unpublishEntry(ctx, id)), [])

  t.equal(await store.log.seq(), before + 1n)
})

t.test('many trash one entry: one seq, the others hear that it is in the trash', async (t) => {
  const { store, ctx, id, before } = await withPublished(t)

  t.same(await atOnce(() => trashEntry(ctx, id)), others('trashed'))

  t.equal(await store.log.seq(), before + 1n)
})

t.test('some publish and some trash one entry: whatever came first, nothing in the trash is public', async (t) => {
  const { store, ctx, id } = await withPublished(t)
  await saveEntry(ctx, id, { fields: { body: 'New' }, baseRevision: 1 })

  await atOnce((index) => (index % 2 === 0 ? publishEntry(ctx, id) : trashEntry(ctx, id)))

  t.match(await getEntry(ctx, id), { status: 'trashed', row: { publications: [] } })
  t.same(await store.publications.heads([id]), [])
})

t.test('many restore one entry from the trash to the public: it is published once', async (t) => {
  const { store, ctx, id } = await withPublished(t)
  await trashEntry(ctx, id)
  const before = await store.log.seq()

  t.same(await atOnce(() => restoreEntry(ctx, id, { publish: true })), others('not_trashed'))

  t.equal(await store.log.seq(), before + 1n)
})

t.test('many purge one entry: the others hear that it is not there', async (t) => {
  const { ctx, id } = await withPublished(t)
  await trashEntry(ctx, id)

  t.same(await atOnce(() => purgeEntry(ctx, id)), others('not_found'))
})

t.test('some purge and some restore one entry: it is there whole or not at all', async (t) => {
  const { store, ctx, id } = await withPublished(t)
  await trashEntry(ctx, id)

  await atOnce((index) => (index % 2 === 0 ? purgeEntry(ctx, id) : restoreEntry(ctx, id)))

  const entry = await store.entries.find(id)
  const revision = await store.revisions.find(id, 1)
  t.equal(entry === null, revision === null)
})

t.test('many discard one draft: one revision', async (t) => {
  const { ctx, id } = await withPublished(t)
  await saveEntry(ctx, id, { fields: { body: 'New' }, baseRevision: 1 })

  t.same(await atOnce(() => discardDraft(ctx, id)), [])

  t.equal((await getEntry(ctx, id)).row.revision, 3)
})

t.test('many restore one revision: one revision', async (t) => {
  const { ctx, id } = await withPublished(t)
  await saveEntry(ctx, id, { fields: { title: 'New' }, baseRevision: 1 })

  t.same(await atOnce(() => restoreRevision(ctx, id, { number: 1 })), [])

  t.equal((await getEntry(ctx, id)).row.revision, 3)
})

t.test('many duplicate one entry: each copy is an entry of its own', async (t) => {
  const { store, ctx, id } = await withPublished(t)
  const { view } = await getType(ctx, 'article')

  t.same(await atOnce(() => duplicateEntry(ctx, id)), [])

  t.equal(await store.transaction((tx) => tx.models.countEntries(view.id)), crowd + 1)
})

t.test('many change a type on one version of it: one does, the others are stale', async (t) => {
  const { ctx } = await withPublished(t)
  const { modelHash, modelVersion } = await getType(ctx, 'article')

  const refused = await atOnce((index) => changeType(ctx, 'article', { input: { label: `Label ${index}` }, ifMatch: modelHash }))

  t.same(refused, others('stale'))
  t.equal((await getType(ctx, 'article')).modelVersion, modelVersion + 1)
})

t.test('some delete an empty type while others make its first entry: no entry is left without a type', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const type = await aType(ctx)

  await atOnce((index) =>
    index % 2 === 0 ? deleteType(ctx, 'article') : createEntry(ctx, { type: 'article', fields: { title: 'Hello' } }),
  )

  const entries = await store.transaction((tx) => tx.models.countEntries(type.id))
  const isThere = (await store.models.current()).types.length === 1
  t.equal(isThere, entries > 0)
})

t.test('saves of many fields by many people at once: every value is there and every revision too', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, {
    slugField: null,
    fields: [{ name: 'title', kind: 'text' }, ...Array.from({ length: crowd }, (_, index) => ({ name: `f${index}`, kind: 'text' }))],
  })
  const { row } = await anEntry(ctx, { title: 'Hello' })

  t.same(await atOnce((index) => saveEntry(ctx, row.id, { fields: { [`f${index}`]: `v${index}` }, baseRevision: 1 })), [])

  const entry = await getEntry(ctx, row.id)
  t.equal(entry.row.revision, 1 + crowd)
  t.match(entry.fields, Object.fromEntries(Array.from({ length: crowd }, (_, index) => [`f${index}`, `v${index}`])))
})
