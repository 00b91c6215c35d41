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

t.test('filters narrow, all at once; a wrong one is refused', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const made = (
    await owner.ask('POST', '/users', { email: 'bob@example.org', name: 'Bob', roles: ['viewer'], password: goodPassword })
  ).json()
  await owner.ask('PATCH', `/users/${made.id}`, { name: 'Robert' })
  const actions = async (query: string) =>
    (await owner.ask('GET', `/audit?${query}`)).json().data.map(({ action }: { action: string }) => action)

  t.same(await actions('action=user.*'), ['user.change', 'user.create'])
  t.same(await actions('action=user.change'), ['user.change'])
  t.same(await actions(`action=user.*&target=${made.id}&actor=${owner.id}&outcome=done&targetKind=user`), ['user.change', 'user.create'])
  t.same(await actions('action=user.*&outcome=refused'), [])
  t.same(await actions('action=user.*&to=2000-01-01'), [])
  t.same(await actions('action=user.*&from=2000-01-01'), ['user.change', 'user.create'])
  for (const wrong of ['action=', 'outcome=maybe', 'from=yesterday', 'nothing=1']) {
    t.equal((await owner.ask('GET', `/audit?${wrong}`)).json().code, 'invalid_query', wrong)
  }
})

t.test('the audit as CSV: all that was asked for, told, and no cell is a formula', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const editor = await signInAs('editor')
  await owner.ask('POST', '/users', { email: 'eve@example.org', name: '=1+1', roles: ['viewer'], password: goodPassword })
  const csv = { accept: 'text/csv' }

  const reply = await owner.ask('GET', '/audit?action=user.create', undefined, csv)
  t.match(reply.headers, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="audit.csv"' })
  const lines = reply.body.split('\r\n')
  t.equal(lines[0], 'id,at,action,outcome,actorKind,actorId,actorName,targetKind,targetId,before,after,address,requestId')
  t.equal(lines.length, 3, 'a head, a row, and the end of the last line')
  t.match(lines[1], /,user\.create,done,user,[^,]+,The owner,user,[^,]+,,"\{""/)
  t.equal((await editor.ask('GET', '/audit', undefined, csv)).statusCode, 403)
  t.match((await owner.ask('GET', '/audit?limit=1')).json().data, [{ action: 'audit.export', actor: { id: owner.id } }])
})
