import { type Context, createLocale, getType, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

/** Publishes an entry of `article`, or says why not. */
async function published(ctx: Context, fields: Record<string, unknown>): Promise<string> {
  const { row } = await anEntry(ctx, fields)
  const answer = await publishEntry(ctx, row.id).catch((error: unknown) => error)
  return answer instanceof Error && 'code' in answer ? String(answer.code) : 'published'
}

t.test('a shared value is unique in all languages, a localised one in each, or across them where that is asked for', async (t) => {
  const ctx = await aContext(await testStore(t))
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'number', kind: 'decimal', unique: true },
      { name: 'word', kind: 'text', localized: true, unique: true },
      { name: 'mark', kind: 'text', localized: true, unique: 'type' },
    ],
  })
  const first = await aPublishedEntry(ctx, {
    title: { en: 'a', de: 'a' },
    number: '1.0',
    word: { en: 'tea', de: 'tee' },
    mark: { en: 'x', de: 'x' },
  })

  const shared = await anEntry(ctx, { title: { de: 'b' }, number: '1.00' })
  t.match(await refusal(publishEntry(ctx, shared.row.id, { locales: ['de'] })), {
    code: 'unique_taken',
    facts: { path: '/fields/number', holderId: first.entry.row.id },
  })
  t.equal(await published(ctx, { title: { en: 'c' }, word: { en: 'tee' } }), 'published', 'another language')
  t.equal(await published(ctx, { title: { en: 'd', de: 'd' }, word: { en: 'Tea', de: 'tee' } }), 'unique_taken')
  t.equal(await published(ctx, { title: { en: 'e' }, word: { en: 'TEA' } }), 'published', 'case is kept')
  t.equal(await published(ctx, { title: { en: 'f' }, mark: { en: 'x' } }), 'unique_taken')

  // What one language gives up, another still holds.
  await unpublishEntry(ctx, first.entry.row.id, { locales: ['en'] })
  t.equal(await published(ctx, { title: { en: 'g' }, number: '1' }), 'unique_taken')
  t.equal(await published(ctx, { title: { en: 'h' }, word: { en: 'tea' } }), 'published')
  await unpublishEntry(ctx, first.entry.row.id)
  t.equal(await published(ctx, { title: { en: 'i' }, number: '1' }), 'published')
  t.equal(await published(ctx, { title: { en: 'j' }, mark: { en: 'x' } }), 'published')
})

t.test('a value may be unique among the entries that have the same value in another field', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', uniqueWithin: 'shelf' },
      { name: 'shelf', kind: 'text' },
    ],
  })
  const { row } = (await aPublishedEntry(ctx, { title: 'Tea', shelf: 'left' })).entry

  t.equal(await published(ctx, { title: 'Tea', shelf: 'right' }), 'published')
  t.equal(await published(ctx, { title: 'Tea', shelf: 'left' }), 'unique_taken')
  t.equal(await published(ctx, { title: 'Tea' }), 'published', 'on no shelf')
  t.equal(await published(ctx, { title: 'Tea' }), 'unique_taken')
  await saveEntry(ctx, row.id, { fields: { shelf: 'top' }, baseRevision: 1 })
  await publishEntry(ctx, row.id)
  t.equal(await published(ctx, { title: 'Tea', shelf: 'left' }), 'published', 'its holder has moved')
  t.match((await getType(ctx, 'article')).view.fields[0], { unique: true, uniqueWithin: 'shelf' })
})
