import { applyModel, getEntry, getRevision, planModel, saveEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentFingerprint } from '../support/content-fingerprint.ts'
import { testDatabase } from '../support/database.ts'
import { aCode, changed, modelDocument, withFields } from '../support/model-wishes.ts'
import { refusal } from '../support/refusal.ts'
import { storeOn, testStore } from '../support/test-store.ts'

t.test('the model as it is plans no step, and applying that does nothing', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const seq = await store.log.seq()

  const plan = await planModel(ctx, await modelDocument(ctx))

  t.same(plan.steps, [])
  t.same(await applyModel(ctx, { planHash: plan.planHash }), { modelVersion: 1, seq: null })
  t.equal(await store.log.seq(), seq)
})

t.test('a plan counts what is kept, converted and lost, in drafts, in public and in history, and changes nothing', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aCode(ctx)
  await aPublishedEntry(ctx, { title: 'A', code: '12' })
  const b = await anEntry(ctx, { title: 'B', code: 'twelve' })
  await saveEntry(ctx, b.row.id, { fields: { code: '13' }, baseRevision: 1 })
  await anEntry(ctx, { title: 'C', code: 'none' })
  const before = await contentFingerprint(url)

  const { steps } = await planModel(ctx, await withFields(ctx, changed('code', { kind: 'integer' })))

  t.match(steps, [
    {
      kind: 'changeKind',
      type: 'article',
      field: 'code',
      effect: 'loss',
      needs: 'acceptLoss',
      counts: { kept: 0, converted: 2, convertedWithLoss: 0, lost: 1 },
      places: { published: { converted: 1, lost: 0 }, history: { converted: 0, lost: 1 } },
    },
  ])
  t.match(
    steps[0]?.samples.find((sample) => sample.title === 'C'),
    { before: 'none', after: null },
  )
  t.equal(await contentFingerprint(url), before)
})

t.test(
  'a plan that loses something is applied only with consent; drafts and readers have the new form, history keeps the old',
  async (t) => {
    const ctx = await aContext(await testStore(t))
    await aCode(ctx)
    const { entry } = await aPublishedEntry(ctx, { title: 'A', code: '12' })
    const lost = await anEntry(ctx, { title: 'C', code: 'none' })
    const { planHash } = await planModel(ctx, await withFields(ctx, changed('code', { kind: 'integer' })))

    t.equal((await refusal(applyModel(ctx, { planHash }))).code, 'loss_not_accepted')
    const applied = await applyModel(ctx, { planHash, acceptLoss: true })

    t.equal(applied.modelVersion, 2)
    t.match(await getEntry(ctx, entry.row.id), { fields: { code: 12 }, status: 'published', row: { revision: 1 } })
    t.match(await getEntry(ctx, lost.row.id), { fields: { code: null }, status: 'draft' })
    t.match((await getRevision(ctx, entry.row.id, 1)).fields, { code: 12 })
    t.equal((await refusal(applyModel(ctx, { planHash, acceptLoss: true }))).code, 'plan_stale')
    t.equal((await refusal(applyModel(ctx, { planHash: 'f'.repeat(64) }))).code, 'plan_unknown')
  },
)

t.test('a save between plan and apply makes the plan stale; one of another type does not', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aCode(ctx)
  await aType(ctx, { name: 'other', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const { row } = await anEntry(ctx, { title: 'A', code: '12' })
  const wish = await withFields(ctx, changed('code', { kind: 'integer' }))
  const first = await planModel(ctx, wish)
  await saveEntry(ctx, row.id, { fields: { code: '13' }, baseRevision: 1 })
  const second = await planModel(ctx, wish)
  await anEntry(ctx, { title: 'B' }, 'other')

  t.not(second.planHash, first.planHash)
  t.equal((await refusal(applyModel(ctx, { planHash: first.planHash }))).code, 'plan_stale')
  t.equal((await applyModel(ctx, { planHash: second.planHash })).modelVersion, 3)
  t.match((await getEntry(ctx, row.id)).fields, { code: 13 })
})

t.test('a plan is over after a day', async (t) => {
  const clock = { at: Date.now() }
  const ctx = await aContext(await testStore(t), { now: () => new Date(clock.at) })
  await aCode(ctx)
  const { planHash } = await planModel(ctx, await withFields(ctx, changed('code', { label: 'Number' })))

  clock.at += 24 * 60 * 60 * 1_000 + 1

  t.equal((await refusal(applyModel(ctx, { planHash }))).code, 'plan_unknown')
})

t.test('two who apply one plan: one does, the other is told that it is stale', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aCode(ctx)
  await anEntry(ctx, { title: 'A', code: '12' })
  const { planHash } = await planModel(ctx, await withFields(ctx, changed('code', { kind: 'integer' })))

  const results = await Promise.allSettled([applyModel(ctx, { planHash }), applyModel(ctx, { planHash })])

  t.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  t.match(results.find((result) => result.status === 'rejected')?.reason, { code: 'plan_stale' })
})

t.test('apply against a save: whichever comes first, the draft is in the form of the model and the other is told the truth', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aCode(ctx)
  const { row } = await anEntry(ctx, { title: 'A', code: '12' })
  const { planHash } = await planModel(ctx, await withFields(ctx, changed('code', { kind: 'integer' })))

  const [applied, saved] = await Promise.allSettled([
    applyModel(ctx, { planHash }),
    saveEntry(ctx, row.id, { fields: { code: '14' }, baseRevision: 1 }),
  ])

  // A text is no integer: after the change the save is refused, before it the plan is stale.
  t.not(applied.status, saved.status)
  t.match((await getEntry(ctx, row.id)).fields, applied.status === 'fulfilled' ? { code: 12 } : { code: '14' })
})

t.test('renames, moves and labels are applied without touching an entry, and need no consent', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aCode(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'A', code: '12' })
  const before = await contentFingerprint(url, { withMarks: true })
  const { locales, types } = await withFields(ctx, (fields) => changed('code', { name: 'number', label: 'No.' })(fields).reverse())

  const plan = await planModel(ctx, { locales, types: types.map((type) => ({ ...type, name: 'story' })) })
  await applyModel(ctx, { planHash: plan.planHash })

  t.same(
    plan.steps.map((step) => step.kind),
    ['renameType', 'renameField', 'changeSetting', 'moveField', 'moveField'],
  )
  t.ok(plan.steps.every((step) => step.effect === 'none'))
  t.equal(await contentFingerprint(url, { withMarks: true }), before)
  t.match(await getEntry(ctx, entry.row.id), { typeName: 'story', fields: { number: '12' } })
  t.match((await ctx.model()).types[0], {
    formerNames: [{ name: 'article' }],
    fields: [{ formerNames: [{ name: 'code' }] }, { name: 'title' }],
  })
})

t.test('renamed options take their values along, and an old base is read under the new names', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'mood', kind: 'enum', options: ['glad', 'sad'] },
    ],
  })
  const { entry } = await aPublishedEntry(ctx, { title: 'A', mood: 'glad' })
  await saveEntry(ctx, entry.row.id, { fields: { title: 'A2' }, baseRevision: 1 })
  const wish = await withFields(ctx, changed('mood', { options: [{ value: 'happy', label: 'Happy', was: 'glad' }, 'sad'] }))

  const { planHash, steps } = await planModel(ctx, wish)
  await applyModel(ctx, { planHash })

  t.match(
    steps.find((step) => step.kind === 'renameOption'),
    { from: 'glad', effect: 'convert', counts: { converted: 1 } },
  )
  t.match(await getEntry(ctx, entry.row.id), { fields: { mood: 'happy' } })
  const saved = await saveEntry(ctx, entry.row.id, { fields: { mood: 'sad' }, baseRevision: 1 })
  t.match(saved, { fields: { title: 'A2', mood: 'sad' } })
  t.same(
    (await planModel(ctx, wish)).steps.filter((step) => step.kind !== 'changeSetting'),
    [],
  )
})

t.test('a change that published entries can not keep is refused with their values, and leaves no trace', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aCode(ctx)
  await aPublishedEntry(ctx, { title: 'A', code: '12' })
  await aPublishedEntry(ctx, { title: 'B', code: '12' })
  const before = await contentFingerprint(url)
  const plan = await planModel(ctx, await withFields(ctx, changed('code', { unique: true })))

  const refused = await refusal(applyModel(ctx, { planHash: plan.planHash }))

  t.match(plan.steps, [{ setting: 'unique', breaks: { count: 2 } }])
  t.match(refused, { code: 'invalid_type', issues: [{ path: '/fields/1', code: 'unique_taken' }] })
  t.equal(await contentFingerprint(url), before)
  t.equal((await ctx.model()).version, 1)
})

t.test('a plan names the published entries that a new rule would break', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aCode(ctx)
  await aPublishedEntry(ctx, { title: 'A', code: '12' })
  await aPublishedEntry(ctx, { title: 'B' })
  await anEntry(ctx, { title: 'C' })

  const { steps } = await planModel(ctx, await withFields(ctx, changed('code', { required: true })))

  t.match(steps, [{ setting: 'required', effect: 'none', breaks: { count: 1, samples: [{ title: 'B' }] } }])
})

t.test('a document that is wrong is refused with a path for each fault', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aCode(ctx)
  const { types } = await modelDocument(ctx)

  const refused = await refusal(
    planModel(ctx, {
      locales: [{ code: 'en', label: 'English', default: true, fallback: 'fr' }],
      types: [...types, { name: 'article', fields: [{ name: 'or', kind: 'text' }] }],
    }),
  )

  t.equal(refused.code, 'invalid_model')
  t.match(
    refused.issues.map((issue) => issue.path),
    ['/locales/0/fallback', '/types/0/name', '/types/1/name', '/types/1/fields/0/name'],
  )
})
