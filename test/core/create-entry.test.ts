import { changeType, createEntry, createType, getEntry, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { databaseOf, storeOn, testStore } from '../support/test-store.ts'

t.test('a new entry is a draft at revision 1, with its defaults and a slug proposed from its title', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'mood', kind: 'text', default: 'calm' },
    ],
  })

  const entry = await createEntry(ctx, { type: 'article', fields: { title: 'Grüße aus Köln!' } })

  t.equal(entry.row.revision, 1)
  t.equal(entry.status, 'draft')
  t.equal(entry.title, 'Grüße aus Köln!')
  t.match(entry.fields, { title: 'Grüße aus Köln!', slug: 'grusse-aus-koln', mood: 'calm' })
  t.match(entry.row.createdById, ctx.actor.id)
})

t.test('the second entry of a title gets a numbered slug, and one that asks for none has none', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx)
  await anEntry(ctx, { title: 'Hello' })

  const second = await anEntry(ctx, { title: 'Hello' })
  const without = await anEntry(ctx, { title: 'Hello', slug: null })

  t.equal(second.fields.slug, 'hello-2')
  t.equal(without.fields.slug, null)
})

t.test('every wrong field is listed with its path, and nothing is made', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)

  const refused = await refusal(createEntry(ctx, { type: 'article', fields: { title: 7, nonsense: 1, rating: 'x' } }))

  t.equal(refused.code, 'invalid_entry')
  t.same(refused.issues.map((issue) => issue.path).sort(), ['/fields/nonsense', '/fields/rating', '/fields/title'])
  t.same(
    (await store.audit.list({ limit: 10 })).map((row) => row.action),
    ['type.create'],
  )
})

t.test('an unknown type is a fault of the request, a type that one may only read is not allowed', async (t) => {
  const store = await testStore(t)
  const owner = await aContext(store)
  await aType(owner)
  const viewer = await aContext(store, { roles: ['viewer'] })
  const { id } = await aType(owner, { name: 'note' })
  const reader = aContextWith(store, [{ actions: ['read', 'create'], types: [id] }])
  const nobody = aContextWith(store, [{ actions: ['read', 'create'], types: [] }])

  t.equal((await refusal(createEntry(owner, { type: 'nothing' }))).code, 'invalid_entry')
  t.equal((await refusal(createEntry(viewer, { type: 'article' }))).code, 'not_allowed')
  t.equal((await refusal(createEntry(reader, { type: 'article' }))).code, 'invalid_entry')
  t.equal((await refusal(createEntry(nobody, { type: 'article' }))).code, 'not_allowed', 'who may create nothing at all')
})

t.test('a link to nothing, or to a type that the field does not take, is refused with its path', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { name: 'person', fields: [{ name: 'title', kind: 'text' }], slugField: null })
  await aType(ctx, {
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'authors', kind: 'reference', many: true, to: ['person'] },
    ],
    slugField: null,
  })
  const person = await anEntry(ctx, { title: 'Ada' }, 'person')
  const article = await anEntry(ctx, { title: 'No person' })
  const missing = '00000000-0000-7000-8000-000000000000'

  const refused = await refusal(
    createEntry(ctx, { type: 'article', fields: { authors: [{ _ref: person.row.id }, { _ref: missing }, { _ref: article.row.id }] } }),
  )

  t.same(
    refused.issues.map(({ path, code }) => [path, code]),
    [
      ['/fields/authors/1', 'target_missing'],
      ['/fields/authors/2', 'wrong_target'],
    ],
  )
})

t.test('of many who make the entry of a single type at once, one makes it', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { name: 'settings', kind: 'single', slugField: null, fields: [{ name: 'title', kind: 'text' }] })

  const results = await Promise.allSettled([1, 2, 3].map(() => createEntry(ctx, { type: 'settings', fields: { title: 'Site' } })))

  t.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  t.ok(results.every((result) => result.status === 'fulfilled' || result.reason.code === 'single_exists'))
})

t.test('the one entry of a single type still counts while it is in the trash', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { name: 'settings', kind: 'single', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const only = await anEntry(ctx, { title: 'Site' }, 'settings')
  await trashEntry(ctx, only.row.id)

  const refused = await refusal(createEntry(ctx, { type: 'settings' }))

  t.equal(refused.code, 'single_exists')
  t.same(refused.facts, { entryId: only.row.id })
})

t.test('rich text gets a key for each block, and the same text sent again gets the same keys', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'text', kind: 'richText' },
    ],
  })
  const text = [{ _type: 'block', children: [{ _type: 'span', text: 'Hi', marks: [] }], markDefs: [], style: 'normal' }]

  const [one, other] = [await anEntry(ctx, { text }), await anEntry(ctx, { text })]

  t.match(one.fields.text, [{ _key: /^[A-Za-z0-9_-]+$/, children: [{ _key: /^[A-Za-z0-9_-]+$/, text: 'Hi' }] }])
  t.same(one.fields.text, other.fields.text)
})

t.test('faults inside rich text are refused with their whole path', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'text', kind: 'richText' },
    ],
  })

  const refused = await refusal(anEntry(ctx, { text: [{ _type: 'script' }] }))

  t.equal(refused.code, 'invalid_entry')
  t.equal(refused.issues[0]?.path, '/fields/text/0/_type')
})

t.test('an entry is made under the model as it is, also where this process knows an older one', async (t) => {
  const store = await testStore(t)
  const elsewhere = await aContext(await storeOn(t, databaseOf(store)))
  const ctx = await aContext(store)
  const { fields } = await aType(ctx)
  await anEntry(ctx, { title: 'Before' })

  await changeType(elsewhere, 'article', { input: { fields: [...fields, { name: 'mood', kind: 'text', default: 'calm' }] } })
  const after = await anEntry(ctx, { title: 'After' })
  await createType(elsewhere, { name: 'story', titleField: 'title', fields: [{ name: 'title', kind: 'text' }] })
  const story = await anEntry(ctx, { title: 'What would have been refused' }, 'story')

  t.equal(after.fields.mood, 'calm')
  t.match(await getEntry(elsewhere, after.row.id), { fields: { mood: 'calm' } })
  t.match(await getEntry(elsewhere, story.row.id), { row: { revision: 1 }, typeName: 'story' })
})
