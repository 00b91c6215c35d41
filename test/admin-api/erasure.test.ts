import t from 'tap'
import { testApp } from '../support/test-app.ts'

t.test('an owner erases an entry, a file and a person; the answers name what is left: an id and a time', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const person = await signInAs('editor')
  await owner.ask('POST', '/types', { name: 'note', titleField: 'title', fields: [{ name: 'title', kind: 'text' }] })
  const { id } = (await person.ask('POST', '/entries', { type: 'note', fields: { title: 'Private' } })).json()
  await person.ask('POST', `/entries/${id}/publish`, {})

  const refused = await person.ask('POST', `/entries/${id}/erase`, {})
  const erased = await owner.ask('POST', `/entries/${id}/erase`, { reason: 'Case 12' })
  const gone = await owner.ask('POST', `/users/${person.id}/erase`, {})
  const again = await owner.ask('POST', `/entries/${id}/erase`, {})

  t.equal(refused.statusCode, 403)
  t.match(erased.json(), { id, kind: 'entry', erasedAt: String, media: [] })
  t.equal(erased.headers['verso-seq'], String(erased.json().seq))
  t.match(gone.json(), { id: person.id, kind: 'user', seq: null })
  t.equal(gone.headers['verso-seq'], undefined)
  t.equal(again.statusCode, 404)
  t.equal((await person.ask('GET', '/me')).statusCode, 401, 'their session is over')
  t.notOk((await owner.ask('GET', '/users')).json().data.some((user: { id: string }) => user.id === person.id))
})

t.test('what is not known is refused, and an id spelled in another way names nothing', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')

  t.equal((await owner.ask('POST', '/entries/x/erase', {})).statusCode, 404)
  t.equal((await owner.ask('POST', '/media/x/erase', {})).statusCode, 404)
  t.equal((await owner.ask('POST', '/users/x/erase', {})).statusCode, 404)
  t.equal((await owner.ask('POST', `/users/${owner.id}/erase`, { why: 'x' })).statusCode, 400)
})
