import t from 'tap'
import { testApp } from '../support/test-app.ts'

t.test('settings are read and changed by those who are trusted with them', async (t) => {
  const { signInAs } = await testApp(t)
  const [owner, editor] = [await signInAs('owner'), await signInAs('editor')]

  const read = await owner.ask('GET', '/settings')
  t.same(read.json(), { revision: 1, trashDays: 30, historyDays: null, secondFactorRoles: [] })
  t.equal(read.headers.etag, '"1"')
  const changed = await owner.ask('PATCH', '/settings', { trashDays: 14 }, { 'if-match': '"1"' })
  t.same(changed.json(), { revision: 2, trashDays: 14, historyDays: null, secondFactorRoles: [] })
  t.equal(changed.headers.etag, '"2"')

  t.equal((await owner.ask('PATCH', '/settings', { trashDays: 15 }, { 'if-match': '"1"' })).statusCode, 412)
  t.match((await owner.ask('PATCH', '/settings', { trashDays: 0 })).json(), { status: 422, issues: [{ path: '/trashDays' }] })
  for (const body of [{ trashDays: 'soon' }, { trashDays: 1.5 }, { colour: 'red' }])
    t.equal((await owner.ask('PATCH', '/settings', body)).statusCode, 400)
  t.equal((await editor.ask('GET', '/settings')).statusCode, 403)
  t.equal((await editor.ask('PATCH', '/settings', { trashDays: 3 })).statusCode, 403)
})
