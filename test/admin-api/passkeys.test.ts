import t from 'tap'
import { aPasskey, type SoftPasskey } from '../support/passkey.ts'
import { aSecondFactor } from '../support/second-factor.ts'
import { type Person, type TestApp, testApp } from '../support/test-app.ts'

const minute = 60_000

async function added(person: Person, passkey: SoftPasskey, ways?: Parameters<SoftPasskey['make']>[1]) {
  const options = (await person.ask('POST', '/me/passkeys/options', {})).json()
  return person.ask('POST', '/me/passkeys/verify', { name: 'Laptop', response: passkey.make(options, ways) })
}

async function optionsOf({ ask }: TestApp): Promise<{ challenge: string }> {
  return (await ask('POST', '/sessions/passkey/options', {})).json()
}

async function entered(house: TestApp, passkey: SoftPasskey, ways?: Parameters<SoftPasskey['use']>[1]) {
  return house.ask('POST', '/sessions/passkey/verify', { response: passkey.use(await optionsOf(house), ways) })
}

t.test('a passkey is added, signs its owner in without password or code, and is removed', async (t) => {
  const house = await testApp(t)
  const ada = await house.signInAs('editor')
  await aSecondFactor(house, ada)
  const passkey = aPasskey()

  const options = (await ada.ask('POST', '/me/passkeys/options', {})).json()
  t.match(options, {
    rp: { id: 'localhost' },
    user: { name: ada.email },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const made = await ada.ask('POST', '/me/passkeys/verify', { name: 'Laptop', response: passkey.make(options) })

  t.equal(made.statusCode, 201)
  t.match(made.json(), { name: 'Laptop', lastUsedAt: null })
  t.equal(made.headers.location, `/admin/v1/me/passkeys/${made.json().id}`)
  const known = (await ada.ask('POST', '/me/passkeys/options', {})).json()
  t.equal(known.excludeCredentials.length, 1)

  const signedIn = await entered(house, passkey, { counter: 1 })
  t.equal(signedIn.statusCode, 201)
  t.match(signedIn.json(), { user: { id: ada.id } })
  t.equal(signedIn.cookies.length, 1)
  t.match((await ada.ask('GET', '/me/passkeys')).json().data, [{ name: 'Laptop', lastUsedAt: /^20/ }])

  const other = await house.signInAs('editor')
  t.equal((await other.ask('DELETE', `/me/passkeys/${made.json().id}`)).statusCode, 404)
  t.equal((await ada.ask('DELETE', `/me/passkeys/${made.json().id}`)).statusCode, 204)
  t.match((await entered(house, passkey, { counter: 2 })).json(), { status: 401, code: 'invalid_credentials' })
  const acts = (await house.store.audit.list({ limit: 20 })).map(({ action }) => action)
  t.ok(acts.includes('passkey.add') && acts.includes('passkey.remove'))
})

t.test('an answer counts once, also twice at once, and a counter never goes back', async (t) => {
  const house = await testApp(t)
  const ada = await house.signInAs('editor')
  const passkey = aPasskey()
  await added(ada, passkey)
  const response = passkey.use(await optionsOf(house), { counter: 5 })
  const press = () => house.ask('POST', '/sessions/passkey/verify', { response })

  t.same((await Promise.all([press(), press()])).map(({ statusCode }) => statusCode).sort(), [201, 401])
  t.equal((await press()).statusCode, 401)
  for (const counter of [5, 4, 0]) t.equal((await entered(house, passkey, { counter })).statusCode, 401, String(counter))

  const synced = aPasskey()
  await added(ada, synced)
  for (const time of ['first', 'second']) t.equal((await entered(house, synced)).statusCode, 201, time)
})

t.test('what another site, another host, nobody in particular or an old page answered opens nothing', async (t) => {
  const house = await testApp(t)
  const ada = await house.signInAs('editor')
  const passkey = aPasskey()
  await added(ada, passkey)
  const wrong = {
    'another site': { origin: 'https://evil.example' },
    'another port': { origin: 'http://localhost:4001' },
    'another host': { rpId: 'evil.example' },
    'nobody in particular': { isUserVerified: false },
    'another ceremony': { type: 'webauthn.create' },
  }
  for (const [name, ways] of Object.entries(wrong)) {
    t.match((await entered(house, passkey, ways)).json(), { status: 401, code: 'invalid_credentials' }, name)
    t.match((await added(ada, aPasskey(), ways)).statusCode, name === 'another ceremony' ? 201 : 422, name)
  }
  const stranger = await entered(house, aPasskey())
  const unsigned = { ...passkey.use(await optionsOf(house)) } as { response: Record<string, string> }
  unsigned.response = { ...unsigned.response, signature: 'AAAA' }
  const forged = await house.ask('POST', '/sessions/passkey/verify', { response: unsigned })
  const invented = await house.ask('POST', '/sessions/passkey/verify', {
    response: passkey.use({ challenge: Buffer.alloc(56, 7).toString('base64url') }),
  })
  t.same(
    [stranger, forged, invented].map(({ statusCode }) => statusCode),
    [401, 401, 401],
  )
})

t.test('a challenge for one thing, one person or an earlier time is good for no other', async (t) => {
  const house = await testApp(t)
  const [ada, bob] = [await house.signInAs('editor'), await house.signInAs('editor')]
  const passkey = aPasskey()
  const forAda = (await ada.ask('POST', '/me/passkeys/options', {})).json()
  const verify = (person: Person, response: object) => person.ask('POST', '/me/passkeys/verify', { name: 'Laptop', response })

  t.equal((await verify(bob, passkey.make(forAda))).statusCode, 422)
  t.equal((await verify(ada, passkey.make(await optionsOf(house)))).statusCode, 422)
  t.equal((await verify(ada, passkey.make(forAda))).statusCode, 201)
  t.equal((await verify(ada, aPasskey().make(forAda))).statusCode, 422, 'the same challenge again')
  t.match((await added(bob, passkey)).json(), { status: 409, code: 'already_done' })

  const old = passkey.use(await optionsOf(house))
  house.clock.offsetMs += 5 * minute + 1000
  t.equal((await house.ask('POST', '/sessions/passkey/verify', { response: old })).statusCode, 401)
  t.equal((await entered(house, passkey)).statusCode, 201)
})

t.test('nonsense in place of what a browser gives is refused, and is no fault of the server', async (t) => {
  const house = await testApp(t)
  const ada = await house.signInAs('editor')
  for (const response of [{}, { id: 7 }, { id: 'x', response: null }, { id: 'x', response: { clientDataJSON: '!' } }]) {
    t.equal((await house.ask('POST', '/sessions/passkey/verify', { response })).statusCode, 401)
    t.equal((await ada.ask('POST', '/me/passkeys/verify', { name: 'x', response })).statusCode, 422)
  }
  t.equal((await house.ask('POST', '/sessions/passkey/verify', { response: 'x' })).statusCode, 400)
})

t.test('who comes by a passkey has what a role demands; who comes by the password alone has not', async (t) => {
  const house = await testApp(t)
  const owner = await house.signInAs('owner')
  const ada = await house.signInAs('editor')
  const passkey = aPasskey()
  await added(ada, passkey)
  await owner.ask('PATCH', '/settings', { secondFactorRoles: ['editor'] })

  const signedIn = (await entered(house, passkey)).json()

  t.equal(signedIn.secondFactor, undefined)
  t.equal((await house.ask('GET', '/home', undefined, { authorization: `Bearer ${signedIn.accessToken}` })).statusCode, 200)
  t.equal((await ada.ask('GET', '/home')).json().code, 'second_factor_required')
  await owner.ask('PATCH', `/users/${ada.id}`, { status: 'disabled' })
  t.equal((await entered(house, passkey)).statusCode, 401)
})

t.test('the address of the configuration is what passkeys are for, whatever host a request names', async (t) => {
  const house = await testApp(t, { publicUrl: 'https://cms.example.org' })
  const options = (await house.ask('POST', '/sessions/passkey/options', {}, { host: 'evil.example' })).json()
  t.equal(options.rpId, 'cms.example.org')
  const ada = await house.signInAs('editor')
  const passkey = aPasskey({ origin: 'https://cms.example.org', rpId: 'cms.example.org' })
  t.equal((await added(ada, passkey)).statusCode, 201)
  t.equal((await entered(house, passkey)).statusCode, 201)
  t.equal((await entered(house, passkey, { origin: 'https://evil.example' })).statusCode, 401)
})
