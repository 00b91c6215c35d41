import { discardDraft, getEntry, publishEntry, saveEntry, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

t.test('a save makes the next revision, keeps what it does not name, and tells the audit both sides', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: 'Old', body: 'Text' })

  const saved = await saveEntry(ctx, row.id, { fields: { title: 'New' }, baseRevision: 1 })

  t.equal(saved.row.revision, 2)
  t.match(saved.fields, { title: 'New', body: 'Text', slug: 'old' })
  t.equal(saved.merge, null)
  const [audit] = await store.audit.list({ limit: 1 })
  t.match(audit, {
    action: 'entry.save',
    actorId: ctx.actor.id,
    targetId: row.id,
    before: { fields: { title: 'Old' } },
    after: { fields: { title: 'New' } },
  })
})

t.test('null clears a field', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: 'Hello', body: 'Text' })

  const saved = await saveEntry(ctx, row.id, { fields: { body: null }, baseRevision: 1 })

  t.equal(saved.fields.body, null)
})

t.test('setting what is there already makes no revision, also on an old base', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: 'Hello' })
  await saveEntry(ctx, row.id, { fields: { title: 'Same' }, baseRevision: 1 })

  const now = await saveEntry(ctx, row.id, { fields: { title: 'Same' }, baseRevision: 2 })
  const old = await saveEntry(ctx, row.id, { fields: { title: 'Same' }, baseRevision: 1 })

  t.equal(now.row.revision, 2)
  t.equal(old.row.revision, 2)
})

t.test('two who change different fields of one revision are merged, and the second is told by whom', async (t) => {
  const store = await testStore(t)
  const ada = await aContext(store, { name: 'Ada' })
  const bob = await aContext(store, { name: 'Bob' })
  await aType(ada)
  const { row } = await anEntry(ada, { title: 'Hello', body: 'Text' })
  await saveEntry(ada, row.id, { fields: { title: 'From Ada' }, baseRevision: 1 })

  const saved = await saveEntry(bob, row.id, { fields: { body: 'From Bob' }, baseRevision: 1 })

  t.equal(saved.row.revision, 3)
  t.match(saved.fields, { title: 'From Ada', body: 'From Bob' })
  t.same(saved.merge, { paths: ['/fields/title'], by: [{ id: ada.actor.id, name: 'Ada' }] })
})

t.test('two who change the same field of one revision: the second is refused with all three values and nothing is saved', async (t) => {
  const store = await testStore(t)
  const ada = await aContext(store, { name: 'Ada' })
  const bob = await aContext(store, { name: 'Bob' })
  await aType(ada)
  const { row } = await anEntry(ada, { title: 'Hello' })
  const first = await saveEntry(ada, row.id, { fields: { title: 'From Ada' }, baseRevision: 1 })

  const refused = await refusal(saveEntry(bob, row.id, { fields: { title: 'From Bob', body: 'Lost?' }, baseRevision: 1 }))

  t.equal(refused.code, 'conflict')
  t.same(refused.facts, {
    revision: 2,
    conflicts: [
      {
        path: '/fields/title',
        kind: 'edit/edit',
        base: 'Hello',
        mine: 'From Bob',
        theirs: 'From Ada',
        by: { id: ada.actor.id, name: 'Ada' },
        at: first.row.updatedAt,
      },
    ],
  })
  t.match((await getEntry(bob, row.id)).fields, { title: 'From Ada', body: null })
})

t.test('two saves at the same moment: revisions have no gap and nothing is lost', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: 'Hello' })

  await Promise.all([
    saveEntry(ctx, row.id, { fields: { body: 'Body' }, baseRevision: 1 }),
    saveEntry(ctx, row.id, { fields: { rating: 3 }, baseRevision: 1 }),
  ])

  const entry = await getEntry(ctx, row.id)
  t.match(entry.fields, { title: 'Hello', body: 'Body', rating: 3 })
  t.same(
    (await store.revisions.list(row.id, { limit: 10 })).map((revision) => revision.number),
    [3, 2, 1],
  )
})

t.test('a base revision of the future is invalid', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx)

  const refused = await refusal(saveEntry(ctx, row.id, { fields: {}, baseRevision: 2 }))

  t.equal(refused.code, 'invalid_entry')
  t.equal(refused.issues[0]?.path, '/baseRevision')
})

t.test('what is in the trash is not saved, what one may not read is not there, what is not one own is not allowed', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  const type = await aType(owner)
  const { row } = await anEntry(owner)
  const author = await aContext(store, { roles: ['author'] })
  const stranger = aContextWith(store, [{ actions: ['read', 'edit'], types: [type.id], own: true }])

  t.equal((await refusal(saveEntry(author, row.id, { fields: {}, baseRevision: 1 }))).code, 'not_allowed')
  t.equal((await refusal(saveEntry(stranger, row.id, { fields: {}, baseRevision: 1 }))).code, 'not_found')
  await trashEntry(owner, row.id)
  t.equal((await refusal(saveEntry(owner, row.id, { fields: {}, baseRevision: 1 }))).code, 'trashed')
  t.equal((await refusal(saveEntry(owner, 'not-an-id', { fields: {}, baseRevision: 1 }))).code, 'not_found')
})

t.test('a slug is proposed once there is a title, and left alone when someone cleared it', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx, {})
  const titled = await saveEntry(ctx, row.id, { fields: { title: 'Later' }, baseRevision: 1 })
  const cleared = await saveEntry(ctx, row.id, { fields: { slug: null }, baseRevision: 2 })

  const after = await saveEntry(ctx, row.id, { fields: { body: 'x' }, baseRevision: 3 })

  t.equal(titled.fields.slug, 'later')
  t.equal(cleared.fields.slug, null)
  t.equal(after.fields.slug, null)
})

t.test('discarding takes the draft back to what is published, as a new revision', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'Public' })
  const { id } = entry.row
  await saveEntry(ctx, id, { fields: { title: 'Draft', body: 'More' }, baseRevision: 1 })

  const discarded = await discardDraft(ctx, id)

  t.equal(discarded.row.revision, 3)
  t.equal(discarded.status, 'published')
  t.match(discarded.fields, { title: 'Public', body: null })
  t.equal((await store.revisions.find(id, 3))?.kind, 'restore')
  t.equal((await publishEntry(ctx, id)).seq, null)
})

t.test('an entry that is not published has nothing to go back to', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx)

  t.equal((await refusal(discardDraft(ctx, row.id))).code, 'conflict')
})
