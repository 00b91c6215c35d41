import { duplicateEntry, getRevision, listRevisions, purgeEntry, restoreRevision, saveEntry, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testDatabase } from '../support/database.ts'
import { runSql } from '../support/test-server.ts'
import { storeOn, testStore } from '../support/test-store.ts'

t.test('history lists every saved state, newest first, with what changed and what became public', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { entry, seq } = await aPublishedEntry(ctx, { title: 'One' })
  await saveEntry(ctx, entry.row.id, { fields: { body: 'Two' }, baseRevision: 1, note: 'Second thoughts' })

  const { revisions, before } = await listRevisions(ctx, entry.row.id, { limit: 10 })

  t.same(
    revisions.map((revision) => revision.row.number),
    [2, 1],
  )
  t.match(revisions[0], {
    paths: ['/fields/body'],
    by: { id: ctx.actor.id, name: 'Ada' },
    row: { kind: 'save', note: 'Second thoughts', publishedSeqs: [] },
  })
  t.same(revisions[1]?.row.publishedSeqs, [seq])
  t.equal(before, null)
})

t.test('history is paged by number', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: '0' })
  for (const number of [1, 2, 3]) await saveEntry(ctx, row.id, { fields: { title: String(number) }, baseRevision: number })

  const first = await listRevisions(ctx, row.id, { limit: 3 })
  const second = await listRevisions(ctx, row.id, { limit: 3, before: first.before ?? undefined })

  t.same(
    first.revisions.map((revision) => revision.row.number),
    [4, 3, 2],
  )
  t.same(
    second.revisions.map((revision) => revision.row.number),
    [1],
  )
})

t.test('restoring an old revision makes it the draft again, as a new revision; readers see what they saw', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: 'First' })
  await saveEntry(ctx, row.id, { fields: { title: 'Second', body: 'Added' }, baseRevision: 1 })
  const seq = await store.log.seq()

  const restored = await restoreRevision(ctx, row.id, { number: 1 })

  t.equal(restored.row.revision, 3)
  t.match(restored.fields, { title: 'First', body: null })
  t.same(restored.issues, [])
  t.equal(await store.log.seq(), seq)
  t.match((await getRevision(ctx, row.id, 2)).fields, { title: 'Second', body: 'Added' })
})

t.test('restoring what is the draft already makes no revision, and a number that never was is not found', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx)

  t.equal((await restoreRevision(ctx, row.id, { number: 1 })).row.revision, 1)
  t.equal((await refusal(restoreRevision(ctx, row.id, { number: 2 }))).code, 'not_found')
  t.equal((await refusal(restoreRevision(ctx, row.id, { number: 1, ifMatch: 2 }))).code, 'stale')
})

t.test('restored links whose targets have gone are reported, not refused', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'next', kind: 'reference', to: ['article'] },
    ],
  })
  const target = await anEntry(ctx, { title: 'Target' })
  const { row } = await anEntry(ctx, { title: 'A', next: { _ref: target.row.id } })
  await saveEntry(ctx, row.id, { fields: { next: null }, baseRevision: 1 })
  await trashEntry(ctx, target.row.id)
  await purgeEntry(ctx, target.row.id)

  const restored = await restoreRevision(ctx, row.id, { number: 1 })

  t.same(
    restored.issues.map(({ path, code }) => [path, code]),
    [['/fields/next', 'target_missing']],
  )
  t.match(restored.fields, { next: { _ref: target.row.id } })
})

t.test('a duplicate is a draft of its own with a free slug', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'Hello', body: 'Text' })

  const copy = await duplicateEntry(ctx, entry.row.id)

  t.not(copy.row.id, entry.row.id)
  t.equal(copy.status, 'draft')
  t.match(copy.fields, { title: 'Hello', body: 'Text', slug: 'hello-2' })
})

t.test('a grouped history folds autosaves into the save after them, with all that they changed', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: '1' })
  const changes = [{ body: '2' }, { rating: 3 }, { title: '4' }, { body: '5' }, { title: '6' }]
  for (const [index, fields] of changes.entries()) await saveEntry(ctx, row.id, { fields, baseRevision: index + 1 })
  // Histories of before working copies, and imported ones, may hold autosaves.
  await runSql(url, `update "Revision" set kind = 'autosave' where number in (2, 3, 6)`)

  const grouped = await listRevisions(ctx, row.id, { limit: 9, group: true })
  const shown = grouped.revisions.map((revision) => [revision.row.number, revision.paths.toSorted()])

  t.same(shown, [
    [6, ['/fields/title']],
    [5, ['/fields/body']],
    [4, ['/fields/body', '/fields/rating', '/fields/title']],
    [1, ['/fields/slug', '/fields/title']],
  ])
  t.equal((await listRevisions(ctx, row.id, { limit: 9 })).revisions.length, 6)
})
