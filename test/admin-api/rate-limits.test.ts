import t from 'tap'
import { testApp } from '../support/test-app.ts'

t.test('an address that asks far too often is told to wait, before who asks is looked up', async (t) => {
  const { app } = await testApp(t, { limits: { requests: { count: 1, seconds: 3600, burst: 3 }, signIn: null } })
  const ask = (remoteAddress: string) => app.inject({ method: 'GET', url: '/admin/v1/me', remoteAddress })
  for (let count = 0; count < 3; count += 1)
    t.match(await ask('192.0.2.1'), { statusCode: 401, headers: { 'ratelimit-remaining': String(2 - count) } })
  t.match((await ask('192.0.2.1')).json(), { status: 429, code: 'too_many_requests' })
  t.equal((await ask('192.0.2.2')).statusCode, 401)
})

t.test('how often signing in may fail is a matter of configuration', async (t) => {
  const { ask, signInAs } = await testApp(t, { limits: { requests: null, signIn: { count: 2, seconds: 60 } } })
  const { email } = await signInAs('editor')
  const fail = async () => (await ask('POST', '/sessions', { email, password: 'not the right one' })).statusCode
  t.same([await fail(), await fail(), await fail()], [401, 401, 429])
})
