import { changeLocale, changeType, createLocale, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

/** Articles in two languages, categories that read alike in all. */
async function aSite(t: Test) {
  const store = await testStore(t)
  let now = new Date()
  const ctx = await aContext(store, { now: () => now })
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createLocale(ctx, { code: 'fr', label: 'Français' })
  await aType(ctx, { name: 'category', publicRead: true, slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const type = await aType(ctx, {
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'slug', kind: 'slug', localized: true, from: ['title'] },
      { name: 'body', kind: 'longText', localized: true },
      { name: 'rating', kind: 'integer' },
      { name: 'category', kind: 'reference', to: ['category'] },
      { name: 'related', kind: 'reference', to: ['article'], localized: true },
    ],
  })
  const { get } = await contentServer(t, ctx)
  const titles = async (query: string) => (await get(`/entries/article?${query}`)).json().data.map((one: { title: string }) => one.title)
  return { store, ctx, type, get, titles, later: (days: number) => (now = new Date(now.getTime() + days * 24 * 60 * 60 * 1000)) }
}

t.test('a language falls back by field at publish, and by entry where it is not published', async (t) => {
  const { ctx, get } = await aSite(t)
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Hello', de: 'Hallo' }, body: { en: 'Text' }, rating: 3 })
  const { id } = entry.row
  const english = await aPublishedEntry(ctx, { title: { en: 'Only' } })

  t.match((await get(`/entries/article/${id}?locale=de`)).json().data, { _locale: 'de', title: 'Hallo', body: 'Text', rating: 3 })
  t.match((await get(`/entries/article/${id}?locale=de&fallback=false`)).json().data, {
    _locale: 'de',
    title: 'Hallo',
    body: null,
    rating: 3,
  })
  t.match((await get(`/entries/article/${english.entry.row.id}?locale=de`)).json().data, { _locale: 'en', title: 'Only' })
  t.equal((await get(`/entries/article/${english.entry.row.id}?locale=de&fallback=false`)).statusCode, 404)
  t.equal((await get(`/entries/article/${id}?locale=fr`)).statusCode, 404)
  t.equal((await get('/entries/article?locale=xx')).statusCode, 400)
})

t.test('filters and sorts act on what is displayed', async (t) => {
  const { ctx, titles } = await aSite(t)
  await aPublishedEntry(ctx, { title: { en: 'Alpha', de: 'Zulu' }, body: { en: 'Same' } })
  await aPublishedEntry(ctx, { title: { en: 'Mike' }, body: { en: 'Same' } })
  const stood = await anEntry(ctx, { title: { en: 'Beta' }, body: { de: 'Eigen' } })
  await publishEntry(ctx, stood.row.id)

  t.same(await titles('locale=de&sort=title'), ['Beta', 'Mike', 'Zulu'])
  t.same(await titles('locale=en&sort=title'), ['Alpha', 'Beta', 'Mike'])
  t.same(await titles('locale=de&filter[body]=Same&sort=title'), ['Mike', 'Zulu'])
  t.same(await titles('locale=de&fallback=false&sort=title'), ['Zulu', null])
  t.same(await titles('locale=de&fallback=false&filter[body]=Same'), [])
  t.same(await titles('locale=de&fallback=false&filter[title][null]=true'), [null])
  t.same(await titles('locale=de&fallback=false&filter[slug]=beta'), [])
})

t.test('without stand-ins, what stands in inside of lists of components is not found either', async (t) => {
  const { ctx, get } = await aSite(t)
  await aType(ctx, {
    name: 'card',
    kind: 'component',
    slugField: null,
    titleField: null,
    fields: [
      { name: 'words', kind: 'text', localized: true },
      { name: 'category', kind: 'reference', to: ['category'], localized: true },
    ],
  })
  await aType(ctx, {
    name: 'page',
    publicRead: true,
    slugField: null,
    titleField: null,
    fields: [{ name: 'cards', kind: 'component', components: ['card'], many: true }],
  })
  const { entry: news } = await aPublishedEntry(ctx, { title: 'News' }, 'category')
  const { entry: extra } = await aPublishedEntry(ctx, { title: 'Extra' }, 'category')
  const cards = [
    { words: { en: 'Hello', de: 'Hallo' }, category: { en: { _ref: news.row.id }, de: { _ref: extra.row.id } } },
    { words: { en: 'World' }, category: { en: { _ref: news.row.id } } },
  ]
  await publishEntry(ctx, (await anEntry(ctx, { cards }, 'page')).row.id, { locales: ['en', 'de'] })
  const found = async (query: string) => (await get(`/entries/page?locale=de&${query}`)).json().data.length

  t.equal(await found('filter[cards.words]=World'), 1, 'with stand-ins it is there')
  t.equal(await found('fallback=false&filter[cards.words]=World'), 0)
  t.equal(await found('fallback=false&filter[cards.words]=Hallo'), 1)
  t.equal(await found('filter[cards.category.title]=News'), 1)
  t.equal(await found('fallback=false&filter[cards.category.title]=News'), 0)
  t.equal(await found('fallback=false&filter[cards.category.title]=Extra'), 1)
})

t.test('a link that stands in is no own value; a type without localised fields reads alike in every language', async (t) => {
  const { ctx, get, titles } = await aSite(t)
  const category = (await aPublishedEntry(ctx, { title: 'News' }, 'category')).entry.row.id
  const other = (await aPublishedEntry(ctx, { title: { en: 'Other', de: 'Anderes' } })).entry.row.id
  const { entry } = await aPublishedEntry(ctx, {
    title: { en: 'Hello', de: 'Hallo', fr: 'Salut' },
    category: { _ref: category },
    related: { en: { _ref: other } },
  })
  const { id } = entry.row

  t.match((await get(`/entries/article/${id}?locale=de&include=related`)).json().data, { related: { title: 'Anderes' } })
  t.equal((await get(`/entries/article/${id}?locale=de&fallback=false`)).json().data.related, null)
  t.same(await titles('locale=de&filter[related.title]=Anderes'), ['Hallo'])
  t.same(await titles('locale=de&fallback=false&filter[related.title]=Anderes'), [])
  t.match((await get(`/entries/article/${id}?locale=fr&include=category`)).json().data, { category: { _locale: 'en', title: 'News' } })
  t.same(await titles('locale=fr&filter[category.title]=News'), ['Salut'])
  const list = (await get('/entries/category?locale=fr&fallback=false&count=true')).json()
  t.match(list, { data: [{ title: 'News', _locale: 'en' }], page: { total: 1 } })
  t.match((await get(`/entries?ids=${category},${id}&locale=fr`)).json().data, [{ title: 'News' }, { title: 'Salut' }])
})

t.test('on request every localised value says the locale that it comes from', async (t) => {
  const { ctx, get } = await aSite(t)
  const other = (await aPublishedEntry(ctx, { title: { en: 'Other' } })).entry.row.id
  const { entry } = await aPublishedEntry(ctx, {
    title: { en: 'Hello', de: 'Hallo' },
    body: { en: 'Text' },
    rating: 3,
    related: { de: { _ref: other } },
  })
  const { id } = entry.row
  const from = (locale: string, source = id) => ({ locale, entry: source, revision: 1 })

  const one = (await get(`/entries/article/${id}?locale=de&sourceMap=true&include=related`)).json()
  const list = (await get('/entries/article?locale=de&sourceMap=true&select=title&sort=title')).json()

  t.same(one.sourceMap[id], { title: from('de'), slug: from('de'), body: from('en'), related: from('de') })
  t.same(one.sourceMap[other], { title: from('en', other), slug: from('en', other) })
  t.same(list.sourceMap, { [id]: { title: from('de') }, [other]: { title: from('en', other) } })
  t.notOk('sourceMap' in (await get(`/entries/article/${id}`)).json())
})

t.test('publishing, unpublishing or saving one language leaves the bytes of the others alone', async (t) => {
  const { ctx, get } = await aSite(t)
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Hello', de: 'Hallo', fr: 'Salut' } })
  const { id } = entry.row
  const german = async () => (await get(`/entries/article/${id}?locale=de`)).body
  const before = await german()

  await saveEntry(ctx, id, { fields: { title: { en: 'Hi', fr: 'Bonjour' }, body: { en: 'Text' }, rating: 2 }, baseRevision: 1 })
  await publishEntry(ctx, id, { locales: ['en'] })
  await unpublishEntry(ctx, id, { locales: ['fr'] })

  t.equal(await german(), before)
  t.equal((await get(`/entries/article/${id}?locale=fr`)).statusCode, 404)
  t.match((await get(`/entries/article/${id}`)).json().data, { title: 'Hi', rating: 2 })
})

t.test('under another code readers find the language by both codes, by the old one for thirty days; pinned reads too', async (t) => {
  const { ctx, get, later } = await aSite(t)
  const { entry, seq } = await aPublishedEntry(ctx, { title: { en: 'Hello', de: 'Hallo' }, body: { en: 'Text' } })
  const path = `/entries/article/${entry.row.id}`

  await changeLocale(ctx, 'de', { input: { code: 'de-DE' } })

  for (const locale of ['de', 'de-DE'])
    t.match((await get(`${path}?locale=${locale}&sourceMap=true`)).json(), {
      data: { _locale: 'de-DE', title: 'Hallo' },
      sourceMap: { [entry.row.id]: { title: { locale: 'de-DE' }, body: { locale: 'en' } } },
    })
  t.match((await get(`${path}?locale=de&seq=${seq}`)).json().data, { _locale: 'de-DE', title: 'Hallo' })
  await changeLocale(ctx, 'en', { input: { code: 'en-GB' } })
  t.match((await get(`${path}?locale=de&sourceMap=true`)).json().sourceMap[entry.row.id], { body: { locale: 'en-GB' } })
  later(31)
  t.equal((await get(`${path}?locale=de`)).statusCode, 400)
  t.match((await get(`${path}?locale=de-DE`)).json().data, { title: 'Hallo' })
})

t.test('another chain leaves what is published as it was, also when it is written again under another model', async (t) => {
  const { ctx, type, get } = await aSite(t)
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Hello', de: 'Hallo' }, body: { en: 'Text' } })
  const german = async () => (await get(`/entries/article/${entry.row.id}?locale=de&select=title,body,slug`)).json()
  const before = await german()

  await changeLocale(ctx, 'de', { input: { fallback: null } })
  t.same(await german(), before)
  await changeType(ctx, 'article', {
    input: { fields: type.fields.map((field) => (field.name === 'title' ? { ...field, unique: true } : field)) },
  })
  t.same(await german(), before)
})
