import { issueSetupLink } from '@verso/core'
import t from 'tap'
import { goodPassword, testApp } from '../support/test-app.ts'

const person = { email: 'Ada@Example.org', name: 'Ada', password: goodPassword }

async function freshApp(t: Parameters<typeof testApp>[0]) {
  const app = await testApp(t)
  const token = await issueSetupLink(app.system)
  if (token === null) throw new Error('A fresh system has no owner')
  return { ...app, token }
}

t.test('the first owner is made with the code from the console and is signed in at once', async (t) => {
  const { ask, token, store } = await freshApp(t)
  t.same((await ask('GET', '/setup')).json(), { needed: true })

  const reply = await ask('POST', '/setup', { ...person, token })

  t.equal(reply.statusCode, 201)
  t.match(reply.json(), {
    accessToken: String,
    expiresAt: /Z$/,
    user: { email: 'ada@example.org', name: 'Ada', roles: ['owner'], status: 'active' },
  })
  t.notMatch(reply.body, /passwordHash|argon2/)
  t.same((await ask('GET', '/setup')).json(), { needed: false })
  const me = await ask('GET', '/me', undefined, { authorization: `Bearer ${reply.json().accessToken}` })
  t.equal(me.statusCode, 200)
  t.match(await store.audit.list({ limit: 10 }), [
    { action: 'session.create' },
    { action: 'user.setup', after: { email: 'ada@example.org' } },
  ])
})

t.test('the code works once, and afterwards set-up is over', async (t) => {
  const { ask, token } = await freshApp(t)
  await ask('POST', '/setup', { ...person, token })

  const again = await ask('POST', '/setup', { ...person, email: 'eve@example.org', token })

  t.equal(again.statusCode, 409)
  t.equal(again.json().code, 'already_done')
})

t.test('five wrong codes void the link; a fresh start makes a new one and voids the old', async (t) => {
  const { ask, token, system } = await freshApp(t)
  for (let count = 0; count < 5; count += 1)
    t.equal((await ask('POST', '/setup', { ...person, token: `wrong-${count}` })).json().code, 'code_used_or_expired')
  t.equal((await ask('POST', '/setup', { ...person, token })).statusCode, 410)

  const fresh = await issueSetupLink(system)
  const newest = await issueSetupLink(system)

  t.equal((await ask('POST', '/setup', { ...person, token: fresh })).statusCode, 410)
  t.equal((await ask('POST', '/setup', { ...person, token: newest })).statusCode, 201)
})

t.test('the code is over after an hour', async (t) => {
  const { ask, token, clock } = await freshApp(t)
  clock.offsetMs = 60 * 60 * 1000 + 1
  t.equal((await ask('POST', '/setup', { ...person, token })).statusCode, 410)
})

t.test('of simultaneous set-ups one makes the owner and the others are told so', async (t) => {
  const { ask, token, store } = await freshApp(t)

  const replies = await Promise.all([1, 2, 3, 4].map((n) => ask('POST', '/setup', { ...person, email: `ada${n}@example.org`, token })))

  t.same(replies.map((reply) => reply.statusCode).sort(), [201, 409, 409, 409])
  t.equal(await store.users.countOwners(), 1)
})

t.test('a weak password or a wrong address is told with its place, and the code stays good', async (t) => {
  const { ask, token } = await freshApp(t)

  const short = await ask('POST', '/setup', { ...person, password: 'short', token })
  t.equal(short.statusCode, 422)
  t.match(short.json(), { code: 'weak_password', issues: [{ path: '/password', code: 'too_short' }] })
  const wrong = await ask('POST', '/setup', { ...person, email: 'nowhere', token })
  t.match(wrong.json(), { status: 422, code: 'invalid_value', issues: [{ path: '/email' }] })

  t.equal((await ask('POST', '/setup', { ...person, token })).statusCode, 201)
})
