import t, { type Test } from 'tap'
import { testDatabase } from '../support/database.ts'
import { tablesThatHold } from '../support/planted.ts'
import { aSecondFactor, authenticator } from '../support/second-factor.ts'
import { appOver, goodPassword, type Person, type TestApp, testApp } from '../support/test-app.ts'
import { storeOn } from '../support/test-store.ts'

const halfMinute = 30_000

/** Its clock stands still, so that the half minutes of codes don't depend on how fast a test runs. */
async function aStoppedHouse(t: Test): Promise<TestApp> {
  const house = await testApp(t)
  house.clock.stoppedAtMs = Date.now()
  return house
}

function signingIn({ ask }: TestApp, person: Person) {
  return (otp?: string, password = goodPassword) =>
    ask('POST', '/sessions', { email: person.email, password, ...(otp === undefined ? {} : { otp }) })
}

t.test('a second factor is set up by a secret and a first code; from then on sign-ins ask for a code', async (t) => {
  const house = await aStoppedHouse(t)
  const ada = await house.signInAs('editor')
  const other = (await house.ask('POST', '/sessions', { email: ada.email, password: goodPassword })).json()
  const signIn = signingIn(house, ada)
  t.same((await ada.ask('GET', '/me/second-factor')).json(), { confirmedAt: null, recoveryCodesLeft: 0 })

  const begun = await ada.ask('POST', '/me/second-factor', { kind: 'totp' })
  t.equal(begun.statusCode, 201)
  const { secret, otpauthUrl } = begun.json()
  t.match(otpauthUrl, `secret=${secret}`)
  t.equal((await signIn()).statusCode, 201, 'nothing has changed before the first code')
  t.equal((await ada.ask('GET', '/me')).json().secondFactor, false)
  const code = authenticator(secret, house.clock)
  t.match((await ada.ask('POST', '/me/second-factor/confirm', { code: '000000' })).json(), { status: 422, issues: [{ path: '/code' }] })
  const confirmed = await ada.ask('POST', '/me/second-factor/confirm', { code: code() })

  t.equal(confirmed.statusCode, 200)
  t.equal(new Set(confirmed.json().recoveryCodes).size, 10)
  t.equal((await ada.ask('GET', '/me')).json().secondFactor, true)
  t.match((await ada.ask('GET', '/me/second-factor')).json(), { recoveryCodesLeft: 10 })
  t.equal(
    (await house.ask('GET', '/me', undefined, { authorization: `Bearer ${other.accessToken}` })).statusCode,
    401,
    'other sessions end',
  )
  t.equal((await ada.ask('POST', '/me/second-factor', { kind: 'totp' })).statusCode, 409)

  const without = await signIn()
  t.match(without.json(), { status: 401, code: 'otp_required', secondFactor: 'required' })
  t.notMatch(without.body, 'accessToken')
  t.same(without.cookies, [])
  t.match((await signIn(undefined, 'not the right one')).json(), { code: 'invalid_credentials' })
  t.match((await signIn('000000', 'not the right one')).json(), { code: 'invalid_credentials', issues: undefined })
  t.match(
    (await signIn(code())).json(),
    { status: 401, code: 'invalid_credentials', issues: [{ path: '/otp' }] },
    'the first code is used up',
  )
  const signedIn = await signIn(code(1))
  t.equal(signedIn.statusCode, 201)
  t.match(signedIn.json(), { user: { secondFactor: true }, secondFactor: undefined })
})

t.test('a code works once, also twice at once, and none that is older than a used one', async (t) => {
  const house = await aStoppedHouse(t)
  const ada = await house.signInAs('editor')
  const { code } = await aSecondFactor(house, ada)
  const signIn = signingIn(house, ada)
  house.clock.offsetMs = 10 * halfMinute

  const spaced = `${code().slice(0, 3)} ${code().slice(3)}`
  const replies = await Promise.all([signIn(spaced), signIn(spaced)])

  t.same(replies.map(({ statusCode }) => statusCode).sort(), [201, 401])
  t.equal((await signIn(code(-1))).statusCode, 401)
  house.clock.offsetMs += halfMinute
  t.equal((await signIn(code())).statusCode, 201)
})

t.test('a recovery code stands for the app once, however it is typed', async (t) => {
  const house = await aStoppedHouse(t)
  const ada = await house.signInAs('editor')
  const { recoveryCodes } = await aSecondFactor(house, ada)
  const signIn = signingIn(house, ada)
  const [first = '', second = ''] = recoveryCodes

  const replies = await Promise.all([signIn(first), signIn(first)])
  t.same(replies.map(({ statusCode }) => statusCode).sort(), [201, 401])
  t.equal((await signIn(` ${second.toUpperCase().replaceAll('-', ' ')}`)).statusCode, 201)
  t.equal((await signIn('aaaa-aaaa-aaaa-aaaa')).statusCode, 401)
  t.match((await ada.ask('GET', '/me/second-factor')).json(), { recoveryCodesLeft: 8 })
  t.match(
    (await house.store.audit.list({ limit: 20 })).filter(({ action }) => action === 'second_factor.use_recovery_code'),
    [{ targetId: ada.id, after: { left: 8 } }, { after: { left: 9 } }],
  )
})

t.test('ten wrong codes shut the door for a quarter of an hour, from wherever they come, also many at once', async (t) => {
  const house = await aStoppedHouse(t)
  const ada = await house.signInAs('editor')
  const { code, recoveryCodes } = await aSecondFactor(house, ada)
  house.clock.offsetMs = 10 * halfMinute
  const tries = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      house.app.inject({
        method: 'POST',
        url: '/admin/v1/sessions',
        payload: { email: ada.email, password: goodPassword, otp: 'wrong!' },
        remoteAddress: `203.0.113.${index}`,
      }),
    ),
  )
  t.same(tries.map(({ statusCode }) => statusCode).sort(), [...Array(10).fill(401), 429, 429])

  const signIn = signingIn(house, ada)
  t.match((await signIn(code())).json(), { status: 429, code: 'too_many_requests' })
  t.equal((await signIn(recoveryCodes[0])).statusCode, 429)
  house.clock.offsetMs += 15 * 60_000 + 1000
  t.equal((await signIn(code())).statusCode, 201)
})

t.test('removing it takes the password and a code; so do fresh recovery codes, which void the older ones', async (t) => {
  const house = await aStoppedHouse(t)
  const ada = await house.signInAs('editor')
  const { code, recoveryCodes } = await aSecondFactor(house, ada)
  const signIn = signingIn(house, ada)
  const both = { password: goodPassword, code: code(1) }

  t.match((await ada.ask('DELETE', '/me/second-factor', { ...both, password: 'not the right one' })).json(), {
    status: 422,
    issues: [{ path: '/password', code: 'wrong_password' }],
  })
  t.match((await ada.ask('DELETE', '/me/second-factor', { ...both, code: '000000' })).json(), { status: 422, issues: [{ path: '/code' }] })
  t.equal((await ada.ask('DELETE', '/me/second-factor', { code: both.code })).statusCode, 400)
  t.equal((await ada.ask('GET', '/me')).json().secondFactor, true)

  const renewed = await ada.ask('POST', '/me/second-factor/recovery-codes', { ...both, code: recoveryCodes[0] })
  t.equal(renewed.json().recoveryCodes.length, 10)
  t.equal((await signIn(recoveryCodes[1])).statusCode, 401)
  t.equal((await ada.ask('DELETE', '/me/second-factor', both)).statusCode, 204)
  t.equal((await ada.ask('GET', '/me')).json().secondFactor, false)
  t.equal((await signIn()).statusCode, 201)
  t.equal((await ada.ask('DELETE', '/me/second-factor', both)).statusCode, 404)
  const acts = (await house.store.audit.list({ limit: 20 }))
    .map(({ action }) => action)
    .filter((action) => action.startsWith('second_factor.'))
  t.same(acts, ['second_factor.remove', 'second_factor.renew_codes', 'second_factor.use_recovery_code', 'second_factor.set_up'])
})

t.test('beside a second factor ten characters are enough for a password, which then has to be longer before it stands alone', async (t) => {
  const house = await aStoppedHouse(t)
  const ada = await house.signInAs('editor')
  const short = 'wry otters'
  const change = () => ada.ask('PATCH', '/me', { password: { current: goodPassword, new: short } })
  t.match((await change()).json(), { code: 'weak_password' })
  const { code } = await aSecondFactor(house, ada)
  t.equal((await change()).statusCode, 200)

  t.match((await ada.ask('DELETE', '/me/second-factor', { password: short, code: code(1) })).json(), { code: 'weak_password', status: 422 })
  t.equal((await ada.ask('GET', '/me')).json().secondFactor, true)
})

t.test('a role can demand it: who has none reaches nothing but setting one up, from the next request on', async (t) => {
  const house = await aStoppedHouse(t)
  const owner = await house.signInAs('owner')
  const ada = await house.signInAs('editor')
  t.equal((await ada.ask('GET', '/home')).statusCode, 200)

  t.match((await owner.ask('PATCH', '/settings', { secondFactorRoles: ['editor', 'emperor'] })).json(), {
    status: 422,
    issues: [{ path: '/secondFactorRoles/1' }],
  })
  t.equal((await owner.ask('PATCH', '/settings', { secondFactorRoles: ['editor'] })).statusCode, 200)

  for (const path of ['/home', '/sessions', '/types', '/users', '/live', '/openapi.json'])
    t.match((await ada.ask('GET', path)).json(), { status: 403, code: 'second_factor_required' }, path)
  t.equal((await ada.ask('POST', '/tokens', { name: 'A way around', kind: 'admin' })).statusCode, 403)
  t.same((await ada.ask('GET', '/me/rights')).json(), { manage: [], types: {} })
  t.equal((await owner.ask('GET', '/home')).statusCode, 200, 'others are not asked')
  const signedIn = await signingIn(house, ada)()
  t.match(signedIn.json(), { secondFactor: 'setup', user: { id: ada.id } })
  const refreshed = await house.ask('POST', '/sessions/refresh', undefined, { cookie: ada.cookie })
  t.match(refreshed.json(), { secondFactor: 'setup' })

  await aSecondFactor(house, ada)
  t.equal((await ada.ask('GET', '/home')).statusCode, 200)
  t.equal((await ada.ask('DELETE', '/sessions/current')).statusCode, 204)
})

t.test('a half signed-in session can be ended', async (t) => {
  const house = await aStoppedHouse(t)
  const owner = await house.signInAs('owner')
  const ada = await house.signInAs('editor')
  await owner.ask('PATCH', '/settings', { secondFactorRoles: ['editor'] })
  t.equal((await ada.ask('DELETE', '/sessions/current')).statusCode, 204)
  t.equal((await ada.ask('GET', '/me')).statusCode, 401)
})

t.test('who manages people takes the factor of somebody away who lost it, but of nobody above, and not their own', async (t) => {
  const house = await aStoppedHouse(t)
  const [owner, administrator, ada] = [await house.signInAs('owner'), await house.signInAs('administrator'), await house.signInAs('editor')]
  for (const person of [owner, administrator, ada]) await aSecondFactor(house, person)
  const reset = (by: Person, of: string) => by.ask('DELETE', `/users/${of}/second-factor`)

  t.equal((await reset(administrator, owner.id)).statusCode, 403)
  t.equal((await reset(administrator, administrator.id)).statusCode, 403)
  t.equal((await reset(ada, administrator.id)).statusCode, 403)
  t.equal((await reset(owner, '00000000-0000-7000-8000-000000000000')).statusCode, 404)
  t.equal((await ada.ask('GET', '/me')).json().secondFactor, true)

  t.equal((await reset(administrator, ada.id)).statusCode, 204)
  t.equal((await ada.ask('GET', '/me')).statusCode, 401)
  t.equal((await signingIn(house, ada)()).statusCode, 201)
  t.equal((await owner.ask('GET', `/users/${ada.id}`)).json().secondFactor, false)
  t.match(
    (await house.store.audit.list({ limit: 10 })).find(({ action }) => action === 'second_factor.reset'),
    {
      actorId: administrator.id,
      targetId: ada.id,
    },
  )
})

t.test('neither secret nor recovery codes can be read in the database', async (t) => {
  const url = await testDatabase(t)
  const store = await storeOn(t, url)
  const house = await appOver(store)
  t.teardown(house.close)
  const ada = await house.signInAs('editor')
  const { secret, recoveryCodes } = await aSecondFactor(house, ada)
  for (const planted of [secret, ...recoveryCodes.slice(0, 2), ...recoveryCodes.slice(0, 2).map((text) => text.replaceAll('-', ''))])
    t.same(await tablesThatHold(url, planted), [])
})
