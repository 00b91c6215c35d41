import { changeType, createType, deleteType, getEntry, getType, listTypes, publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

t.test('a fresh system has no types; making one takes a seq and the next version', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  t.match(await listTypes(ctx), { views: [], modelVersion: 0 })

  const created = await createType(ctx, { name: 'page', fields: [{ name: 'title', kind: 'text' }] })

  t.equal(created.modelVersion, 1)
  t.equal(created.seq, await store.log.seq())
  t.match(created.view, { name: 'page', kind: 'collection', fields: [{ id: /^[0-9a-f-]{36}$/, name: 'title', kind: 'text' }] })
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'type.create', targetId: created.view.id }])
})

t.test('a wrong type is refused with every fault, a taken name is a conflict, and neither leaves a trace', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const before = await store.log.seq()

  const wrong = await refusal(
    createType(ctx, {
      name: 'Not a name',
      fields: [
        { name: 'or', kind: 'text' },
        { name: 'x', kind: 'nothing' },
      ],
    }),
  )
  const taken = await refusal(createType(ctx, { name: 'article', fields: [] }))

  t.equal(wrong.code, 'invalid_type')
  t.ok(wrong.issues.length >= 3)
  t.equal(taken.code, 'name_taken')
  t.equal(await store.log.seq(), before)
})

t.test('two who make a type of one name at once: one does', async (t) => {
  const ctx = await aContext(await testStore(t))

  const results = await Promise.allSettled([1, 2].map(() => createType(ctx, { name: 'page', fields: [] })))

  t.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  t.match(results.find((result) => result.status === 'rejected')?.reason, { code: 'name_taken' })
})

t.test('a rename keeps every value, since content hangs on ids', async (t) => {
  const ctx = await aContext(await testStore(t))
  const type = await aType(ctx, { slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const { entry } = await aPublishedEntry(ctx, { title: 'Hello' })

  await changeType(ctx, 'article', { input: { name: 'story', fields: [{ ...type.fields[0], name: 'headline' }], titleField: 'headline' } })

  const renamed = await getEntry(ctx, entry.row.id)
  t.match(renamed, { typeName: 'story', fields: { headline: 'Hello' }, status: 'published', title: 'Hello' })
})

t.test('removing a field without values is made at once, one with values needs a plan that counts them', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const type = await aType(ctx)
  const fields = (name: string) => type.fields.filter((field) => field.name !== name)
  await anEntry(ctx, { title: 'Hello', body: 'Text' })
  const before = await store.log.seq()

  const refused = await refusal(changeType(ctx, 'article', { input: { fields: fields('body') } }))
  const done = await changeType(ctx, 'article', { input: { fields: fields('rating') } })

  t.equal(refused.code, 'needs_plan')
  t.match(refused.facts, { plan: { steps: [{ kind: 'removeField', field: 'body', effect: 'loss', counts: { lost: 1 } }] } })
  t.equal(done.seq, before + 1n)
  t.same(
    done.view.fields.map((field) => field.name),
    ['title', 'slug', 'body'],
  )
})

t.test('a change that changes nothing takes no seq; a change on an older model is stale', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const seen = await getType(ctx, 'article')

  t.equal((await changeType(ctx, 'article', { input: { label: seen.view.label } })).seq, null)
  await changeType(ctx, 'article', { input: { label: 'Story' }, ifMatch: seen.modelHash })
  t.equal((await refusal(changeType(ctx, 'article', { input: { label: 'Tale' }, ifMatch: seen.modelHash }))).code, 'stale')
  t.equal((await getType(ctx, 'article')).view.label, 'Story')
})

t.test('making a field unique holds for what is published already, and is refused where it can not', async (t) => {
  const ctx = await aContext(await testStore(t))
  const type = await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'code', kind: 'text' },
    ],
  })
  const unique = { fields: [type.fields[0], { ...type.fields[1], unique: true }] }
  await aPublishedEntry(ctx, { title: 'A', code: 'X1' })
  const second = await aPublishedEntry(ctx, { title: 'B', code: 'X1' })

  const refused = await refusal(changeType(ctx, 'article', { input: unique }))
  await saveEntry(ctx, second.entry.row.id, { fields: { code: 'X2' }, baseRevision: 1 })
  await publishEntry(ctx, second.entry.row.id)
  await changeType(ctx, 'article', { input: unique })

  t.same(
    refused.issues.map(({ path, code }) => [path, code]),
    [['/fields/1', 'unique_taken']],
  )
  const third = await anEntry(ctx, { title: 'C', code: 'X1' })
  t.equal((await refusal(publishEntry(ctx, third.row.id))).code, 'unique_taken')
})

t.test('naming a slug field gives what is published its address', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const type = await aType(ctx, { slugField: null })
  const { entry } = await aPublishedEntry(ctx, { title: 'Hello' })

  await changeType(ctx, 'article', { input: { slugField: 'slug' } })

  t.equal(await store.publications.slugHolder(type.id, 'en', 'hello'), entry.row.id)
  t.match(await getEntry(ctx, entry.row.id), {
    status: 'published',
    row: { publications: [{ slug: 'hello', publishedAt: entry.row.publications[0]?.publishedAt }] },
  })
})

t.test('a type with entries needs a plan, one that others lead to is in use, an empty one goes', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { name: 'person', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'author', kind: 'reference', to: ['person'] },
    ],
  })
  await anEntry(ctx, { title: 'Ada' }, 'person')

  t.equal((await refusal(deleteType(ctx, 'person'))).code, 'in_use')
  await deleteType(ctx, 'article')
  t.equal((await refusal(deleteType(ctx, 'person'))).code, 'needs_plan')
  t.equal((await refusal(getType(ctx, 'article'))).code, 'not_found')
})

t.test('a type with more than one entry does not become a single one', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  await anEntry(ctx)
  await anEntry(ctx)

  const refused = await refusal(changeType(ctx, 'article', { input: { kind: 'single' } }))

  t.same(
    refused.issues.map((issue) => issue.path),
    ['/kind'],
  )
})

t.test('only those who manage types change them; others see the types that their rights are about', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  await aType(owner)
  const other = await aType(owner, { name: 'other' })
  const narrow = aContextWith(store, [{ actions: ['read'], types: [other.id] }])
  const editor = await aContext(store, { roles: ['editor'] })

  t.equal((await refusal(createType(editor, { name: 'x', fields: [] }))).code, 'not_allowed')
  t.equal((await refusal(changeType(editor, 'article', { input: {} }))).code, 'not_allowed')
  t.same(
    (await listTypes(narrow)).views.map((view) => view.name),
    ['other'],
  )
  t.equal((await refusal(getType(narrow, 'article'))).code, 'not_found')
})
