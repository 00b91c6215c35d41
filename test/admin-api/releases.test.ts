import t from 'tap'
import { anEntry, aType } from '../support/builders.ts'
import { testApp } from '../support/test-app.ts'

t.test('a release from its making to its taking back', async (t) => {
  const { system, signInAs } = await testApp(t)
  await aType(system)
  const entryId = (await anEntry(system, { title: 'Hello' })).row.id
  const editor = await signInAs('editor')

  const made = await editor.ask('POST', '/releases', { name: 'Spring', publishAt: '2100-04-01T09:00', timeZone: 'Europe/Berlin' })
  t.equal(made.statusCode, 201)
  const { id } = made.json()
  t.equal(made.headers.location, `/admin/v1/releases/${id}`)
  t.match(made.json(), { name: 'Spring', state: 'scheduled', publishAt: '2100-04-01T07:00:00.000Z', timeZone: 'Europe/Berlin', items: [] })
  t.equal((await editor.ask('PATCH', `/releases/${id}`, { publishAt: null })).json().state, 'open')
  const added = await editor.ask('POST', `/releases/${id}/items`, { items: [{ entryId, action: 'publish' }] })
  t.match(added.json(), { itemCount: 1, items: [{ entryId, action: 'publish' }] })
  t.equal(added.statusCode, 201)

  const published = await editor.ask('POST', `/releases/${id}/publish`)
  t.equal(published.statusCode, 200)
  t.match(published.json(), { conflicts: [] })
  t.equal(published.headers['verso-seq'], String(published.json().seq))
  t.match((await editor.ask('GET', '/releases')).json(), { data: [{ id, state: 'published' }], page: { next: null } })
  t.equal((await editor.ask('POST', `/releases/${id}/publish`)).statusCode, 409)

  const reverted = await editor.ask('POST', `/releases/${id}/revert`)
  t.match(reverted.json(), { seq: published.json().seq + 1, conflicts: [] })
  t.equal((await editor.ask('GET', `/entries/${entryId}`)).json().status, 'unpublished')
  t.equal((await editor.ask('DELETE', `/releases/${id}`)).statusCode, 204)
  t.equal((await editor.ask('GET', `/releases/${id}`)).statusCode, 404)
})

t.test('items are taken out by their id or by the entry', async (t) => {
  const { system, signInAs } = await testApp(t)
  await aType(system)
  const [one, two] = [(await anEntry(system, { title: 'One' })).row.id, (await anEntry(system, { title: 'Two' })).row.id]
  const editor = await signInAs('editor')
  const { id } = (await editor.ask('POST', '/releases', { name: 'Spring' })).json()
  const { items } = (
    await editor.ask('POST', `/releases/${id}/items`, { items: [one, two].map((entryId) => ({ entryId, action: 'publish' })) })
  ).json()

  t.equal((await editor.ask('DELETE', `/releases/${id}/items/${items[0].id}`)).statusCode, 204)
  t.equal((await editor.ask('DELETE', `/releases/${id}/items/${two}`)).statusCode, 204)
  t.equal((await editor.ask('DELETE', `/releases/${id}/items/${two}`)).statusCode, 404)
  t.same((await editor.ask('GET', `/releases/${id}`)).json().items, [])
})

t.test('releases need the right to manage them; wrong bodies are told', async (t) => {
  const { signInAs } = await testApp(t)
  const author = await signInAs('author')
  const editor = await signInAs('editor')
  const id = '0e000000-0000-7000-8000-00000000000a'

  for (const [method, path] of [
    ['GET', '/releases'],
    ['GET', `/releases/${id}`],
    ['POST', `/releases/${id}/publish`],
    ['POST', `/releases/${id}/revert`],
    ['DELETE', `/releases/${id}`],
  ] as const)
    t.equal((await author.ask(method, path)).statusCode, 403, path)
  t.equal((await author.ask('POST', '/releases', { name: 'x' })).statusCode, 403)
  for (const body of [{}, { name: '' }, { name: 'x', colour: 'red' }, { name: 7 }])
    t.equal((await editor.ask('POST', '/releases', body)).statusCode, 400, JSON.stringify(body))
  t.equal((await editor.ask('POST', '/releases', { name: 'x', publishAt: 'soon' })).statusCode, 422)
  t.equal((await editor.ask('GET', `/releases/${id}`)).statusCode, 404)
  t.equal((await editor.ask('GET', '/releases?after=x')).statusCode, 400)
})

t.test('more than a hundred entries are answered with a job', async (t) => {
  const { system, signInAs } = await testApp(t)
  await aType(system)
  const editor = await signInAs('editor')
  const ids = Array.from({ length: 101 }, (_, index) => `0e000000-0000-7000-8000-${String(index).padStart(12, '0')}`)

  const reply = await editor.ask('POST', '/entries/bulk', { action: 'publish', ids })

  t.equal(reply.statusCode, 202)
  const { job } = reply.json()
  t.equal(reply.headers.location, `/admin/v1/jobs/${job}`)
  t.match((await editor.ask('GET', `/jobs/${job}`)).json(), { state: 'pending', done: 0, total: 101, failed: 0, results: [], next: '-1' })
  t.match((await editor.ask('POST', `/jobs/${job}/cancel`)).json(), { state: 'cancelled', next: null })
  t.equal((await editor.ask('GET', `/jobs/${ids[0]}`)).statusCode, 404)
  t.equal((await editor.ask('GET', `/jobs/${job}?after=x`)).statusCode, 400)
})
