import { createLocale, createType, getEntry, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'

t.test('what a create and a save answer is what reading the entry gives', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createType(ctx, {
    name: 'article',
    titleField: 'title',
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'facts', kind: 'json' },
      { name: 'rating', kind: 'number' },
      { name: 'readAt', kind: 'datetime' },
    ],
  })
  const fields = { title: { en: 'Hello' }, facts: { z: [1.0, 1e2, null], a: { b: 'ü' } }, rating: -0, readAt: '2026-11-26T10:00:00+02:00' }

  const made = await anEntry(ctx, fields)
  t.same(made, await getEntry(ctx, made.row.id))
  const { merge: _, ...saved } = await saveEntry(ctx, made.row.id, { fields: { title: { en: 'Bye' }, rating: 0.5 }, baseRevision: 1 })
  t.same(saved, await getEntry(ctx, made.row.id))
})

t.test('what publishing and unpublishing answer is what reading the entry gives', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch' })
  await createType(ctx, {
    name: 'article',
    titleField: 'title',
    slugField: 'slug',
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'slug', kind: 'slug', localized: true },
    ],
  })
  const { row } = await anEntry(ctx, { title: { en: 'Hello', de: 'Hallo' }, slug: { en: 'hello', de: 'hallo' } })

  const other = await aContext(store, { name: 'Grace' })
  const steps = [
    { by: ctx, act: publishEntry, options: { locales: ['en'] } },
    { by: ctx, act: publishEntry },
    { by: other, act: publishEntry },
    { by: other, act: unpublishEntry, options: { locales: ['de'] } },
    { by: other, act: publishEntry },
    { by: ctx, act: unpublishEntry },
  ]
  for (const { by, act, options } of steps) t.same((await act(by, row.id, options)).entry, await getEntry(by, row.id))
})
