import t from 'tap'
import { testApp } from '../support/test-app.ts'

const german = { code: 'de', label: 'Deutsch', fallback: 'en' }

t.test('a language is added, listed, changed and removed; answers carry its address, the tag of the model and the seq', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')

  const made = await owner.ask('POST', '/locales', { ...german, code: 'DE' })
  t.equal(made.statusCode, 201)
  t.equal(made.headers.location, '/admin/v1/locales/de')
  t.equal(made.headers['verso-seq'], '1')
  t.same(made.json(), { ...german, default: false })
  const listed = await owner.ask('GET', '/locales')
  t.equal(listed.headers.etag, made.headers.etag)
  t.match(listed.json(), { data: [{ code: 'en', default: true }, made.json()], page: { next: null } })
  t.match((await owner.ask('GET', '/model')).json(), { locales: [{ code: 'en' }, { code: 'de' }] })

  const changed = await owner.ask('PATCH', '/locales/de', { default: true, fallback: null }, { 'if-match': String(made.headers.etag) })
  t.same(changed.json(), { code: 'de', label: 'Deutsch', default: true, fallback: null })
  t.match((await owner.ask('GET', '/locales')).json().data, [
    { code: 'de', default: true },
    { code: 'en', default: false },
  ])
  const same = await owner.ask('PATCH', '/locales/de', { label: 'Deutsch' })
  t.equal(same.statusCode, 200)
  t.notOk('verso-seq' in same.headers)

  const renamed = await owner.ask('PATCH', '/locales/en', { code: 'en-GB', label: 'English (UK)' })
  t.match(renamed.json(), { code: 'en-GB', label: 'English (UK)', formerCodes: [{ name: 'en', until: /Z$/ }] })
  const gone = await owner.ask('DELETE', '/locales/en-GB')
  t.equal(gone.statusCode, 204)
  t.equal(gone.headers['verso-seq'], '4')
  t.same((await owner.ask('GET', '/locales')).json().data, [changed.json()])
})

t.test('faults have their status and place', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const { headers } = await owner.ask('GET', '/locales')
  await owner.ask('POST', '/locales', german)
  const told = async (...request: Parameters<typeof owner.ask>) => {
    const reply = await owner.ask(...request)
    const { code, issues = [] } = reply.json()
    return [reply.statusCode, code, ...issues.map((issue: { path: string }) => issue.path)]
  }

  t.same(await told('PATCH', '/locales/en', { fallback: 'de' }), [422, 'invalid_value', '/fallback'])
  t.same(await told('POST', '/locales', { code: '??', label: 'x' }), [422, 'invalid_value', '/code'])
  t.same(await told('POST', '/locales', { code: 'de', label: 'x' }), [409, 'name_taken', '/code'])
  t.same((await told('POST', '/locales', { code: 'fr' })).slice(0, 2), [400, 'invalid_request'])
  t.same((await told('POST', '/locales', { ...german, extra: 1 })).slice(0, 2), [400, 'invalid_request'])
  t.same(await told('PATCH', '/locales/fr', { label: 'x' }), [404, 'not_found'])
  t.same(await told('DELETE', '/locales/en'), [409, 'in_use'])
  t.same(await told('PATCH', '/locales/de', { label: 'x' }, { 'if-match': String(headers.etag) }), [412, 'stale'])
  t.same(await told('DELETE', '/locales/de', undefined, { 'if-match': String(headers.etag) }), [412, 'stale'])
  const editor = await signInAs('editor')
  t.equal((await editor.ask('GET', '/locales')).statusCode, 200)
  t.equal((await editor.ask('POST', '/locales', { code: 'fr', label: 'Français' })).statusCode, 403)
})

t.test('an entry tells how it stands in each language; translations are confirmed', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/locales', german)
  await owner.ask('POST', '/types', {
    name: 'page',
    titleField: 'title',
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'rating', kind: 'integer' },
    ],
  })
  const made = (await owner.ask('POST', '/entries', { type: 'page', fields: { title: { en: 'Hello', de: 'Hallo' } } })).json()
  t.same(made.locales, {
    en: { status: 'draft', publishedRevision: null, outdated: [] },
    de: { status: 'draft', publishedRevision: null, outdated: [] },
  })

  await owner.ask('POST', `/entries/${made.id}/publish`, { locales: ['de'] })
  const saved = await owner.ask('PATCH', `/entries/${made.id}`, { fields: { title: { en: 'Hi' } }, baseRevision: 1 })
  t.same(saved.json().locales, {
    en: { status: 'draft', publishedRevision: null, outdated: [] },
    de: { status: 'published', publishedRevision: 1, outdated: ['/fields/title/de'] },
  })
  const confirmed = await owner.ask('POST', `/entries/${made.id}/translations/confirm`, { locale: 'de' }, { 'if-match': '"2"' })
  t.equal(confirmed.statusCode, 200)
  t.same([confirmed.json().revision, confirmed.json().locales.de.outdated], [2, []])
  t.equal((await owner.ask('POST', `/entries/${made.id}/translations/confirm`, { locale: 'de' }, { 'if-match': '"1"' })).statusCode, 412)
  t.equal((await owner.ask('POST', `/entries/${made.id}/translations/confirm`, { locale: 'fr' })).statusCode, 422)
  t.equal((await owner.ask('DELETE', '/locales/de')).statusCode, 409)
  const list = await owner.ask('GET', '/entries?type=page&filter%5B_localeStatus%5D%5Bde%5D=published&locale=de&fallback=false')
  t.match(list.json(), { data: [{ id: made.id }] })
})

t.test('an entry tells when and by whom it was published first and last, and last changed, in each language', async (t) => {
  const { signInAs } = await testApp(t)
  const [owner, editor] = [await signInAs('owner'), await signInAs('editor')]
  await owner.ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })
  await owner.ask('POST', '/types', { name: 'page', fields: [{ name: 'title', kind: 'text', localized: true }] })
  const { id } = (await owner.ask('POST', '/entries', { type: 'page', fields: { title: { en: 'Hi', de: 'Hallo' } } })).json()
  await owner.ask('POST', `/entries/${id}/publish`, { locales: ['en'] })
  await editor.ask('PATCH', `/entries/${id}`, { fields: { title: { en: 'Hello' } }, baseRevision: 1 })
  await editor.ask('POST', `/entries/${id}/publish`, { locales: ['en'] })
  const { publishedAt, ...published } = (await owner.ask('GET', `/entries/${id}`)).json()
  await owner.ask('POST', `/entries/${id}/unpublish`, {})

  const entry = (await owner.ask('GET', `/entries/${id}`)).json()

  t.match(entry, {
    publishedAt,
    firstPublishedAt: published.firstPublishedAt,
    publishedBy: { id: editor.id },
    firstPublishedBy: { id: owner.id },
  })
  t.match(entry.localeTimes.en, {
    publishedAt,
    publishedBy: { id: editor.id },
    firstPublishedBy: { id: owner.id },
    updatedBy: { id: editor.id },
  })
  t.match(entry.localeTimes.de, {
    publishedAt: null,
    publishedBy: null,
    firstPublishedAt: null,
    updatedBy: { id: owner.id },
    updatedAt: entry.createdAt,
  })
  const list = async (query: string) => (await owner.ask('GET', `/entries?type=page&${query}`)).json().data.length
  t.equal(await list(`filter[_publishedAt.en][gte]=${publishedAt}&filter[_updatedBy.de]=${owner.id}&sort=-_publishedAt.en`), 1)
  t.equal(await list(`filter[_publishedAt.de][null]=false`), 0)
  t.equal((await owner.ask('GET', '/entries?type=page&filter[_publishedAt.fr][null]=true')).statusCode, 400)
})
