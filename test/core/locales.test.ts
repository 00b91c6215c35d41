import { createLocale, discardDraft, getEntry, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'
import { refusal } from '../support/refusal.ts'

/** A store with a second language that falls back to the first, and a type with a localised title beside a shared number. */
async function inTwoLanguages(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, {
    fields: [
      { name: 'title', kind: 'text', localized: true, required: true },
      { name: 'slug', kind: 'slug', localized: true, from: ['title'] },
      { name: 'rating', kind: 'integer' },
    ],
  })
  return { store, ctx }
}

t.test('a localised field is a map; a save touches only the locales in it', async (t) => {
  const { ctx } = await inTwoLanguages(t)
  const { row, fields } = await anEntry(ctx, { title: { en: 'Hello', de: 'Hallo' }, rating: 1 })

  const saved = await saveEntry(ctx, row.id, { fields: { title: { de: 'Servus' } }, baseRevision: 1 })

  t.same(fields, { title: { en: 'Hello', de: 'Hallo' }, slug: { en: 'hello', de: 'hallo' }, rating: 1 })
  t.same(saved.fields, { title: { en: 'Hello', de: 'Servus' }, slug: { en: 'hello', de: 'hallo' }, rating: 1 })
})

t.test('a plain value for a localised field and a language that is not there are faults with their paths', async (t) => {
  const { ctx } = await inTwoLanguages(t)

  const refused = await refusal(anEntry(ctx, { title: { en: 'Hello', fr: 'Salut' }, slug: 'hello' }))

  t.same(refused.issues.map(({ path, code }) => [path, code]).sort(), [
    ['/fields/slug', 'localized'],
    ['/fields/title/fr', 'unknown_locale'],
  ])
})

t.test('two people who write one field in different languages are merged', async (t) => {
  const { ctx } = await inTwoLanguages(t)
  const { row } = await anEntry(ctx, { title: { en: 'Hello', de: 'Hallo' } })
  await saveEntry(ctx, row.id, { fields: { title: { en: 'Hi' } }, baseRevision: 1 })

  const merged = await saveEntry(ctx, row.id, { fields: { title: { de: 'Moin' } }, baseRevision: 1 })
  const refused = await refusal(saveEntry(ctx, row.id, { fields: { title: { en: 'Hey' } }, baseRevision: 1 }))

  t.same(merged.fields['title'], { en: 'Hi', de: 'Moin' })
  t.same(merged.merge?.paths, ['/fields/title/en'])
  t.match(refused.facts, { conflicts: [{ path: '/fields/title/en', base: 'Hello', mine: 'Hey', theirs: 'Hi' }] })
})

t.test('publishing without saying where is for each language that has a value; a later publish of one leaves the other', async (t) => {
  const { store, ctx } = await inTwoLanguages(t)
  const { row } = await anEntry(ctx, { title: { en: 'Hello', de: 'Hallo' } })

  const first = await publishEntry(ctx, row.id)
  await saveEntry(ctx, row.id, { fields: { title: { en: 'Hi', de: 'Moin' } }, baseRevision: 1 })
  const english = await publishEntry(ctx, row.id, { locales: ['en'] })

  t.same(
    first.entry.row.publications.map(({ locale, slug, seq }) => [locale, slug, seq]),
    [
      ['de', 'hallo', first.seq],
      ['en', 'hello', first.seq],
    ],
  )
  t.same(
    english.entry.row.publications.map(({ locale, revision }) => [locale, revision]),
    [
      ['de', 1],
      ['en', 2],
    ],
  )
  t.equal(english.entry.status, 'changed')
  const [event] = await store.log.list({ after: first.seq ?? 0n, limit: 1 })
  t.same(
    event?.items.map((item) => item.locale),
    ['en'],
  )
})

t.test('a language without a value is published with what stands in for it, when asked for', async (t) => {
  const { ctx } = await inTwoLanguages(t)
  const { row } = await anEntry(ctx, { title: { en: 'Hello' } })

  const usual = await publishEntry(ctx, row.id)
  const asked = await publishEntry(ctx, row.id, { locales: ['de'] })

  t.same(
    usual.entry.row.publications.map(({ locale }) => locale),
    ['en'],
  )
  t.same(
    asked.entry.row.publications.map(({ locale, slug }) => [locale, slug]),
    [
      ['de', 'hello'],
      ['en', 'hello'],
    ],
  )
  t.equal(asked.entry.status, 'published')
})

t.test('unpublishing one language leaves the other; a change in a language that is not public is no change to readers', async (t) => {
  const { ctx } = await inTwoLanguages(t)
  const { row } = await anEntry(ctx, { title: { en: 'Hello', de: 'Hallo' } })
  await publishEntry(ctx, row.id)

  const gone = await unpublishEntry(ctx, row.id, { locales: ['de'] })
  const saved = await saveEntry(ctx, row.id, { fields: { title: { de: 'Moin' } }, baseRevision: 1 })

  t.same(
    gone.entry.row.publications.map(({ locale }) => locale),
    ['en'],
  )
  t.equal(saved.status, 'published')
})

t.test('discarding takes each public language back, and keeps what was never public', async (t) => {
  const { ctx } = await inTwoLanguages(t)
  const { row } = await anEntry(ctx, { title: { en: 'Hello' }, rating: 1 })
  await publishEntry(ctx, row.id)
  await saveEntry(ctx, row.id, { fields: { title: { en: 'Draft', de: 'Entwurf' }, rating: 2 }, baseRevision: 1 })

  await discardDraft(ctx, row.id)

  t.match((await getEntry(ctx, row.id)).fields, { title: { en: 'Hello', de: 'Entwurf' }, rating: 1 })
})

t.test('faults of a localised field name the language', async (t) => {
  const { ctx } = await inTwoLanguages(t)
  const { row } = await anEntry(ctx, { title: { de: 'Hallo' } })

  const refused = await refusal(publishEntry(ctx, row.id))

  t.same(
    refused.issues.map(({ path, code }) => [path, code]),
    [['/fields/title/en', 'required']],
  )
})
