import { confirmTranslation, createLocale, changeLocale, getEntry, listAudit, listEntries, publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

async function translated(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createLocale(ctx, { code: 'fr', label: 'Français', fallback: 'de' })
  await aType(ctx, {
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'body', kind: 'longText', localized: true },
      { name: 'rating', kind: 'integer' },
    ],
  })
  const { row } = await anEntry(ctx, { title: { en: 'Hello', de: 'Hallo', fr: 'Salut' }, body: { en: 'Text', de: 'Text' }, rating: 1 })
  const outdated = async (id = row.id) =>
    Object.fromEntries(Object.entries((await getEntry(ctx, id)).locales).map(([code, state]) => [code, state.outdated]))
  return { store, ctx, id: row.id, outdated }
}

t.test('a translation is outdated by field once its source changed, until it is saved', async (t) => {
  const { ctx, id, outdated } = await translated(t)

  t.same(await outdated(), { en: [], de: [], fr: [] })
  await saveEntry(ctx, id, { fields: { title: { en: 'Hi' }, rating: 2 }, baseRevision: 1 })
  t.same(await outdated(), { en: [], de: ['/fields/title/de'], fr: ['/fields/title/fr'] })
  await saveEntry(ctx, id, { fields: { title: { de: 'Moin' } }, baseRevision: 2 })
  t.same(await outdated(), { en: [], de: [], fr: ['/fields/title/fr'] })
  await saveEntry(ctx, id, { fields: { title: { en: 'Hey', de: 'Hei' }, body: { en: 'Words' } }, baseRevision: 3 })
  t.same(await outdated(), { en: [], de: ['/fields/body/de'], fr: ['/fields/title/fr'] })
})

t.test('a value that was there before its source, and a language without a value, are not outdated', async (t) => {
  const { ctx, outdated } = await translated(t)
  const { row } = await anEntry(ctx, { title: { de: 'Hallo' } })

  await saveEntry(ctx, row.id, { fields: { title: { en: 'Hello' } }, baseRevision: 1 })
  t.same(await outdated(row.id), { en: [], de: [] })
  await saveEntry(ctx, row.id, { fields: { title: { en: 'Hi' } }, baseRevision: 2 })
  t.same(await outdated(row.id), { en: [], de: ['/fields/title/de'] })
  await saveEntry(ctx, row.id, { fields: { title: { de: null } }, baseRevision: 3 })
  t.same(await outdated(row.id), { en: [] })
})

t.test('confirming takes the mark away, by path or all, without a revision; what it can not mean is refused', async (t) => {
  const { ctx, id, outdated } = await translated(t)
  await saveEntry(ctx, id, { fields: { title: { en: 'Hi' }, body: { en: 'Words' } }, baseRevision: 1 })

  const confirmed = await confirmTranslation(ctx, id, { locale: 'de', paths: ['/fields/title/de'] })
  t.equal(confirmed.row.revision, 2)
  t.same(await outdated(), { en: [], de: ['/fields/body/de'], fr: ['/fields/title/fr'] })
  t.match((await listAudit(ctx, { limit: 1 })).rows, [
    { action: 'entry.confirm_translation', targetId: id, after: { locale: 'de', paths: ['/fields/title/de'] } },
  ])
  await confirmTranslation(ctx, id, { locale: 'de' })
  t.same(await outdated(), { en: [], de: [], fr: ['/fields/title/fr'] })
  await saveEntry(ctx, id, { fields: { title: { en: 'Hey' } }, baseRevision: 2 })
  t.same(await outdated(), { en: [], de: ['/fields/title/de'], fr: ['/fields/title/fr'] })

  const refused = [
    await refusal(confirmTranslation(ctx, id, { locale: 'en' })),
    await refusal(confirmTranslation(ctx, id, { locale: 'xx' })),
    await refusal(confirmTranslation(ctx, id, { locale: 'de', paths: ['/fields/nothing/de'] })),
    await refusal(confirmTranslation(ctx, id, { locale: 'de', ifMatch: 1 })),
  ]
  t.same(
    refused.map(({ code, issues }) => [code, ...issues.map(({ path }) => path)]),
    [['invalid_value', '/locale'], ['invalid_value', '/locale'], ['invalid_value', '/paths/0'], ['stale']],
  )
  t.same((await outdated())['de'], ['/fields/title/de'])
})

t.test('of a save of the source and a confirmation at once, the mark is there exactly when the save was later', async (t) => {
  const { ctx, id, outdated } = await translated(t)
  await saveEntry(ctx, id, { fields: { title: { en: 'Hi' } }, baseRevision: 1 })

  const [, confirmed] = await Promise.all([
    saveEntry(ctx, id, { fields: { title: { en: 'Hey' } }, baseRevision: 2 }),
    confirmTranslation(ctx, id, { locale: 'de' }),
  ])

  t.same((await outdated())['de'], confirmed.row.revision === 2 ? ['/fields/title/de'] : [])
})

t.test('under another default the source is another', async (t) => {
  const { ctx, id, outdated } = await translated(t)
  await saveEntry(ctx, id, { fields: { title: { de: 'Moin' } }, baseRevision: 1 })

  await changeLocale(ctx, 'de', { input: { default: true, fallback: null } })

  t.same(await outdated(), { en: ['/fields/title/en'], de: [], fr: ['/fields/title/fr'] })
})

t.test('drafts are listed by what is outdated and by how they stand in a language', async (t) => {
  const { ctx, id } = await translated(t)
  const { row: english } = await anEntry(ctx, { title: { en: 'Only English' } })
  await publishEntry(ctx, id)
  await saveEntry(ctx, id, { fields: { title: { en: 'Hi' } }, baseRevision: 1 })
  const listed = async (filter: string) => (await listEntries(ctx, `type=article&${filter}`)).entries.map(({ row }) => row.id)

  t.same(await listed('filter[_outdated]=true'), [id])
  t.same(await listed('filter[_outdated]=false'), [english.id])
  t.same(await listed('filter[_outdated][fr]=true'), [id])
  t.same(await listed('filter[_outdated][en]=true'), [])
  t.same(await listed('filter[_localeStatus][en]=changed'), [id])
  t.same(await listed('filter[_localeStatus][de]=published'), [id])
  t.same(await listed('filter[_localeStatus.en][in]=draft,changed'), [id, english.id].sort())
  t.same(await listed('filter[_localeStatus][de][null]=true'), [english.id])
  t.same(await listed('locale=fr&filter[title]=Only English'), [english.id])
  t.same(await listed('locale=fr&fallback=false&filter[title]=Only English'), [])
  t.equal((await refusal(listed('filter[_localeStatus][xx]=draft'))).code, 'invalid_query')
  t.equal((await refusal(listed('filter[_localeStatus][de]=nonsense'))).code, 'invalid_query')
})
