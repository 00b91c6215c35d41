import t from 'tap'
import { testApp } from '../support/test-app.ts'

t.test('preflight has exactly the members that the contract names, and says what publish says', async (t) => {
  const { signInAs } = await testApp(t)
  const { ask } = await signInAs('owner')
  await ask('POST', '/locales', { code: 'de', label: 'Deutsch' })
  const fields = [
    { name: 'title', kind: 'text', localized: true, required: true },
    { name: 'mood', kind: 'enum', options: ['good'], required: true },
  ]
  await ask('POST', '/types', { name: 'note', titleField: 'title', fields })
  const { id } = (await ask('POST', '/entries', { type: 'note', fields: { title: { en: 'Hello' } } })).json()

  const reply = await ask('POST', `/entries/${id}/preflight`, { action: 'publish', locales: ['en', 'de'] })
  const publish = await ask('POST', `/entries/${id}/publish`, { locales: ['en', 'de'] })

  t.equal(reply.statusCode, 200)
  t.strictSame(reply.json(), {
    revision: 1,
    verdict: 'refused',
    issues: [
      { severity: 'error', path: '/fields/mood', code: 'required', message: 'Mood is needed to publish' },
      { severity: 'error', path: '/fields/title/de', locale: 'de', code: 'required', message: 'Title is needed to publish' },
    ],
    changes: { en: ['/fields/title/en'], de: [] },
    targets: [],
    impact: { entries: { count: 0, sample: [] }, pages: [], webhooks: [], complete: true },
    hidden: 0,
  })
  t.equal(publish.statusCode, 422)
  t.same(
    publish.json().issues.map(({ path, code, message }: Record<string, string>) => [path, code, message]),
    reply.json().issues.map(({ path, code, message }: Record<string, string>) => [path, code, message]),
  )
})

t.test('what does not fit the route, an unknown language, an unknown entry', async (t) => {
  const { signInAs } = await testApp(t)
  const { ask } = await signInAs('owner')
  await ask('POST', '/types', { name: 'note', titleField: 'title', fields: [{ name: 'title', kind: 'text' }] })
  const { id } = (await ask('POST', '/entries', { type: 'note', fields: { title: 'Hello' } })).json()
  const codes = async (body: object, at = id) => (await ask('POST', `/entries/${at}/preflight`, body)).statusCode

  t.equal(await codes({ action: 'explode' }), 400)
  t.equal(await codes({ action: 'publish', at: 'tomorrow' }), 400)
  t.equal(await codes({ action: 'publish', force: true }), 400)
  t.equal(await codes({ action: 'publish', locales: ['xx'] }), 422)
  t.equal(await codes({ action: 'publish', at: '2030-01-01T00:00:00Z' }), 200)
  t.equal(await codes({ action: 'publish' }, 'x'), 404)
  t.equal(await codes({ action: 'purge' }), 200)
})

t.test('many at once: two that need one another are fine together, and each fault names its place', async (t) => {
  const { signInAs, store } = await testApp(t)
  const { ask } = await signInAs('owner')
  const fields = [
    { name: 'title', kind: 'text', required: true },
    { name: 'friend', kind: 'reference', to: ['note'], onMissingTarget: 'refuse' },
  ]
  await ask('POST', '/types', { name: 'note', titleField: 'title', fields: fields.slice(0, 1) })
  await ask('PATCH', '/types/note', { fields })
  const made = async (values: object) => (await ask('POST', '/entries', { type: 'note', fields: values })).json().id as string
  const one = await made({ title: 'One' })
  const two = await made({ title: 'Two', friend: { _ref: one } })
  const bad = await made({})
  await ask('PATCH', `/entries/${one}`, { fields: { friend: { _ref: two } }, baseRevision: 1 })
  const seq = await store.log.seq()

  const alone = await ask('POST', `/entries/${one}/preflight`, { action: 'publish' })
  const together = await ask('POST', '/entries/bulk/preflight', { action: 'publish', ids: [one, two] })
  const mixed = await ask('POST', '/entries/bulk/preflight', { action: 'publish', ids: [one, two, bad] })
  const release = (await ask('POST', '/releases', { name: 'Both' })).json()
  const empty = await ask('POST', `/releases/${release.id}/preflight`, {})
  await ask('POST', `/releases/${release.id}/items`, { items: [one, two].map((entryId) => ({ entryId, action: 'publish' })) })
  const whole = await ask('POST', `/releases/${release.id}/preflight`, {})

  t.match(alone.json(), { verdict: 'refused', issues: [{ path: '/fields/friend', code: 'target_unpublished' }] })
  t.match(together.json(), { revision: null, verdict: 'ok', issues: [], targets: [] })
  t.same(together.json().changes, {
    en: ['/items/0/fields/title', '/items/0/fields/friend', '/items/1/fields/title', '/items/1/fields/friend'],
  })
  t.match(mixed.json(), { verdict: 'refused', issues: [{ path: '/items/2/fields/title', code: 'required' }] })
  t.match(empty.json(), { verdict: 'refused', issues: [{ path: '/items', code: 'required' }] })
  t.match(whole.json(), { verdict: 'ok', issues: [] })
  t.equal(await store.log.seq(), seq, 'nothing was done')
  t.equal((await ask('POST', `/releases/${release.id}/publish`, {})).statusCode, 200)
  t.equal((await ask('POST', `/releases/${release.id}/preflight`, {})).statusCode, 409)
  t.equal((await ask('POST', '/entries/bulk/preflight', { action: 'publish', ids: [] })).statusCode, 400)
})
