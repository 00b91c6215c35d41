import { createHmac } from 'node:crypto'
import { deriveKey } from '@verso/core'
import t from 'tap'
import { cookieOf, goodPassword, testApp } from '../support/test-app.ts'

const hour = 60 * 60 * 1000

t.test('signing in answers alike for a wrong password, an unknown and a disabled account', async (t) => {
  const { ask, signInAs, store } = await testApp(t)
  const ada = await signInAs('editor')
  const bob = await signInAs('editor')
  await store.users.update(bob.id, { status: 'disabled' })

  const replies = await Promise.all([
    ask('POST', '/sessions', { email: ada.email, password: 'not the right one' }),
    ask('POST', '/sessions', { email: 'nobody@example.org', password: goodPassword }),
    ask('POST', '/sessions', { email: bob.email, password: goodPassword }),
    ask('POST', '/sessions', { email: 'no address at all', password: goodPassword }),
  ])

  const seen = replies.map((reply) => ({ ...reply.json(), instance: '' }))
  t.same(seen, [seen[0], seen[0], seen[0], seen[0]])
  t.match(seen[0], { status: 401, code: 'invalid_credentials' })
  t.ok(replies.every((reply) => reply.cookies.length === 0))
})

t.test('the refresh token travels in a cookie that scripts and other routes never see', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const ada = await signInAs('editor')

  const local = await ask('POST', '/sessions', { email: ada.email, password: goodPassword })
  t.match(local.cookies, [{ name: 'verso_refresh', path: '/admin/v1/sessions', httpOnly: true, sameSite: 'Strict', secure: undefined }])
  const elsewhere = await ask('POST', '/sessions', { email: ada.email, password: goodPassword }, { host: 'cms.example.org' })
  t.match(elsewhere.cookies, [{ name: '__Secure-verso_refresh', httpOnly: true, sameSite: 'Strict', secure: true }])
  t.notMatch(local.body, cookieOf(local).split('=')[1] ?? 'no cookie')
})

t.test('a refresh token works once; its second use ends the whole session', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const ada = await signInAs('editor')

  const refreshed = await ask('POST', '/sessions/refresh', undefined, { cookie: ada.cookie })
  t.equal(refreshed.statusCode, 200)
  const next = cookieOf(refreshed)
  t.not(next, ada.cookie)

  const reused = await ask('POST', '/sessions/refresh', undefined, { cookie: ada.cookie })
  t.match(reused.json(), { status: 401, code: 'session_ended' })
  t.equal((await ask('POST', '/sessions/refresh', undefined, { cookie: next })).statusCode, 401)
  t.equal((await ada.ask('GET', '/me')).json().code, 'session_ended')
})

t.test('of two refreshes at once with one token, one gets the next token and the other ends the session', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const ada = await signInAs('editor')
  const press = () => ask('POST', '/sessions/refresh', undefined, { cookie: ada.cookie })
  t.same((await Promise.all([press(), press()])).map((reply) => reply.statusCode).sort(), [200, 401])
})

t.test('a session ends after twelve idle hours and after seven days in any case', async (t) => {
  const { ask, signInAs, clock } = await testApp(t)
  const idle = await signInAs('editor')
  const busy = await signInAs('editor')
  let cookie = busy.cookie
  clock.offsetMs = 11 * hour
  cookie = cookieOf(await ask('POST', '/sessions/refresh', undefined, { cookie }))
  clock.offsetMs = 13 * hour
  t.equal((await ask('POST', '/sessions/refresh', undefined, { cookie: idle.cookie })).statusCode, 401)
  for (let at = 22; at < 7 * 24; at += 11) {
    clock.offsetMs = at * hour
    const reply = await ask('POST', '/sessions/refresh', undefined, { cookie })
    t.equal(reply.statusCode, 200)
    cookie = cookieOf(reply)
  }
  clock.offsetMs = 7 * 24 * hour + 1
  t.equal((await ask('POST', '/sessions/refresh', undefined, { cookie })).statusCode, 401)
})

t.test('signing out ends the session at once, and is fine when it is over', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const ada = await signInAs('editor')

  t.equal((await ask('DELETE', '/sessions/current', undefined, { cookie: ada.cookie })).statusCode, 204)

  t.equal((await ada.ask('GET', '/me')).json().code, 'session_ended')
  t.equal((await ask('DELETE', '/sessions/current', undefined, { cookie: ada.cookie })).statusCode, 204)
  t.equal((await ask('DELETE', '/sessions/current')).statusCode, 204)

  const program = await signInAs('editor')
  t.equal((await program.ask('DELETE', '/sessions/current')).statusCode, 204)
  t.equal((await program.ask('GET', '/me')).json().code, 'session_ended')
  t.equal((await program.ask('DELETE', '/sessions/current')).statusCode, 204)
  t.equal((await program.ask('GET', '/setup')).statusCode, 200)
})

t.test('one sees where one is signed in, and ends one session, or all others', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const ada = await signInAs('editor')
  const eve = await signInAs('editor')
  const again = (await ask('POST', '/sessions', { email: ada.email, password: goodPassword }, { 'user-agent': 'Telephone' })).json()
  const listed = (await ada.ask('GET', '/sessions')).json()
  t.match(listed.data, [
    { device: 'Telephone', current: false },
    { current: true, address: '127.0.0.1' },
  ])

  t.equal((await eve.ask('DELETE', `/sessions/${listed.data[0].id}`)).statusCode, 404)
  t.equal((await ada.ask('DELETE', '/sessions')).statusCode, 204)

  t.equal((await ask('GET', '/me', undefined, { authorization: `Bearer ${again.accessToken}` })).statusCode, 401)
  t.equal((await ada.ask('GET', '/me')).statusCode, 200)
  t.equal((await ada.ask('DELETE', `/sessions/${listed.data[1].id}`)).statusCode, 204)
  t.equal((await ada.ask('GET', '/me')).statusCode, 401)
})

t.test('who manages people sees where others are signed in and ends that, but not of those above them', async (t) => {
  const { ask, signInAs, store } = await testApp(t)
  const [owner, administrator, ada] = [await signInAs('owner'), await signInAs('administrator'), await signInAs('editor')]
  const again = (await ask('POST', '/sessions', { email: ada.email, password: goodPassword }, { 'user-agent': 'Telephone' })).json()
  const listed = (await administrator.ask('GET', `/sessions?user=${ada.id}`)).json().data
  t.match(listed, [{ device: 'Telephone', current: false, address: '127.0.0.1' }, { current: false }])

  t.equal((await administrator.ask('DELETE', `/sessions/${listed[0].id}`)).statusCode, 204)
  t.equal((await ask('GET', '/me', undefined, { authorization: `Bearer ${again.accessToken}` })).statusCode, 401)
  t.equal((await ada.ask('GET', '/me')).statusCode, 200)
  t.equal((await administrator.ask('DELETE', `/sessions?user=${ada.id}`)).statusCode, 204)
  t.equal((await ada.ask('GET', '/me')).statusCode, 401)

  const [above] = (await owner.ask('GET', '/sessions')).json().data
  t.equal((await administrator.ask('DELETE', `/sessions/${above.id}`)).statusCode, 403)
  t.equal((await administrator.ask('DELETE', `/sessions?user=${owner.id}`)).statusCode, 403)
  const editor = await signInAs('editor')
  t.equal((await editor.ask('GET', `/sessions?user=${owner.id}`)).statusCode, 403)
  t.equal((await editor.ask('DELETE', `/sessions?user=${owner.id}`)).statusCode, 403)
  for (const id of ['nonsense', '00000000-0000-7000-8000-000000000000'])
    t.equal((await owner.ask('DELETE', `/sessions?user=${id}`)).statusCode, 404, id)
  t.equal((await owner.ask('GET', '/me')).statusCode, 200)
  t.match(
    (await store.audit.list({ limit: 5 })).find(({ action }) => action === 'session.end_others'),
    {
      actorId: administrator.id,
      targetId: ada.id,
    },
  )
})

t.test('a new password needs the present one and ends all other sessions', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const ada = await signInAs('editor')
  const other = (await ask('POST', '/sessions', { email: ada.email, password: goodPassword })).json()

  const wrong = await ada.ask('PATCH', '/me', { password: { current: 'something else', new: 'walruses compose sonatas' } })
  t.match(wrong.json(), { status: 422, issues: [{ path: '/password/current' }] })
  const weak = await ada.ask('PATCH', '/me', { password: { current: goodPassword, new: 'passwordpassword1' } })
  t.match(weak.json(), { status: 422, code: 'weak_password', issues: [{ path: '/password/new' }] })
  t.equal((await ada.ask('PATCH', '/me', { password: { current: goodPassword, new: 'walruses compose sonatas' } })).statusCode, 200)

  t.equal((await ada.ask('GET', '/me')).statusCode, 200)
  t.equal((await ask('GET', '/me', undefined, { authorization: `Bearer ${other.accessToken}` })).statusCode, 401)
  t.equal((await ask('POST', '/sessions', { email: ada.email, password: goodPassword })).statusCode, 401)
  t.equal((await ask('POST', '/sessions', { email: ada.email, password: 'walruses compose sonatas' })).statusCode, 201)
})

t.test('disabling and a change of roles take effect at the next request', async (t) => {
  const { signInAs, store } = await testApp(t)
  const ada = await signInAs('owner')
  t.equal((await ada.ask('GET', '/users')).statusCode, 200)
  await store.users.update(ada.id, { roles: ['viewer'] })
  t.equal((await ada.ask('GET', '/users')).statusCode, 403)
  await store.users.update(ada.id, { status: 'disabled' })
  t.equal((await ada.ask('GET', '/me')).statusCode, 401)
})

t.test('five failures shut an account for an address, without shutting it for others; only failures count', async (t) => {
  const { app, ask, signInAs, clock } = await testApp(t)
  const ada = await signInAs('editor')
  for (let count = 0; count < 6; count += 1)
    t.equal((await ask('POST', '/sessions', { email: ada.email, password: goodPassword })).statusCode, 201)
  for (let count = 0; count < 5; count += 1)
    t.equal((await ask('POST', '/sessions', { email: ada.email, password: 'wrong' })).statusCode, 401)

  const shut = await ask('POST', '/sessions', { email: ada.email, password: goodPassword }, { 'x-forwarded-for': '203.0.113.9' })
  t.match(shut.json(), { status: 429, code: 'too_many_requests' })
  t.ok(Number(shut.headers['retry-after']) > 800)
  const elsewhere = await app.inject({
    method: 'POST',
    url: '/admin/v1/sessions',
    payload: { email: ada.email, password: goodPassword },
    remoteAddress: '203.0.113.9',
  })
  t.equal(elsewhere.statusCode, 201)

  clock.offsetMs = 15 * 60 * 1000 + 1000
  t.equal((await ask('POST', '/sessions', { email: ada.email, password: goodPassword })).statusCode, 201)
})

t.test('tries at the same time can not pass the limit together', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const ada = await signInAs('editor')
  const replies = await Promise.all(Array.from({ length: 12 }, () => ask('POST', '/sessions', { email: ada.email, password: 'wrong' })))
  t.equal(replies.filter((reply) => reply.statusCode === 401).length, 5)
  t.equal(replies.filter((reply) => reply.statusCode === 429).length, 7)
})

t.test('pages of other sites can not sign anyone in, out or on', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const ada = await signInAs('editor')
  const body = { email: ada.email, password: goodPassword }
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    t.match((await ask('POST', '/sessions', body, headers)).json(), { status: 403, code: 'cross_site' })
    t.equal((await ask('POST', '/sessions/refresh', undefined, { ...headers, cookie: ada.cookie })).statusCode, 403)
    t.equal((await ada.ask('DELETE', '/sessions', undefined, headers)).statusCode, 403)
  }
  t.equal((await ask('POST', '/sessions', body, { origin: 'http://localhost:80' })).statusCode, 201)
  t.equal((await ask('POST', '/sessions', body, { 'sec-fetch-site': 'same-origin' })).statusCode, 201)
})

t.test('an access token is only believed as this server makes it', async (t) => {
  const { ask, signInAs, secret } = await testApp(t)
  const ada = await signInAs('editor')
  const key = deriveKey(secret, 'access-token')
  const [header = '', payload = ''] = ada.accessToken.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  t.match(JSON.parse(Buffer.from(header, 'base64url').toString()), { alg: 'HS256', typ: 'at+jwt' })
  const seconds = Math.floor(Date.now() / 1000)
  const forged = {
    'without a signature': `${part({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
    'with another key': signed({ alg: 'HS256', typ: 'at+jwt' }, claims, Buffer.alloc(32, 7)),
    'with another algorithm': signed({ alg: 'HS512', typ: 'at+jwt' }, claims, key),
    'of another type': signed({ alg: 'HS256', typ: 'JWT' }, claims, key),
    'for another audience': signed({ alg: 'HS256', typ: 'at+jwt' }, { ...claims, aud: 'verso-content' }, key),
    'of another issuer': signed({ alg: 'HS256', typ: 'at+jwt' }, { ...claims, iss: 'other' }, key),
    'without an end': signed({ alg: 'HS256', typ: 'at+jwt' }, { ...claims, exp: undefined }, key),
    'of another person': signed({ alg: 'HS256', typ: 'at+jwt' }, { ...claims, sub: '0192f3a0-0000-7000-8000-000000000000' }, key),
    'with odd ids': signed({ alg: 'HS256', typ: 'at+jwt' }, { ...claims, sub: 'x', sid: 'y' }, key),
  }
  for (const [name, token] of Object.entries(forged)) {
    const reply = await ask('GET', '/me', undefined, { authorization: `Bearer ${token}` })
    t.equal(reply.statusCode, 401, name)
  }
  const old = signed({ alg: 'HS256', typ: 'at+jwt' }, { ...claims, iat: seconds - 700, exp: seconds - 100 }, key)
  t.equal((await ask('GET', '/me', undefined, { authorization: `Bearer ${old}` })).json().code, 'token_expired')
  t.equal(
    (await ask('GET', '/me', undefined, { authorization: `Bearer ${signed({ alg: 'HS256', typ: 'at+jwt' }, claims, key)}` })).statusCode,
    200,
  )
})

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function signed(header: { alg: string; typ: string }, claims: object, key: Buffer): string {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${createHmac(header.alg === 'HS512' ? 'sha512' : 'sha256', key)
    .update(text)
    .digest('base64url')}`
}
