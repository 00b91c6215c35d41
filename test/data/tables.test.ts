import { DuplicateError } from '@verso/data'
import t from 'tap'
import { testStore } from '../support/test-store.ts'
import {
  aLibrary,
  article,
  draftOf,
  fieldIds as f,
  noon,
  person,
  publish,
  publishNew,
  systemActor,
  type types,
  unpublish,
  locales as languages,
} from './library.ts'

const [one, two] = ['0e000000-0000-7000-8000-00000000000a', '0e000000-0000-7000-8000-00000000000b'] as const
const later = new Date('2026-01-02T00:00:00.000Z')

t.test('a fresh database has an empty model, one language, the built-in roles and no number taken', async (t) => {
  const store = await testStore(t)
  const { version, types, locales } = await store.models.current()
  t.same(
    { version, types, locales },
    { version: 0, types: [], locales: [{ code: 'en', label: 'English', isDefault: true, fallback: null }] },
  )
  t.same((await store.roles.list()).map((role) => role.name).sort(), ['administrator', 'author', 'editor', 'owner', 'public', 'viewer'])
  t.equal(await store.log.seq(), 0n)
  await store.ping()
})

t.test('an entry is read with its draft, its heads and whether it was ever public', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const fields = { [f.title]: 'One', [f.slug]: 'one' }
  const seq = await publishNew(store, [{ id: one, type: article, fields }])

  const entry = await store.entries.find(one)
  t.match(entry, {
    id: one,
    typeId: article.id,
    revision: 1,
    content: { [f.title]: { en: 'One' }, [f.slug]: 'one' },
    createdAt: noon,
    trashedAt: null,
    wasPublished: true,
  })
  t.same(entry?.publications, [
    { locale: 'en', revision: 1, seq, slug: 'one', path: '/one', hash: JSON.stringify(fields), publishedAt: noon, firstPublishedAt: noon },
  ])

  await unpublish(store, one)
  t.match(await store.entries.find(one), { publications: [], wasPublished: true })
  t.equal(await store.entries.find(two), null)
  t.match(await store.entries.findMany([two, one]), [{ id: one }])
  t.match(await store.entries.findSingle(article.id), { id: one })
})

t.test(
  'a save makes the next revision and leaves the ones before; they are listed newest first with the numbers that published them',
  async (t) => {
    const store = await testStore(t)
    await aLibrary(store)
    const seq = await publishNew(store, [{ id: one, type: article, fields: { [f.title]: 'One' } }])
    const revision = { number: 2, kind: 'save' as const, changed: [`${f.title}/en`], note: 'Better', byId: null, at: later }
    await store.transaction((tx) =>
      tx.entries.save(one, draftOf({ id: one, type: article, fields: { [f.title]: 'Two', [f.author]: { _ref: two } } }), {
        ...revision,
        before: null,
      }),
    )

    t.match(await store.entries.find(one), { revision: 2, content: { [f.title]: { en: 'Two' } }, updatedAt: later })
    t.match(await store.revisions.find(one, 1), { content: { [f.title]: { en: 'One' } }, kind: 'import' })
    t.same(await store.revisions.list(one, { limit: 10 }), [
      { entryId: one, ...revision, publishedSeqs: [] },
      { entryId: one, number: 1, kind: 'import', changed: [f.title], note: null, byId: null, at: noon, publishedSeqs: [seq] },
    ])
    t.match(await store.revisions.list(one, { limit: 10, before: 2 }), [{ number: 1 }])
    t.same(await store.references.usages({ entryId: two }), [
      { origin: 'draft', fromEntryId: one, fromTypeId: article.id, locale: null, fieldId: f.author, inner: null, path: '' },
    ])
  },
)

t.test('usages are those of drafts and of what is public now', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [{ id: one, type: article, fields: { [f.author]: { _ref: two }, [f.cover]: { _media: two } } }])
  t.same(
    (await store.references.usages({ entryId: two })).map((usage) => usage.origin),
    ['draft', 'published'],
  )
  t.same(
    (await store.references.usages({ mediaId: two })).map((usage) => usage.fieldId),
    [f.cover, f.cover],
  )
  await publish(store, [{ id: one, type: article, fields: {} }])
  t.same(
    (await store.references.usages({ entryId: two })).map((usage) => usage.origin),
    ['draft'],
  )
})

t.test('purging removes an entry and all of it, but not while it is public', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [{ id: one, type: article, fields: { [f.author]: { _ref: two } } }])
  await t.rejects(
    store.transaction((tx) => tx.entries.purge(one)),
    /still public/,
  )
  await unpublish(store, one)
  await store.transaction((tx) => tx.entries.purge(one))
  t.equal(await store.entries.find(one), null)
  t.same(await store.revisions.list(one, { limit: 1 }), [])
  t.same(await store.references.usages({ entryId: two }), [])
})

t.test('slugs of other drafts and of other publications are taken, one’s own are not', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [{ id: one, type: article, fields: { [f.slug]: 'mine' } }])
  await publish(store, [{ id: one, type: article, fields: { [f.slug]: 'public' } }])
  const wish = { typeId: article.id, fieldId: f.slug, locale: null, slugs: ['mine', 'public', 'free'] }
  t.same((await store.entries.takenSlugs({ ...wish, exceptEntryId: null })).sort(), ['mine', 'public'])
  t.same(await store.entries.takenSlugs({ ...wish, exceptEntryId: one }), [])
})

t.test('a changed model is a new version; the layout of the old one stays known, and types may swap their names', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const replace = (next: typeof types, hash: string) =>
    store.transaction((tx) =>
      tx.log.append({ kind: 'model.changed', ...systemActor, at: later }, async (seq, at) => {
        await tx.models.replace({ types: next, locales: languages }, { hash, seq, byId: null, at, steps: [], restores: null })
        t.match(await tx.models.current(), { hash })
        return []
      }),
    )
  await replace(
    [
      { ...article, name: 'person', fields: article.fields.toReversed() },
      { ...person, name: 'article' },
    ],
    'swapped',
  )

  t.match(await store.models.current(), {
    version: 2,
    hash: 'swapped',
    types: [
      { id: article.id, name: 'person' },
      { id: person.id, name: 'article' },
    ],
  })
  t.match(store.models.known(), { version: 2 })
  t.same(
    await store.models.layout(1, article.id),
    article.fields.map((field) => field.id),
  )
  t.same(await store.models.layout(2, article.id), article.fields.map((field) => field.id).toReversed())
  await t.rejects(replace([article, { ...person, name: 'ARTICLE' }], 'clash'), DuplicateError)
  t.match(await store.models.current(), { version: 2 }, 'what was rolled back was never seen')
})

t.test('the entries of a type are counted', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [
    { id: one, type: article, fields: { [f.title]: 'One', [f.rating]: 1 } },
    { id: two, type: article, fields: { [f.title]: 'Two' } },
  ])
  await store.transaction(async (tx) => {
    await tx.entries.save(one, draftOf({ id: one, type: article, fields: {} }), {
      before: null,
      number: 2,
      kind: 'save',
      changed: [],
      note: null,
      byId: null,
      at: later,
    })
    t.equal(await tx.models.countEntries(article.id), 2)
  })
})

t.test('of two servers that put a setting first at once, both get the same', async (t) => {
  const store = await testStore(t)
  const values = await Promise.all(['a', 'b'].map((value) => store.settings.putFirst('instance', { value })))
  t.same(values[0], values[1])
  t.same(await store.settings.find('instance'), values[0])
  t.equal(await store.settings.find('other'), null)
})

t.test('import keys are put over those of before', async (t) => {
  const store = await testStore(t)
  const row = { source: 'wordpress', key: 'post:1', entryId: one, mediaId: null, hash: 'a' }
  await store.imports.put([row, { ...row, key: 'post:2' }])
  await store.imports.put([{ ...row, hash: 'b' }])
  t.same((await store.imports.find('wordpress', ['post:1', 'post:2', 'post:3'])).map(({ key, hash }) => [key, hash]).sort(), [
    ['post:1', 'b'],
    ['post:2', 'a'],
  ])
})

t.test('the audit is listed newest first, page by page', async (t) => {
  const store = await testStore(t)
  const row = {
    at: noon,
    actorKind: 'user',
    actorId: one,
    actorName: 'Ada',
    targetKind: 'entry',
    targetId: two,
    before: null,
    after: { title: 'x' },
    address: null,
    requestId: null,
    outcome: 'done' as const,
  }
  for (const action of ['entry.create', 'entry.publish']) await store.audit.append({ ...row, action })
  const [newest] = await store.audit.list({ limit: 1 })
  t.match(newest, { ...row, action: 'entry.publish' })
  t.same(
    (await store.audit.list({ limit: 5, before: newest?.id ?? 0n })).map((one) => one.action),
    ['entry.create'],
  )
})
