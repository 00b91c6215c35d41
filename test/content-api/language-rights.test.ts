import t from 'tap'
import { testApp } from '../support/test-app.ts'

t.test('a token reads the languages that it is good for, and hears of no others', async (t) => {
  const { app, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })
  await owner.ask('POST', '/types', {
    name: 'post',
    slugField: null,
    fields: [{ name: 'title', kind: 'text', localized: true, searchable: true }],
  })
  const make = async (title: Record<string, string>) => {
    const { id } = (await owner.ask('POST', '/entries', { type: 'post', fields: { title } })).json()
    await owner.ask('POST', `/entries/${id}/publish`, {})
    return id
  }
  const [both, english] = [await make({ en: 'Hello', de: 'Hallo' }), await make({ en: 'Only' })]
  const reader = async (scope: object) => {
    const { token } = (await owner.ask('POST', '/tokens', { name: 'x', kind: 'content', ...scope })).json()
    return async (path: string) => {
      const reply = await app.inject({ url: `/content/v1${path}`, headers: { authorization: `Bearer ${token}` } })
      return { status: reply.statusCode, body: reply.json() }
    }
  }
  const titles = ({ body }: { body: { data: { title: string; _locale: string }[] } }) =>
    body.data.map(({ title, _locale }) => `${_locale} ${title}`)

  const german = await reader({ types: ['post'], locales: ['de'] })
  t.same(titles(await german('/entries/post?locale=de&count=true')), ['de Hallo'])
  t.same(titles(await german('/entries/post?locale=en')), [])
  t.equal((await german(`/entries/post/${english}?locale=de`)).status, 404, 'nor by standing in')
  t.equal((await german('/entries/post?locale=de&count=true')).body.page.total, 1)
  t.same(
    (await german('/sync')).body.items.map(({ entry }: { entry: { _id: string; _locale: string } }) => [entry._id, entry._locale]),
    [[both, 'de']],
  )
  const en = await reader({ rules: [{ actions: ['read'], types: ['post'], locales: ['en'] }] })
  t.same(titles(await en('/entries/post?locale=de&sort=title')), ['en Hello', 'en Only'], 'what may not be read stands in nobody’s way')
  t.equal((await owner.ask('POST', '/tokens', { name: 'x', kind: 'content', types: ['post'], locales: ['xx'] })).statusCode, 422)
})
