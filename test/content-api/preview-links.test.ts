import t, { type Test } from 'tap'
import { type Person, testApp } from '../support/test-app.ts'

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

/** A published note whose draft says something else, and somebody to show it to. */
async function aNote(t: Test) {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  await owner.ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })
  const title = { name: 'title', kind: 'text', localized: true }
  await owner.ask('POST', '/types', { name: 'note', fields: [title, { name: 'next', kind: 'reference', to: ['note'] }] })
  const other = (await owner.ask('POST', '/entries', { type: 'note', fields: { title: { en: 'Secret other' } } })).json().id
  const { id } = (await owner.ask('POST', '/entries', { type: 'note', fields: { title: { en: 'Public' } } })).json()
  await owner.ask('POST', `/entries/${id}/publish`)
  await owner.ask('PATCH', `/entries/${id}`, { fields: { title: { en: 'Draft', de: 'Entwurf' }, next: { _ref: other } }, baseRevision: 1 })
  const link = async (wish: object, maker: Person = owner) =>
    maker.ask('POST', `/entries/${id}/preview-links`, { locale: 'en', expiresAt: inHours(1), ...wish })
  const follow = async (url: string, more = '') =>
    app.app.inject({ method: 'GET', url: `${new URL(url).pathname}${new URL(url).search}${more}` })
  return { ...app, owner, id, other, link, follow }
}

t.test('whoever has a link sees the draft as it is, in its language, and nothing else that isn’t public', async (t) => {
  const { owner, id, other, link, follow, app } = await aNote(t)
  const made = await link({})
  t.equal(made.statusCode, 201)
  const { url } = made.json()

  const shown = await follow(url)
  t.equal(shown.statusCode, 200)
  t.match(shown.json().data, { _id: id, _type: 'note', _locale: 'en', title: 'Draft', next: null })
  t.match(shown.headers['cache-control'], 'private, no-store')
  await owner.ask('PATCH', `/entries/${id}`, { fields: { title: { en: 'Newer draft' } }, baseRevision: 2 })
  t.equal((await follow(url)).json().data.title, 'Newer draft')
  t.equal((await follow(url, '&select=title&include=next')).json().data.next, undefined)
  t.equal(
    (await app.inject({ method: 'GET', url: `/content/v1/entries/note/${id}` })).statusCode,
    404,
    'without it there is nothing to see',
  )

  const search = new URL(url).search
  for (const path of [`/note/${other}${search}`, `/note/${id}${search.replace('locale=en', 'locale=de')}`])
    t.equal((await app.inject({ method: 'GET', url: `/content/v1/entries${path}` })).statusCode, 404, path)
  for (const path of [`/entries/note${search}`, `/entries${search}`, `/sync${search}`])
    t.equal((await app.inject({ method: 'GET', url: `/content/v1${path}` })).statusCode, 400, path)
  for (const more of ['&seq=1', '&at=2026-01-01T00:00:00Z', '&perspective=drafts', `&preview=${'x'.repeat(64)}`])
    t.ok([400, 401].includes((await follow(url, more)).statusCode), more)
})

t.test('a link may show a revision, another language, or the entry in a release', async (t) => {
  const { owner, id, link, follow } = await aNote(t)
  t.equal((await follow((await link({ revision: 1 })).json().url)).json().data.title, 'Public')
  t.equal((await follow((await link({ locale: 'de' })).json().url)).json().data.title, 'Entwurf')

  const release = (await owner.ask('POST', '/releases', { name: 'Spring' })).json().id
  t.equal((await link({ release })).statusCode, 422, 'the entry isn’t in it yet')
  await owner.ask('POST', `/releases/${release}/items`, { items: [{ entryId: id, action: 'publish', revision: 1 }] })
  const inRelease = await link({ release })
  t.equal(inRelease.statusCode, 201, inRelease.body)
  t.equal((await follow(inRelease.json().url)).json().data.title, 'Public')
})

t.test(
  'a link that was taken back, or has expired, or whose entry or maker is gone, answers gone; one that was changed is no link',
  async (t) => {
    const { owner, id, link, follow, clock, signInAs } = await aNote(t)
    const [first, second] = [(await link({})).json(), (await link({ expiresAt: inHours(2) })).json()]
    t.equal((await owner.ask('DELETE', `/entries/${id}/preview-links/${first.id}`)).statusCode, 204)
    t.match([(await follow(first.url)).statusCode, (await follow(first.url)).json().code], [410, 'gone'])
    t.same(
      (await owner.ask('GET', `/entries/${id}/preview-links`)).json().data.map((one: { id: string }) => one.id),
      [second.id],
    )
    const credential = new URL(second.url).searchParams.get('preview') ?? ''
    const other = credential.startsWith('A') ? `B${credential.slice(1)}` : `A${credential.slice(1)}`
    t.equal((await follow(second.url.replace(credential, other))).statusCode, 401)

    const editor = await signInAs('editor')
    const theirs = (await link({}, editor)).json()
    t.equal((await follow(theirs.url)).statusCode, 200)
    await owner.ask('PATCH', `/users/${editor.id}`, { status: 'disabled' })
    t.equal((await follow(theirs.url)).statusCode, 410)

    clock.offsetMs = 3 * 3_600_000
    t.equal((await follow(second.url)).statusCode, 410)
    clock.offsetMs = 0
    t.equal((await follow(second.url)).statusCode, 200)
    await owner.ask('DELETE', `/entries/${id}`)
    await owner.ask('POST', `/entries/${id}/purge`)
    t.equal((await follow(second.url)).statusCode, 410)
  },
)

t.test('who may not write the entry makes no links, and wrong wishes are refused with their path', async (t) => {
  const { id, link, signInAs, owner } = await aNote(t)
  t.equal((await link({}, await signInAs('viewer'))).statusCode, 403)
  const wrong: [object, string][] = [
    [{ locale: 'fr' }, '/locale'],
    [{ expiresAt: inHours(-1) }, '/expiresAt'],
    [{ expiresAt: inHours(24 * 91) }, '/expiresAt'],
    [{ expiresAt: 'soon' }, '/expiresAt'],
    [{ revision: 9 }, '/revision'],
    [{ release: id }, '/release'],
    [{ revision: 1, release: id }, '/revision'],
  ]
  for (const [wish, path] of wrong) {
    const reply = await link(wish)
    t.match([reply.statusCode, reply.json().issues?.[0]?.path], [422, path], JSON.stringify(wish))
  }
  t.same((await owner.ask('GET', `/entries/${id}/preview-links`)).json().data, [])
})

t.test('where the type names a site’s address, the link leads there', async (t) => {
  const { owner, link, id } = await aNote(t)
  await owner.ask('PATCH', '/types/note', { previewUrl: 'https://www.example.org/preview?from=verso' })
  const url = new URL((await link({})).json().url)
  t.equal(url.origin + url.pathname, 'https://www.example.org/preview')
  t.match(Object.fromEntries(url.searchParams), { from: 'verso', type: 'note', id, locale: 'en' })
  t.match(url.searchParams.get('preview'), /^[\w-]{64}$/)
})

t.test('a link that a token made shows no more than that token may read, and ends with it', async (t) => {
  const { app, owner, id, other, follow } = await aNote(t)
  await owner.ask('POST', `/entries/${other}/publish`)
  const rules = [
    {
      actions: ['read', 'edit'],
      types: ['note'],
      where: { title: { startsWith: 'Draft' } },
      fields: { read: ['title'], write: ['title'] },
    },
  ]
  const token = (await owner.ask('POST', '/tokens', { name: 'Robot', kind: 'admin', rules })).json()
  const made = await app.inject({
    method: 'POST',
    url: `/admin/v1/entries/${id}/preview-links`,
    headers: { authorization: `Bearer ${token.token}` },
    payload: { locale: 'en', expiresAt: inHours(1) },
  })
  t.equal(made.statusCode, 201, made.body)
  const { url } = made.json()

  const shown = await follow(url)
  t.match(shown.json().data, { _id: id, title: 'Draft' })
  t.notOk('next' in shown.json().data, 'its maker reads this field, the token does not')
  t.equal((await follow(url, '&include=next')).statusCode, 400)
  await owner.ask('DELETE', `/tokens/${token.id}`)
  t.match((await follow(url)).json(), { status: 410, code: 'gone' })
})
