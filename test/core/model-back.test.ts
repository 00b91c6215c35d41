import {
  applyModel,
  changeType,
  getEntry,
  getRevision,
  listModelVersions,
  planModel,
  publishEntry,
  restoreRevision,
  saveEntry,
  undoModel,
} from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry } from '../support/builders.ts'
import { contentFingerprint } from '../support/content-fingerprint.ts'
import { testDatabase } from '../support/database.ts'
import { aCode, changed, modelDocument, withFields, without } from '../support/model-wishes.ts'
import { refusal } from '../support/refusal.ts'
import { storeOn, testStore } from '../support/test-store.ts'

t.test('undo gives model and content back to the letter, what a conversion had lost included', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aCode(ctx)
  await aPublishedEntry(ctx, { title: 'A', code: '012' })
  const draft = await anEntry(ctx, { title: 'B', code: 'none' })
  const before = { content: await contentFingerprint(url), model: (await ctx.model()).hash }
  const { planHash } = await planModel(ctx, await withFields(ctx, changed('code', { kind: 'integer' })))
  await applyModel(ctx, { planHash, acceptLoss: true })
  t.not(await contentFingerprint(url), before.content)

  const undone = await undoModel(ctx, { modelVersion: 2 })

  t.equal(undone.modelVersion, 3)
  t.equal(await contentFingerprint(url), before.content)
  t.equal((await ctx.model()).hash, before.model)
  t.match((await getEntry(ctx, draft.row.id)).fields, { code: 'none' })
})

t.test('a save between a change and its undo is kept, and takes no other field with it', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aCode(ctx)
  const kept = await anEntry(ctx, { title: 'A', code: 'none' })
  const changedToo = await anEntry(ctx, { title: 'B', code: 'nothing' })
  const { planHash } = await planModel(ctx, await withFields(ctx, changed('code', { kind: 'integer' })))
  await applyModel(ctx, { planHash, acceptLoss: true })
  await saveEntry(ctx, kept.row.id, { fields: { title: 'A2' }, baseRevision: 1 })
  await saveEntry(ctx, changedToo.row.id, { fields: { code: 7 }, baseRevision: 1 })

  await undoModel(ctx, { modelVersion: 2 })

  t.match((await getEntry(ctx, kept.row.id)).fields, { title: 'A2', code: 'none' })
  t.match((await getEntry(ctx, changedToo.row.id)).fields, { title: 'B', code: '7' })
  t.match((await getRevision(ctx, changedToo.row.id, 1)).fields, { code: 'nothing' })
})

t.test('an undo that loses what was saved since asks for consent as well', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aCode(ctx)
  const { row } = await anEntry(ctx, { title: 'A', code: '12' })
  const { planHash } = await planModel(ctx, await withFields(ctx, (fields) => [...fields, { name: 'more', kind: 'text' }]))
  await applyModel(ctx, { planHash })
  await saveEntry(ctx, row.id, { fields: { more: 'words' }, baseRevision: 1 })

  const refused = await refusal(undoModel(ctx, { modelVersion: 2 }))

  t.match(refused, { code: 'loss_not_accepted', facts: { plan: { steps: [{ kind: 'removeField', field: 'more', counts: { lost: 1 } }] } } })
  t.equal((await undoModel(ctx, { modelVersion: 2, acceptLoss: true })).modelVersion, 3)
})

t.test('only the newest change that stands can be undone; the others name what blocks them', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aCode(ctx)
  await changeType(ctx, 'article', { input: { label: 'Two' } })
  await changeType(ctx, 'article', { input: { label: 'Three' } })

  t.match(await refusal(undoModel(ctx, { modelVersion: 2 })), { code: 'conflict', facts: { blockedBy: [3] } })
  await undoModel(ctx, { modelVersion: 3 })
  await undoModel(ctx, { modelVersion: 2 })

  t.equal((await ctx.model()).types[0]?.label, 'Article')
  t.match(await listModelVersions(ctx), [
    { version: 5, restores: 1, undo: null },
    { version: 4, restores: 2, undo: null },
    { version: 3, undo: null },
    { version: 2, undo: null },
    { version: 1, undo: { blockedBy: [] } },
    { version: 0, undo: null },
  ])
  t.equal((await refusal(undoModel(ctx, { modelVersion: 3 }))).code, 'conflict')
  t.equal((await refusal(undoModel(ctx, { modelVersion: 9 }))).code, 'not_found')
})

t.test(
  'a removed field keeps its values: revisions show them as such, undo brings them back, the same name again is a new field',
  async (t) => {
    const ctx = await aContext(await testStore(t))
    await aCode(ctx)
    const { entry } = await aPublishedEntry(ctx, { title: 'A', code: '12' })
    const removal = await planModel(ctx, await withFields(ctx, without('code')))
    await applyModel(ctx, { planHash: removal.planHash, acceptLoss: true })

    t.match(removal.steps, [{ kind: 'removeField', field: 'code', effect: 'loss', counts: { lost: 1 } }])
    const revision = await getRevision(ctx, entry.row.id, 1)
    t.same([revision.fields, revision.removedFields], [{ title: 'A' }, { code: '12' }])
    t.match(await getEntry(ctx, entry.row.id), { status: 'published', fields: { title: 'A' } })

    const again = await planModel(ctx, await withFields(ctx, (fields) => [...fields, { name: 'code', kind: 'text' }]))
    await applyModel(ctx, { planHash: again.planHash })
    t.match((await getEntry(ctx, entry.row.id)).fields, { code: null })
    await saveEntry(ctx, entry.row.id, { fields: { title: 'A2' }, baseRevision: 1 })
    await restoreRevision(ctx, entry.row.id, { number: 1 })

    await undoModel(ctx, { modelVersion: 3 })
    await undoModel(ctx, { modelVersion: 2 })
    t.match((await getEntry(ctx, entry.row.id)).fields, { title: 'A', code: '12' })
  },
)

t.test('a removed type takes its entries out of sight and brings them back', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aCode(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'A', code: '12' })
  const before = await contentFingerprint(url)
  const { locales } = await modelDocument(ctx)

  const { planHash, steps } = await planModel(ctx, { locales, types: [] })
  await applyModel(ctx, { planHash, acceptLoss: true })

  t.match(steps, [{ kind: 'removeType', effect: 'loss', counts: { lost: 1 } }])
  t.equal((await refusal(getEntry(ctx, entry.row.id))).code, 'not_found')
  t.equal((await refusal(publishEntry(ctx, entry.row.id))).code, 'not_found')
  await undoModel(ctx, { modelVersion: 2 })
  t.equal(await contentFingerprint(url), before)
  t.match(await getEntry(ctx, entry.row.id), { status: 'published', fields: { code: '12' } })
})
