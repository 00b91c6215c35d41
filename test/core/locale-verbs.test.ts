import {
  changeLocale,
  changeType,
  type Context,
  createLocale,
  deleteLocale,
  getEntry,
  getRevision,
  listAudit,
  listLocales,
  publishEntry,
  saveEntry,
  unpublishEntry,
} from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

async function aHouse(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  return { store, ctx: await aContext(store) }
}

const fields = [
  { name: 'title', kind: 'text', localized: true, required: true, unique: true },
  { name: 'slug', kind: 'slug', localized: true, from: ['title'] },
  { name: 'rating', kind: 'integer' },
]

const codes = async (ctx: Context) => (await listLocales(ctx)).locales.map(({ code }) => code)

t.test('a new language has its canonical code, one event of the log and one audit row, and is there at once', async (t) => {
  const { store, ctx } = await aHouse(t)

  const { locale, seq } = await createLocale(ctx, { code: 'DE-at', label: 'Österreich', fallback: 'EN' })

  t.same(locale, { code: 'de-AT', label: 'Österreich', isDefault: false, fallback: 'en' })
  t.same(await codes(ctx), ['en', 'de-AT'])
  t.match(await store.log.list({ after: 0n, limit: 10 }), [{ seq, kind: 'model.changed', items: [{ op: 'model', id: 'de-AT' }] }])
  t.match((await listAudit(ctx, { limit: 1 })).rows, [{ action: 'locale.create', targetKind: 'locale', targetId: 'de-AT', after: locale }])
})

t.test('what can not be is refused with its place and leaves no trace', async (t) => {
  const { store, ctx } = await aHouse(t)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createLocale(ctx, { code: 'fr', label: 'Français', fallback: 'de' })
  const before = { model: await store.models.current(), seq: await store.log.seq() }

  const refused = [
    await refusal(createLocale(ctx, { code: 'not a code', label: 'Nothing' })),
    await refusal(createLocale(ctx, { code: 'nl', label: 'Nederlands', fallback: 'xx' })),
    await refusal(changeLocale(ctx, 'en', { input: { fallback: 'fr' } })),
    await refusal(changeLocale(ctx, 'de', { input: { fallback: 'de' } })),
    await refusal(changeLocale(ctx, 'en', { input: { default: false } })),
    await refusal(createLocale(ctx, { code: 'DE', label: 'Deutsch' })),
    await refusal(changeLocale(ctx, 'fr', { input: { code: 'de' } })),
    await refusal(deleteLocale(ctx, 'en')),
    await refusal(deleteLocale(ctx, 'de')),
    await refusal(changeLocale(ctx, 'it', { input: { label: 'Italiano' } })),
    await refusal(changeLocale(ctx, 'fr', { input: { label: 'F' }, ifMatch: 'an older model' })),
    await refusal(createLocale(await aContext(store, { roles: ['editor'] }), { code: 'it', label: 'Italiano' })),
  ]

  t.same(
    refused.map(({ code, issues }) => [code, ...issues.map(({ path }) => path)]),
    [
      ['invalid_value', '/code'],
      ['invalid_value', '/fallback'],
      ['invalid_value', '/fallback'],
      ['invalid_value', '/fallback'],
      ['invalid_value', '/default'],
      ['name_taken', '/code'],
      ['name_taken', '/code'],
      ['in_use'],
      ['in_use'],
      ['not_found'],
      ['stale'],
      ['not_allowed'],
    ],
  )
  t.same({ model: await store.models.current(), seq: await store.log.seq() }, before)
})

t.test('of two who add one language at once, one is told that it is taken', async (t) => {
  const { ctx } = await aHouse(t)
  const add = () => createLocale(ctx, { code: 'de', label: 'Deutsch' })

  const done = await Promise.allSettled([add(), add()])

  t.same(done.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  t.same(await codes(ctx), ['en', 'de'])
})

t.test('a language is removed when nothing is in it; content, publications and texts of files keep it', async (t) => {
  const { ctx } = await aHouse(t)
  await createLocale(ctx, { code: 'de', label: 'Deutsch' })
  await aType(ctx, { fields })
  const { row } = await anEntry(ctx, { title: { en: 'Hello', de: 'Hallo' }, slug: null })

  const written = await refusal(deleteLocale(ctx, 'de'))
  await publishEntry(ctx, row.id, { locales: ['en'] })
  await saveEntry(ctx, row.id, { fields: { title: { de: null }, slug: { de: null } }, baseRevision: 1 })
  await deleteLocale(ctx, 'de')

  t.equal(written.code, 'in_use')
  t.same(written.facts, { entries: 1, media: 0 })
  t.same(await codes(ctx), ['en'])
  t.same(Object.keys((await getEntry(ctx, row.id)).locales), ['en'])
})

t.test('another chain changes what would be published, never what is; publishing again brings the status back', async (t) => {
  const { store, ctx } = await aHouse(t)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, { slugField: null, fields: fields.filter(({ name }) => name !== 'slug') })
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Hello' } })
  const { id } = entry.row
  await publishEntry(ctx, id, { locales: ['de'] })
  const heads = () => store.publications.heads([id])
  const before = await heads()

  await changeLocale(ctx, 'de', { input: { fallback: null } })

  t.same(await heads(), before)
  t.match((await getEntry(ctx, id)).locales, { en: { status: 'published' }, de: { status: 'changed' } })
  await changeLocale(ctx, 'de', { input: { fallback: 'en' } })
  t.match((await getEntry(ctx, id)).locales, { en: { status: 'published' }, de: { status: 'published' } })
})

t.test('what is written again under another model keeps the stand-ins of its publish', async (t) => {
  const { store, ctx } = await aHouse(t)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  const type = await aType(ctx, { fields, slugField: 'slug' })
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Hello' } })
  await publishEntry(ctx, entry.row.id, { locales: ['de'] })
  await changeLocale(ctx, 'de', { input: { fallback: null } })

  await changeType(ctx, 'article', {
    input: { fields: type.fields.map((field) => (field.name === 'title' ? { ...field, unique: false } : field)) },
  })

  t.same(
    (await store.publications.heads([entry.row.id])).map(({ locale, slug }) => [locale, slug]),
    [
      ['de', 'hello'],
      ['en', 'hello'],
    ],
  )
})

t.test('an entry that is published in a new language is published there, not changed', async (t) => {
  const { ctx } = await aHouse(t)
  await aType(ctx, { fields })
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Hello' } })
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createLocale(ctx, { code: 'fr', label: 'Français' })

  await publishEntry(ctx, entry.row.id, { locales: ['de'] })

  const { status, locales } = await getEntry(ctx, entry.row.id)
  t.equal(status, 'published')
  t.match(locales, { en: { status: 'published' }, de: { status: 'published', publishedRevision: 1 } })
  await unpublishEntry(ctx, entry.row.id, { locales: ['de'] })
  t.match((await getEntry(ctx, entry.row.id)).locales, {
    en: { status: 'published' },
    de: { status: 'unpublished', publishedRevision: null },
  })
})

t.test('under another code a language keeps drafts, publications, history, statuses and unique values', async (t) => {
  const { store, ctx } = await aHouse(t)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createLocale(ctx, { code: 'gsw', label: 'Schwyzerdütsch', fallback: 'de' })
  await aType(ctx, { fields })
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Hello', de: 'Hallo' } })
  const { id } = entry.row
  await saveEntry(ctx, id, { fields: { title: { en: 'Hi' } }, baseRevision: 1 })

  const { locale, seq } = await changeLocale(ctx, 'de', { input: { code: 'de-DE' } })

  t.match(locale, { code: 'de-DE', formerCodes: [{ name: 'de' }] })
  t.match((await listLocales(ctx)).locales, [{ code: 'en' }, { code: 'de-DE' }, { code: 'gsw', fallback: 'de-DE' }])
  const renamed = await getEntry(ctx, id)
  t.same(renamed.fields['title'], { en: 'Hi', 'de-DE': 'Hallo' })
  t.match(renamed.locales, { en: { status: 'changed' }, 'de-DE': { status: 'published', outdated: ['/fields/title/de-DE'] } })
  t.same(
    (await store.publications.heads([id])).map((head) => [head.locale, head.slug, head.revision]),
    [
      ['de-DE', 'hallo', 1],
      ['en', 'hello', 1],
    ],
  )
  t.same((await getRevision(ctx, id, 1)).fields['title'], { en: 'Hello', 'de-DE': 'Hallo' })
  const other = await anEntry(ctx, { title: { en: 'Other', 'de-DE': 'Hallo' }, slug: { en: 'other', 'de-DE': 'anders' } })
  t.match((await refusal(publishEntry(ctx, other.row.id))).issues, [{ path: '/fields/title/de-DE', code: 'unique_taken', holderId: id }])
  t.equal(await store.log.seq(), seq)
})
