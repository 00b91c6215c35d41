import {
  type Context,
  createEntry,
  createLocale,
  createType,
  deleteType,
  discardDraft,
  getEntry,
  listEntryUsages,
  publishEntry,
  saveEntry,
  trashEntry,
} from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

async function aHouse(t: Test) {
  const store = await testStore(t)
  const ctx = await aContext(store, { name: 'Ada' })
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, { name: 'author', fields: [{ name: 'name', kind: 'text' }], slugField: null, titleField: 'name' })
  await aType(ctx, {
    name: 'hero',
    kind: 'component',
    titleField: 'heading',
    slugField: null,
    fields: [
      { name: 'heading', kind: 'text', localized: true, required: true },
      { name: 'tone', kind: 'text' },
      { name: 'secret', kind: 'text', private: true },
      { name: 'author', kind: 'reference', to: ['author'], onMissingTarget: 'refuse' },
      { name: 'card', kind: 'component', components: ['hero'] },
    ],
  })
  await aType(ctx, {
    name: 'page',
    titleField: 'title',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'seo', kind: 'component', components: ['hero'] },
      { name: 'sections', kind: 'blocks', blocks: ['hero'] },
    ],
  })
  return { store, ctx }
}

const keys = (entry: { fields: Record<string, unknown> }) => (entry.fields.sections as { _key: string }[]).map(({ _key }) => _key)
const block = (_key: string, members: object = {}) => ({ _key, _block: 'hero', ...members })

t.test('a component has no entries of its own, and stays as long as something holds it', async (t) => {
  const { ctx } = await aHouse(t)
  const made = await refusal(createEntry(ctx, { type: 'hero', fields: {} }))
  t.match(made, { code: 'invalid_entry', issues: [{ path: '/type' }] })
  t.equal((await refusal(deleteType(ctx, 'hero'))).code, 'in_use')
  t.ok(await deleteType(ctx, 'page'))
  t.ok(await deleteType(ctx, 'hero'), 'a type that only holds itself can go')
})

t.test('a type is refused that holds what is no component, or asks a component for what only entries have', async (t) => {
  const { ctx } = await aHouse(t)
  const faults = async (input: object) =>
    (await refusal(createType(ctx, { name: 'odd', ...input }))).issues.map(({ path, code }) => [path, code])
  const field = (settings: object) => ({ fields: [{ name: 'a', kind: 'component', ...settings }] })

  t.same(await faults(field({})), [['/fields/0/components', 'required']])
  t.same(await faults(field({ components: ['nothing'] })), [['/fields/0/components/0', 'unknown_type']])
  t.same(await faults(field({ components: ['page'] })), [['/fields/0/components/0', 'wrong_target']])
  t.same(await faults(field({ components: ['hero', 'odd'], kind: 'blocks' })), [
    ['/fields/0/components', 'unknown_member'],
    ['/fields/0/blocks', 'required'],
  ])
  t.same(await faults({ fields: [{ name: 'a', kind: 'reference', to: ['hero'] }] }), [['/fields/0/to/0', 'wrong_target']])
  t.same(await faults({ kind: 'component', tree: true, publicRead: true, fields: [{ name: 'a', kind: 'text', unique: true }] }), [
    ['/tree', 'invalid'],
    ['/publicRead', 'invalid'],
    ['/fields/0/unique', 'invalid'],
  ])
})

t.test('two who edit different items, or different members of one, both keep their change', async (t) => {
  const { store, ctx: ada } = await aHouse(t)
  const bob = await aContext(store, { name: 'Bob' })
  const sections = [block('a', { tone: 'x', heading: { en: 'A' } }), block('b', { tone: 'x' })]
  const { row } = await anEntry(ada, { title: 'Page', sections }, 'page')
  await saveEntry(ada, row.id, {
    fields: { sections: [block('a', { tone: 'by Ada', heading: { en: 'A' } }), block('b', { tone: 'x' })] },
    baseRevision: 1,
  })

  const saved = await saveEntry(bob, row.id, {
    fields: { sections: [block('b', { tone: 'by Bob' }), block('a', { tone: 'x', heading: { de: 'von Bob' } }), block('c')] },
    baseRevision: 1,
  })

  t.same(keys(saved), ['b', 'a', 'c'])
  t.match(saved.fields.sections, [{ tone: 'by Bob' }, { tone: 'by Ada', heading: { en: 'A', de: 'von Bob' } }, { tone: null }])
  t.match(saved.merge, { paths: ['/fields/sections/1/tone'], by: [{ name: 'Ada' }] })
})

t.test('two who change one value inside: the second is told its path and the three values, by names', async (t) => {
  const { store, ctx: ada } = await aHouse(t)
  const bob = await aContext(store, { name: 'Bob' })
  const { row } = await anEntry(ada, { sections: [block('a', { card: { heading: { en: 'A' } } }), block('b')] }, 'page')
  await saveEntry(ada, row.id, { fields: { sections: [block('a', { card: { heading: { en: 'Ada' } } })] }, baseRevision: 1 })

  const mine = [block('b', { tone: 'new' }), block('a', { card: { heading: { en: 'Bob' } } })]
  const refused = await refusal(saveEntry(bob, row.id, { fields: { sections: mine }, baseRevision: 1 }))

  t.equal(refused.code, 'conflict')
  t.match(refused.facts.conflicts, [
    { path: '/fields/sections/1/card/heading/en', base: 'A', mine: 'Bob', theirs: 'Ada' },
    { path: '/fields/sections/0', base: { _block: 'hero', tone: null }, mine: { _block: 'hero', tone: 'new' }, theirs: null },
  ])
  t.same(keys(await getEntry(bob, row.id)), ['a'])
})

t.test('what readers would miss inside is refused at publish, each fault with its path', async (t) => {
  const { ctx } = await aHouse(t)
  const { row: author } = await anEntry(ctx, { name: 'Ada' }, 'author')
  const { row } = await anEntry(ctx, { seo: { author: { _ref: author.id } }, sections: [block('a', { card: {} })] }, 'page')

  const refused = await refusal(publishEntry(ctx, row.id))

  t.same(
    refused.issues.map(({ path, code }) => [path, code]),
    [
      ['/fields/seo/heading/en', 'required'],
      ['/fields/sections/0/heading/en', 'required'],
      ['/fields/sections/0/card/heading/en', 'required'],
      ['/fields/seo/author', 'target_unpublished'],
    ],
  )
})

t.test('a link inside must lead to what is there and fits; usages name its place', async (t) => {
  const { ctx } = await aHouse(t)
  const { row: author } = await anEntry(ctx, { name: 'Ada' }, 'author')
  const { row: other } = await anEntry(ctx, {}, 'page')
  const wrong = await refusal(
    anEntry(
      ctx,
      { sections: [block('a', { author: { _ref: other.id } }), block('b', { card: { author: { _ref: ctx.newId() } } })] },
      'page',
    ),
  )
  t.same(
    wrong.issues.map(({ path, code }) => [path, code]),
    [
      ['/fields/sections/0/author', 'wrong_target'],
      ['/fields/sections/1/card/author', 'target_missing'],
    ],
  )

  await publishEntry(ctx, author.id)
  const heading = { en: 'x' }
  const { entry } = await aPublishedEntry(
    ctx,
    { sections: [block('a', { heading, card: { heading, author: { _ref: author.id } } })] },
    'page',
  )
  const { usages } = await listEntryUsages(ctx, author.id)
  t.same(
    usages.map(({ id, origin, path }) => [id, origin, path]),
    [
      [entry.row.id, 'draft', '/fields/sections/0/card/author'],
      [entry.row.id, 'published', '/fields/sections/0/card/author'],
    ],
  )
  await trashEntry(ctx, entry.row.id)
  await t.resolves(trashEntry(ctx, author.id))
})

t.test('a type whose only languages stand inside its components is published in each of them, and discarded in each', async (t) => {
  const { ctx } = await aHouse(t)
  const { entry } = await aPublishedEntry(ctx, { seo: { heading: { en: 'Hello', de: 'Hallo' } } }, 'page')
  t.same(entry.row.publications.map(({ locale }) => locale).toSorted(), ['de', 'en'])

  await saveEntry(ctx, entry.row.id, { fields: { seo: { heading: { de: 'Servus' }, tone: 'x' } }, baseRevision: 1 })
  await publishEntry(ctx, entry.row.id, { locales: ['en'] })
  await saveEntry(ctx, entry.row.id, { fields: { seo: { heading: { en: 'Draft' } } }, baseRevision: 2 })
  const { fields } = await discardDraft(ctx, entry.row.id)
  t.match(fields.seo, { heading: { en: 'Hello', de: 'Hallo' }, tone: 'x' })
})

t.test('private fields inside are for those who may edit the entry that holds them', async (t) => {
  const { store, ctx } = await aHouse(t)
  const { row } = await anEntry(ctx, { seo: { secret: 'hidden', heading: { en: 'x' } } }, 'page')
  const reader = aContextWith(store, [{ actions: ['read'], types: ['*'] }] as Parameters<typeof aContextWith>[1])

  t.match((await getEntry(ctx, row.id)).fields.seo, { secret: 'hidden' })
  t.notOk('secret' in ((await getEntry(reader, row.id)).fields.seo as object))
  t.notMatch(
    JSON.stringify(await store.audit.list({ limit: 10 }), (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
    'hidden',
  )
})

t.test('setting what is there already makes no revision, whatever of it was left out', async (t) => {
  const { ctx } = await aHouse(t)
  const { row, fields } = await anEntry(
    ctx,
    { seo: { heading: { en: 'x' }, tone: 'y' }, sections: [{ _block: 'hero', tone: 'z' }] },
    'page',
  )
  const again = await sameAgain(ctx, row.id, fields)
  t.equal(again, 1)
})

async function sameAgain(ctx: Context, id: string, { seo, sections }: Record<string, unknown>): Promise<number> {
  await saveEntry(ctx, id, { fields: { seo, sections }, baseRevision: 1 })
  const saved = await saveEntry(ctx, id, { fields: { seo: { heading: {}, tone: 'y' } }, baseRevision: 1 })
  return saved.row.revision
}
