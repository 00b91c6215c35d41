import { publishEntry, saveEntry, trashEntry, unpublishEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

t.test('publishing takes one seq, tells the log what changed, and the entry is published', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const type = await aType(ctx)
  const { row } = await anEntry(ctx, { title: 'Hello' })
  const before = await store.log.seq()

  const { entry, seq } = await publishEntry(ctx, row.id)

  t.equal(seq, before + 1n)
  t.equal(entry.status, 'published')
  t.match(entry.row.publications, [{ locale: 'en', revision: 1, seq, slug: 'hello' }])
  const [event] = await store.log.list({ after: before, limit: 10 })
  t.match(event, {
    kind: 'entry.published',
    byId: ctx.actor.id,
    items: [{ op: 'publish', id: row.id, typeId: type.id, locale: 'en', slug: 'hello', revision: 1 }],
  })
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'entry.publish', targetId: row.id, outcome: 'done' }])
})

t.test('publishing what readers have already takes no seq, also when a newer revision says the same', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'Hello' })
  await saveEntry(ctx, entry.row.id, { fields: { title: 'Other' }, baseRevision: 1 })
  await saveEntry(ctx, entry.row.id, { fields: { title: 'Hello' }, baseRevision: 2 })
  const before = await store.log.seq()

  const again = await publishEntry(ctx, entry.row.id)

  t.equal(again.seq, null)
  t.equal(again.entry.status, 'published')
  t.equal(await store.log.seq(), before)
})

t.test('a newer draft makes the entry changed; publishing it names the fields and the slug before', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const type = await aType(ctx)
  const { entry, seq } = await aPublishedEntry(ctx, { title: 'Hello' })
  const saved = await saveEntry(ctx, entry.row.id, { fields: { slug: 'moved' }, baseRevision: 1 })

  await publishEntry(ctx, entry.row.id)

  t.equal(saved.status, 'changed')
  const [event] = await store.log.list({ after: seq ?? 0n, limit: 10 })
  t.match(event?.items[0], {
    slug: 'moved',
    previousSlug: 'hello',
    changedFieldIds: [type.fields.find((field) => field.name === 'slug')?.id],
  })
})

t.test('a draft that breaks rules is not published: every fault is listed, no seq is taken, no audit row is written', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx, { rating: 9 })
  const before = { seq: await store.log.seq(), audit: (await store.audit.list({ limit: 100 })).length }

  const refused = await refusal(publishEntry(ctx, row.id))

  t.equal(refused.code, 'invalid_entry')
  t.same(
    refused.issues.map((issue) => [issue.path, issue.code]),
    [
      ['/fields/title', 'required'],
      ['/fields/rating', 'too_large'],
    ],
  )
  t.same({ seq: await store.log.seq(), audit: (await store.audit.list({ limit: 100 })).length }, before)
})

t.test('publishing another revision than the one seen is a conflict', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx)
  await saveEntry(ctx, row.id, { fields: { body: 'x' }, baseRevision: 1 })

  t.equal((await refusal(publishEntry(ctx, row.id, { revision: 1 }))).code, 'conflict')
  t.equal((await refusal(publishEntry(ctx, row.id, { ifMatch: 1 }))).code, 'stale')
})

t.test('two entries want one slug at once: one is published, the other is told who holds it', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const entries = [await anEntry(ctx, { title: 'A', slug: 'same' }), await anEntry(ctx, { title: 'B', slug: 'same' })]

  const results = await Promise.allSettled(entries.map(({ row }) => publishEntry(ctx, row.id)))

  const won = entries[results.findIndex((result) => result.status === 'fulfilled')]
  const lost = results.find((result) => result.status === 'rejected')
  t.match(lost?.reason, { code: 'unique_taken', facts: { path: '/fields/slug', holderId: won?.row.id } })
})

t.test('the holder of a unique value is not named to those who may not read it', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  const type = await aType(owner, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'code', kind: 'text', unique: true },
    ],
  })
  await aPublishedEntry(owner, { title: 'A', code: 'X1' })
  const own = aContextWith(store, [{ actions: ['read', 'create', 'edit', 'publish'], types: [type.id], own: true }])
  const { row } = await anEntry(own, { title: 'B', code: 'X1' })

  const refused = await refusal(publishEntry(own, row.id))

  t.equal(refused.code, 'unique_taken')
  t.same(refused.facts, { path: '/fields/code' })
})

t.test('a taken value among other faults is listed with them', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  await aPublishedEntry(ctx, { title: 'A', slug: 'same' })
  const { row } = await anEntry(ctx, { slug: 'same' })

  const refused = await refusal(publishEntry(ctx, row.id))

  t.equal(refused.code, 'invalid_entry')
  t.same(
    refused.issues.map((issue) => issue.code),
    ['required', 'unique_taken'],
  )
})

t.test('eight people publish one entry at once: one seq, one event', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx)
  const before = await store.log.seq()

  const results = await Promise.all(Array.from({ length: 8 }, () => publishEntry(ctx, row.id)))

  t.equal(results.filter((result) => result.seq !== null).length, 1)
  t.equal(await store.log.seq(), before + 1n)
})

t.test('a reference that must be public refuses, one that may be absent does not, one that comes along is published too', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { name: 'person', slugField: null, fields: [{ name: 'title', kind: 'text', required: true }] })
  const field = (onMissingTarget: string) => ({ name: onMissingTarget, kind: 'reference', to: ['person'], onMissingTarget })
  await aType(ctx, { slugField: null, fields: [{ name: 'title', kind: 'text' }, field('refuse'), field('absent'), field('publish')] })
  const person = await anEntry(ctx, { title: 'Ada' }, 'person')
  const link = { _ref: person.row.id }

  const refusing = await refusal(publishEntry(ctx, (await anEntry(ctx, { title: 'A', refuse: link })).row.id))
  const absent = await publishEntry(ctx, (await anEntry(ctx, { title: 'B', absent: link })).row.id)
  const along = await publishEntry(ctx, (await anEntry(ctx, { title: 'C', publish: link })).row.id)

  t.same(
    refusing.issues.map(({ path, code }) => [path, code]),
    [['/fields/refuse', 'target_unpublished']],
  )
  t.ok(absent.seq)
  const [event] = await store.log.list({ after: (along.seq ?? 0n) - 1n, limit: 1 })
  t.same(event?.items.map((item) => item.id).sort(), [along.entry.row.id, person.row.id].sort())
})

t.test('unpublishing takes one seq with the slug that readers had; doing it again takes none', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { entry, seq } = await aPublishedEntry(ctx, { title: 'Hello' })
  await saveEntry(ctx, entry.row.id, { fields: { slug: 'draft-slug' }, baseRevision: 1 })

  const gone = await unpublishEntry(ctx, entry.row.id)
  const again = await unpublishEntry(ctx, entry.row.id)

  t.equal(gone.entry.status, 'unpublished')
  t.equal(again.seq, null)
  const [event] = await store.log.list({ after: seq ?? 0n, limit: 10 })
  t.match(event, { kind: 'entry.unpublished', items: [{ op: 'unpublish', id: entry.row.id, slug: 'hello' }] })
})

t.test('what is in the trash is not published, and an unknown locale is a fault', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx)

  t.equal((await refusal(publishEntry(ctx, row.id, { locales: ['xx'] }))).issues[0]?.path, '/locales/0')
  await trashEntry(ctx, row.id)
  t.equal((await refusal(publishEntry(ctx, row.id))).code, 'trashed')
  t.equal((await refusal(unpublishEntry(ctx, row.id))).code, 'trashed')
})

t.test('an author publishes what is its own and nothing else', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  const author = await aContext(store, { roles: ['author'] })
  await aType(owner)
  const theirs = await anEntry(owner)
  const own = await anEntry(author, { title: 'Mine' })

  t.ok((await publishEntry(author, own.row.id)).seq)
  t.equal((await refusal(publishEntry(author, theirs.row.id))).code, 'not_allowed')
})
