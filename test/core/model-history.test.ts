import {
  applyModel,
  compareRevisions,
  type Context,
  discardDraft,
  listTypes,
  planModel,
  publishEntry,
  restoreRevision,
  saveEntry,
} from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

type FieldInput = Record<string, unknown>

async function anArticle(ctx: Context) {
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'code', kind: 'text' },
      { name: 'note', kind: 'text' },
    ],
  })
}

async function change(ctx: Context, fields: (before: FieldInput[]) => FieldInput[]): Promise<void> {
  const { views } = await listTypes(ctx)
  const types = views.map((type) => ({ ...type, fields: fields(type.fields as unknown as FieldInput[]) }))
  await applyModel(ctx, { planHash: (await planModel(ctx, { types })).planHash, acceptLoss: true })
}

const codeIsNumber = (fields: FieldInput[]) =>
  fields.map((field) => (field.name === 'code' ? { ...field, name: 'number', kind: 'integer' } : field))
const withoutNote = (fields: FieldInput[]) => fields.filter((field) => field.name !== 'note')

t.test('states from before a change compare with those after it, by the names of now; removed fields say so', async (t) => {
  const ctx = await aContext(await testStore(t))
  await anArticle(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'A', code: '12', note: 'gone' })
  await saveEntry(ctx, entry.row.id, { fields: { note: 'later' }, baseRevision: 1 })
  await change(ctx, (fields) => withoutNote(codeIsNumber(fields)))
  await saveEntry(ctx, entry.row.id, { fields: { title: 'B', number: 13 }, baseRevision: 2 })

  const whole = await compareRevisions(ctx, entry.row.id, { from: '1', to: 'draft' })
  const since = await compareRevisions(ctx, entry.row.id, { from: 'published:en', to: '2' })

  t.same(whole.changes.slice(0, 2), [
    { path: '/fields/title', kind: 'set', from: 'A', to: 'B' },
    { path: '/fields/number', kind: 'set', from: 12, to: 13 },
  ])
  t.same(since.changes, [{ path: '/fields/note', kind: 'set', from: 'gone', to: 'later', fieldRemoved: true }])
  t.equal((await refusal(compareRevisions(ctx, entry.row.id, { from: '9', to: 'draft' }))).code, 'not_found')
  t.equal((await refusal(compareRevisions(ctx, entry.row.id, { from: 'published:de', to: 'draft' }))).code, 'not_found')
  t.equal((await refusal(compareRevisions(ctx, entry.row.id, { from: 'x', to: 'draft' }))).code, 'invalid_query')
})

t.test('a revision of before a change is restored in the form of now', async (t) => {
  const ctx = await aContext(await testStore(t))
  await anArticle(ctx)
  const { row } = await anEntry(ctx, { title: 'A', code: '12', note: 'gone' })
  await saveEntry(ctx, row.id, { fields: { title: 'B', code: '13' }, baseRevision: 1 })
  await change(ctx, (fields) => withoutNote(codeIsNumber(fields)))

  const restored = await restoreRevision(ctx, row.id, { number: 1 })

  t.match(restored, { fields: { title: 'A', number: 12 }, issues: [], row: { revision: 3 } })
})

t.test('a save on a base of before a change merges in the form of now, and a conflict shows the values of now', async (t) => {
  const ctx = await aContext(await testStore(t))
  await anArticle(ctx)
  const { row } = await anEntry(ctx, { title: 'A', code: '12' })
  await saveEntry(ctx, row.id, { fields: { code: '13' }, baseRevision: 1 })
  await change(ctx, codeIsNumber)

  const merged = await saveEntry(ctx, row.id, { fields: { title: 'B' }, baseRevision: 1 })
  const conflict = await refusal(saveEntry(ctx, row.id, { fields: { number: 14 }, baseRevision: 1 }))

  t.match(merged.fields, { title: 'B', number: 13 })
  t.match(conflict, { code: 'conflict', facts: { conflicts: [{ path: '/fields/number', base: 12, mine: 14, theirs: 13 }] } })
})

t.test('what readers had before a change is published and discarded to in the form of now', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await anArticle(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'A', code: '12' })
  await saveEntry(ctx, entry.row.id, { fields: { title: 'B' }, baseRevision: 1 })
  await change(ctx, codeIsNumber)

  const discarded = await discardDraft(ctx, entry.row.id)
  t.match(discarded, { fields: { title: 'A', number: 12 }, status: 'published' })
  t.equal((await publishEntry(ctx, entry.row.id)).seq, null)

  await saveEntry(ctx, entry.row.id, { fields: { number: 15 }, baseRevision: 3 })
  const { seq } = await publishEntry(ctx, entry.row.id)
  const field = (await ctx.model()).types[0]?.fields[1]?.id
  t.match(await store.log.list({ after: (seq ?? 1n) - 1n, limit: 1 }), [{ items: [{ changedFieldIds: [field] }] }])
})
