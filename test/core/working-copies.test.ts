import {
  autosaveEntry,
  changeType,
  type Context,
  discardDraft,
  discardWorkingCopy,
  getEntry,
  getType,
  listRevisions,
  publishEntry,
  purgeEntry,
  restoreEntry,
  saveEntry,
  trashEntry,
} from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { refusal } from '../support/refusal.ts'
import { runSql } from '../support/test-server.ts'
import { storeOn, testStore } from '../support/test-store.ts'

t.test('an autosave keeps what was written for its writer alone, and moves nothing', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const other = await aContext(store, { name: 'Bo' })
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'One' })
  const seq = await store.log.seq()

  const answer = await autosaveEntry(ctx, entry.row.id, { fields: { body: 'Unfinished' }, baseRevision: 1 })

  t.match(answer, { row: { revision: 1, updatedAt: entry.row.updatedAt }, status: 'published', fields: { body: null } })
  t.same(Object.keys(answer.workingCopy ?? {}), ['baseRevision', 'savedAt'])
  t.match((await getEntry(ctx, entry.row.id)).workingCopy, { baseRevision: 1, fields: { title: 'One', body: 'Unfinished' } })
  t.equal((await getEntry(other, entry.row.id)).workingCopy, undefined)
  t.equal((await listRevisions(ctx, entry.row.id, { limit: 9 })).revisions.length, 1)
  t.equal(await store.log.seq(), seq)
})

t.test('what is autosaved on one base adds up; on another base it begins anew', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: 'One' })
  await autosaveEntry(ctx, row.id, { fields: { body: 'Body' }, baseRevision: 1 })
  await autosaveEntry(ctx, row.id, { fields: { rating: 3 }, baseRevision: 1 })

  t.match(await copyOf(ctx, row.id), { baseRevision: 1, fields: { title: 'One', body: 'Body', rating: 3 } })

  const other = await aContext(ctx.store)
  await saveEntry(other, row.id, { fields: { title: 'Two' }, baseRevision: 1 })
  await autosaveEntry(ctx, row.id, { fields: { rating: 4 }, baseRevision: 2 })
  t.match(await copyOf(ctx, row.id), { baseRevision: 2, fields: { title: 'Two', body: null, rating: 4 } })
})

t.test('a save makes the next number without gaps and closes the copy of whoever saves, not those of others', async (t) => {
  const store = await testStore(t)
  const [ctx, other] = [await aContext(store), await aContext(store)]
  await aType(ctx)
  const { row } = await anEntry(ctx)
  for (const body of ['a', 'b', 'c']) await autosaveEntry(ctx, row.id, { fields: { body }, baseRevision: 1 })
  await autosaveEntry(other, row.id, { fields: { rating: 2 }, baseRevision: 1 })

  t.equal((await saveEntry(ctx, row.id, { fields: { body: 'c' }, baseRevision: 1 })).row.revision, 2)
  t.equal(await copyOf(ctx, row.id), undefined)
  t.match(await copyOf(other, row.id), { baseRevision: 1, fields: { rating: 2, body: null } })

  await autosaveEntry(ctx, row.id, { fields: { body: 'c' }, baseRevision: 2 })
  t.equal((await saveEntry(ctx, row.id, { fields: { body: 'c' }, baseRevision: 2 })).row.revision, 2, 'nothing new to save')
  t.equal(await copyOf(ctx, row.id), undefined)
})

t.test('publishing publishes the draft, never a working copy', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx, { title: 'Draft' })
  await autosaveEntry(ctx, row.id, { fields: { title: 'Unfinished' }, baseRevision: 1 })

  const { entry } = await publishEntry(ctx, row.id)

  t.match(entry, { status: 'published', fields: { title: 'Draft' }, row: { revision: 1 } })
  t.match(await copyOf(ctx, row.id), { fields: { title: 'Unfinished' } })
})

t.test('giving up a working copy, or discarding the draft, leaves none', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx)
  const { id } = entry.row
  await autosaveEntry(ctx, id, { fields: { body: 'x' }, baseRevision: 1 })
  await discardWorkingCopy(ctx, id)
  t.equal(await copyOf(ctx, id), undefined)
  await discardWorkingCopy(ctx, id)

  await autosaveEntry(ctx, id, { fields: { body: 'x' }, baseRevision: 1 })
  await discardDraft(ctx, id)
  t.equal(await copyOf(ctx, id), undefined)
})

t.test('a working copy stays through the trash and goes with a purge', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aType(ctx)
  const { row } = await anEntry(ctx)
  await autosaveEntry(ctx, row.id, { fields: { body: 'planted' }, baseRevision: 1 })
  await trashEntry(ctx, row.id)
  await restoreEntry(ctx, row.id)
  t.match(await copyOf(ctx, row.id), { fields: { body: 'planted' } })

  await trashEntry(ctx, row.id)
  await purgeEntry(ctx, row.id)
  t.same((await runSql(url, 'select from "WorkingCopy"')).rows, [])
})

t.test('a change of the model brings a working copy into its form', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  const { row } = await anEntry(ctx)
  await autosaveEntry(ctx, row.id, { fields: { body: 'Words', rating: 3 }, baseRevision: 1 })
  const { view } = await getType(ctx, 'article')
  const fields = view.fields.map((field) => (field.name === 'rating' ? { ...field, name: 'stars' } : field))
  await changeType(ctx, 'article', { input: { fields: [...fields, { name: 'more', kind: 'text' }] } })

  t.match(await copyOf(ctx, row.id), { fields: { body: 'Words', stars: 3, more: null } })
  await autosaveEntry(ctx, row.id, { fields: { more: 'More' }, baseRevision: 1 })
  t.match(await copyOf(ctx, row.id), { fields: { body: 'Words', stars: 3, more: 'More' } })
})

t.test('wrong shapes, a base that never was, the trash and missing rights are refused, and nothing is kept', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx)
  const kept = async (promise: Promise<unknown>) => (await refusal(promise)).code

  t.equal(await kept(autosaveEntry(ctx, row.id, { fields: { rating: 'many' }, baseRevision: 1 })), 'invalid_entry')
  t.equal(await kept(autosaveEntry(ctx, row.id, { fields: { unknown: 1 }, baseRevision: 1 })), 'invalid_entry')
  t.equal(await kept(autosaveEntry(ctx, row.id, { fields: {}, baseRevision: 2 })), 'invalid_entry')
  const viewer = await aContext(store, { roles: ['viewer'] })
  t.equal(await kept(autosaveEntry(viewer, row.id, { fields: {}, baseRevision: 1 })), 'not_allowed')
  t.equal(await copyOf(ctx, row.id), undefined)
  await trashEntry(ctx, row.id)
  t.equal(await kept(autosaveEntry(ctx, row.id, { fields: {}, baseRevision: 1 })), 'trashed')
})

t.test('many autosaves of one person at once leave one copy with all that was written', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aType(ctx)
  const { row } = await anEntry(ctx)
  const changes = [{ body: 'Body' }, { rating: 2 }, { title: 'Title' }, { slug: 'slug' }]

  await Promise.all(changes.map((fields) => autosaveEntry(ctx, row.id, { fields, baseRevision: 1 })))

  t.match(await copyOf(ctx, row.id), { fields: { body: 'Body', rating: 2, title: 'Title', slug: 'slug' } })
  t.equal((await runSql(url, 'select from "WorkingCopy"')).rows.length, 1)
})

async function copyOf(ctx: Context, entryId: string) {
  return (await getEntry(ctx, entryId)).workingCopy
}
