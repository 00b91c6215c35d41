import t from 'tap'
import { goodPassword, testApp } from '../support/test-app.ts'

t.test('changes, sign-ins and refused sign-ins are told, newest first, page by page', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const made = (
    await owner.ask('POST', '/users', { email: 'bob@example.org', name: 'Bob', roles: ['viewer'], password: goodPassword })
  ).json()
  await owner.ask('PATCH', `/users/${made.id}`, { roles: ['editor'] })
  await ask('POST', '/sessions', { email: 'bob@example.org', password: 'wrong' })

  const first = (await owner.ask('GET', '/audit?limit=2')).json()

  t.match(first.data, [
    {
      action: 'session.create',
      outcome: 'refused',
      actor: { kind: 'public', id: null },
      target: { kind: 'user', id: made.id },
      address: '127.0.0.1',
    },
    {
      action: 'user.change',
      outcome: 'done',
      actor: { kind: 'user', id: owner.id, name: 'The owner' },
      before: { roles: ['viewer'] },
      after: { roles: ['editor'] },
      requestId: String,
    },
  ])
  const second = (await owner.ask('GET', `/audit?limit=2&after=${first.page.next}`)).json()
  t.match(second.data, [{ action: 'user.create', after: { email: 'bob@example.org' } }, { action: 'session.create' }])
  t.equal(second.page.next, null)
  t.match((await owner.ask('GET', '/audit?limit=1')).json().data, [{ action: 'audit.read' }])
  t.notMatch(JSON.stringify(second), /argon2|otters/)
})

t.test('only who is trusted with the audit reads it', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const editor = await signInAs('editor')
  const owner = await signInAs('owner')
  t.equal((await ask('GET', '/audit')).statusCode, 401)
  t.equal((await editor.ask('GET', '/audit')).statusCode, 403)
  t.equal((await owner.ask('GET', '/audit?limit=0')).json().code, 'invalid_query')
  t.equal((await owner.ask('GET', '/audit?after=x')).json().code, 'cursor_invalid')
  t.equal((await owner.ask('GET', '/audit?after=99999999999999999999999')).json().code, 'cursor_invalid')
})
