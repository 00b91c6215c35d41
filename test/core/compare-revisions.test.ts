import { compareRevisions, createLocale, publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aType } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'

const block = (_key: string, text: string) => ({ _type: 'block', _key, children: [{ _type: 'span', _key: 's', text }] })

async function aPage(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch' })
  await aType(ctx, {
    name: 'part',
    kind: 'component',
    titleField: null,
    slugField: null,
    fields: [
      { name: 'words', kind: 'text', localized: true },
      { name: 'note', kind: 'text', private: true },
    ],
  })
  await aType(ctx, {
    name: 'page',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'text', kind: 'richText' },
      { name: 'parts', kind: 'component', components: ['part'], many: true },
      { name: 'tags', kind: 'enum', options: ['a', 'b', 'c'], many: true },
    ],
  })
  const fields = {
    title: { en: 'One', de: 'Eins' },
    text: [block('1', 'One'), block('2', 'Two')],
    parts: [
      { _key: 'x', words: { en: 'X' }, note: 'x' },
      { _key: 'y', words: { en: 'Y' } },
    ],
    tags: ['a', 'b'],
  }
  const { row } = await anEntry(ctx, fields, 'page')
  return { store, ctx, id: row.id }
}

const changed = {
  title: { de: 'Zwei' },
  text: [block('1', 'Uno'), block('2', 'Two'), block('3', 'Three')],
  parts: [
    { _key: 'y', words: { en: 'Y', de: 'Ypsilon' } },
    { _key: 'x', words: { en: 'X' }, note: 'secret' },
    { _key: 'z', words: {}, note: 'z' },
  ],
  tags: ['b'],
}

t.test('two states are compared by field and language, by item, and rich text by block', async (t) => {
  const { ctx, id } = await aPage(t)
  await saveEntry(ctx, id, { fields: changed, baseRevision: 1 })

  const { changes } = await compareRevisions(ctx, id, { from: '1', to: '2' })

  t.match(changes, [
    { path: '/fields/title/de', locale: 'de', kind: 'set', from: 'Eins', to: 'Zwei' },
    { path: '/fields/text/0', kind: 'set', from: block('1', 'One'), to: block('1', 'Uno') },
    { path: '/fields/text/2', kind: 'insert', to: block('3', 'Three'), toIndex: 2 },
    { path: '/fields/parts/0', kind: 'move', fromIndex: 1, toIndex: 0 },
    { path: '/fields/parts/0/words/de', locale: 'de', kind: 'set', to: 'Ypsilon' },
    { path: '/fields/parts/1/note', kind: 'set', from: 'x', to: 'secret' },
    { path: '/fields/parts/2', kind: 'insert', to: { _key: 'z', words: {}, note: 'z' }, toIndex: 2 },
    { path: '/fields/tags/0', kind: 'remove', from: 'a', fromIndex: 0 },
  ])
  t.equal(changes.length, 8)
  t.same((await compareRevisions(ctx, id, { from: '2', to: 'draft' })).changes, [])
  const { changes: back } = await compareRevisions(ctx, id, { from: '2', to: '1' })
  t.match(back[1], { path: '/fields/text/2', kind: 'remove', from: block('3', 'Three'), fromIndex: 2 })
})

t.test('what is published in a language is compared in that language, and in what all share', async (t) => {
  const { ctx, id } = await aPage(t)
  await publishEntry(ctx, id)
  await saveEntry(ctx, id, { fields: { title: { en: 'Other', de: 'Anders' }, tags: ['c'] }, baseRevision: 1 })
  await publishEntry(ctx, id, { locales: ['en'] })

  const inGerman = await compareRevisions(ctx, id, { from: 'published:de', to: 'draft' })
  const inEnglish = await compareRevisions(ctx, id, { from: 'published:en', to: 'draft' })
  const both = await compareRevisions(ctx, id, { from: 'published:de', to: 'published:en' })

  t.same(
    inGerman.changes.map(({ path, kind }) => [path, kind]),
    [
      ['/fields/title/de', 'set'],
      ['/fields/tags/0', 'remove'],
      ['/fields/tags/1', 'remove'],
      ['/fields/tags/0', 'insert'],
    ],
  )
  t.same(inEnglish.changes, [])
  t.same(both.changes.map(({ path }) => path).slice(0, 2), ['/fields/title/de', '/fields/title/en'])
})

t.test('who may not read a private field is told nothing of it, wherever it stands', async (t) => {
  const { store, ctx, id } = await aPage(t)
  await saveEntry(ctx, id, { fields: changed, baseRevision: 1 })
  const reader = aContextWith(store, [{ actions: ['read'], types: ['*'] }])

  const { changes } = await compareRevisions(reader, id, { from: '1', to: '2' })

  t.notMatch(JSON.stringify(changes), /note|secret/)
  t.match(
    changes.find(({ path }) => path === '/fields/parts/2'),
    { to: { _key: 'z', words: {} } },
  )
})
