import { createEntry, getEntry, listEntries, publishEntry, purgeDue, restoreEntry, saveEntry, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

const day = 24 * 60 * 60 * 1000

t.test('what is in the trash says when it will be gone, and is purged when that has come', async (t) => {
  const store = await testStore(t)
  const clock = { at: new Date('2026-01-01T00:00:00Z') }
  const ctx = await aContext(store, { now: () => clock.at })
  await aType(ctx)
  const old = await anEntry(ctx, { title: 'Old' })
  const young = await anEntry(ctx, { title: 'Young' })
  const kept = await anEntry(ctx, { title: 'Kept' })
  const trashed = await trashEntry(ctx, old.row.id)
  clock.at = new Date('2026-01-10T00:00:00Z')
  await trashEntry(ctx, young.row.id)
  clock.at = new Date('2026-01-31T00:00:01Z')

  const purged = await Promise.all([purgeDue(ctx), purgeDue(ctx)])

  t.equal(trashed.entry.purgeAt?.getTime(), new Date('2026-01-01T00:00:00Z').getTime() + 30 * day)
  t.equal(purged[0] + purged[1], 1, 'two at once purge it once')
  t.equal((await refusal(getEntry(ctx, old.row.id))).code, 'not_found')
  t.equal((await getEntry(ctx, young.row.id)).status, 'trashed')
  t.same([(await getEntry(ctx, kept.row.id)).purgeAt, await purgeDue(ctx)], [null, 0])
})

t.test('how long the trash keeps is a setting', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  await store.settings.putFirst('trashDays', 7)
  const { row } = await anEntry(ctx)

  const { entry } = await trashEntry(ctx, row.id)

  t.equal(Number(entry.purgeAt) - Number(entry.row.trashedAt), 7 * day)
  t.equal((await listEntries(ctx, 'type=article&filter[_status]=trashed')).entries[0]?.purgeAt?.getTime(), entry.purgeAt?.getTime())
})

t.test('a slug that was taken meanwhile: restoring asks for another one, proposes one, and takes it', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'Same' })
  const { id } = entry.row
  await trashEntry(ctx, id)
  const rival = await createEntry(ctx, { type: 'article', fields: { title: 'Rival', slug: 'same' } })
  await publishEntry(ctx, rival.row.id)
  const before = (await store.audit.list({ limit: 100 })).length

  const refused = await refusal(restoreEntry(ctx, id))
  const { proposal } = refused.facts
  const wrong = await refusal(restoreEntry(ctx, id, { slug: 'Not A Slug' }))
  const trail = (await store.audit.list({ limit: 100 })).length
  const restored = await restoreEntry(ctx, id, { slug: proposal, publish: true })

  t.match([refused.code, proposal, wrong.code], ['slug_taken', 'same-2', 'invalid_entry'])
  t.equal(trail, before, 'a refusal leaves no trace')
  t.match([restored.entry.status, restored.entry.fields.slug, restored.entry.row.revision], ['published', 'same-2', 2])
})

t.test('restoring brings back content, languages, references and history as they were', async (t) => {
  const ctx = await aContext(await testStore(t))
  const link = { name: 'friend', kind: 'reference', to: ['article'] }
  await aType(ctx, {
    fields: [{ name: 'title', kind: 'text', localized: true }, { name: 'slug', kind: 'slug' }, link, { name: 'picture', kind: 'media' }],
  })
  const friend = await anEntry(ctx, { title: { en: 'Friend' } })
  const { row } = await anEntry(ctx, { title: { en: 'One' }, friend: { _ref: friend.row.id } })
  await saveEntry(ctx, row.id, { fields: { slug: 'one' }, baseRevision: 1 })
  const before = await getEntry(ctx, row.id)

  await trashEntry(ctx, row.id)
  await restoreEntry(ctx, row.id)

  const after = await getEntry(ctx, row.id)
  t.same([after.fields, after.row.revision, after.status], [before.fields, 2, 'draft'])
  t.equal((await ctx.store.references.usages({ entryId: friend.row.id })).length, 1)
  t.ok(await ctx.store.revisions.find(row.id, 1))
})
