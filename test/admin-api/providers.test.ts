import { generateKeyPairSync } from 'node:crypto'
import t from 'tap'
import type { OidcServer } from '../support/oidc-server.mjs'
import { runJobs } from '../support/run-jobs.ts'
import { aSecondFactor } from '../support/second-factor.ts'
import { cookieOf, type Person } from '../support/test-app.ts'
import { ada, returnUrl, withProvider } from '../support/with-provider.ts'

const everybody = { createAccounts: true, defaultRoles: ['viewer'] }

t.test('who comes for the first time gets an account with the roles of their groups; who comes again has it', async (t) => {
  const { ask, signIn, store, provider } = await withProvider(t, {
    ...{ createAccounts: true, rolesClaim: 'groups', roleMap: { writers: 'author', chiefs: 'editor' }, defaultRoles: ['viewer'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
  })
  t.same((await ask('GET', '/sessions/oidc')).json().data, [{ name: 'house', label: 'House' }])

  const first = await signIn(ada)
  t.equal(first.statusCode, 201, first.body)
  const { user, accessToken } = first.json()
  t.match(user, { email: 'ada@example.org', name: 'Ada Lovelace', roles: ['author'], status: 'active' })
  t.equal((await ask('GET', '/me', undefined, { authorization: `Bearer ${accessToken}` })).statusCode, 200)
  const refresh = first.cookies.find(({ name }) => name === 'verso_refresh')
  t.match(refresh, { httpOnly: true, sameSite: 'Strict', path: '/admin/v1/sessions' })
  t.equal((await ask('POST', '/sessions/refresh', undefined, { cookie: `verso_refresh=${refresh?.value}` })).statusCode, 200)

  const again = (await signIn({ ...ada, email: 'other@example.org', groups: ['chiefs', 'nobodies'] })).json()
  t.equal(again.user.id, user.id, 'whatever their address is by now')
  t.same(again.user.roles, ['editor'])
  t.same((await signIn({ ...ada, groups: [] })).json().user.roles, ['viewer'])

  await store.users.update(user.id, { roles: ['owner'] })
  t.same((await signIn(ada)).json().user.roles, ['owner'], 'who owns is decided here')
  await store.users.update(user.id, { status: 'disabled' })
  t.match((await signIn(ada)).json(), { status: 403, code: 'not_allowed' })
  provider.rotateKey()
  await store.users.update(user.id, { status: 'active' })
  t.equal((await signIn(ada)).statusCode, 201, 'a key that was changed is known at once')
})

t.test('an answer that is not as it was begun opens no session', async (t) => {
  const { provider, signIn, begin, finish, refusals, ask } = await withProvider(t, everybody)
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const tamperings: Record<string, Parameters<OidcServer['tamper']>[0]> = {
    'a wrong issuer': ({ claims }) => Object.assign(claims, { iss: 'https://accounts.example.org' }),
    'a wrong nonce': ({ claims }) => Object.assign(claims, { nonce: 'another' }),
    'no nonce': ({ claims }) => Object.assign(claims, { nonce: undefined }),
    'a wrong audience': ({ claims }) => Object.assign(claims, { aud: 'another' }),
    'several audiences': ({ claims }) => Object.assign(claims, { aud: ['verso', 'another'] }),
    'a token that is over': ({ claims }) => Object.assign(claims, { exp: Math.floor(Date.now() / 1000) - 3_600 }),
    'a key of somebody else': (token) => Object.assign(token, { key: stranger }),
    'a key that is not named': ({ header }) => Object.assign(header, { kid: 'another' }),
    'no signature': ({ header }) => Object.assign(header, { alg: 'none' }),
    'another algorithm': ({ header }) => Object.assign(header, { alg: 'HS256' }),
  }
  for (const [what, change] of Object.entries(tamperings)) {
    provider.tamper(change)
    t.match((await signIn(ada)).json(), { status: 401, code: 'invalid_credentials' }, what)
  }
  provider.tamper(({ claims }) => Object.assign(claims, { more: true }))
  t.equal((await signIn(ada)).statusCode, 201, 'what is only signed anew is right')
  provider.tamper(null)
  provider.disguise((metadata) => Object.assign(metadata, { issuer: 'https://accounts.example.org' }))
  t.match((await ask('POST', '/sessions/oidc/house/options')).json(), { code: 'fetch_failed' }, 'another provider at this address')
  provider.disguise(null)

  const one = await begin()
  const other = await begin()
  const { search } = await provider.visit(one.url, ada)
  t.match((await finish(search, other.cookie)).json(), { code: 'invalid_credentials' }, 'begun in another browser')
  t.match((await finish(search, '')).json(), { status: 410, code: 'code_used_or_expired' })
  t.match((await finish(`${search}x`, one.cookie)).json(), { code: 'invalid_credentials' })
  t.match((await finish('?error=access_denied&state=x', one.cookie)).json(), { code: 'invalid_credentials' })
  t.equal((await signIn(ada)).statusCode, 201)
  const reasons = (await refusals()).map(({ reason }) => reason)
  t.equal(reasons.filter((reason) => reason === 'invalid_credentials').length, Object.keys(tamperings).length + 3)
})

t.test('what was begun is over after ten minutes, and used once', async (t) => {
  const { provider, begin, finish, clock } = await withProvider(t, everybody)
  const late = await begin()
  const { search } = await provider.visit(late.url, ada)
  clock.offsetMs = 10 * 60_000 + 1
  t.match((await finish(search, late.cookie)).json(), { code: 'code_used_or_expired' })
  clock.offsetMs = 0
  t.equal((await finish(search, late.cookie)).statusCode, 201)
  t.match((await finish(search, late.cookie)).json(), { code: 'invalid_credentials' }, 'the provider takes a code once')
})

t.test('an account is linked by a verified address only where that is agreed', async (t) => {
  const { signIn, signInAs, owner, store } = await withProvider(t)
  const editor = await signInAs('editor')
  const claims = { sub: 'e', email: editor.email, email_verified: true, name: 'E' }
  const terms = (wish: object) => owner.ask('PATCH', '/identity-providers/house', wish)

  t.match((await signIn(claims)).json(), { status: 403, code: 'not_allowed' })
  t.equal((await terms({ createAccounts: true, defaultRoles: ['owner'] })).statusCode, 200)
  t.match((await signIn(claims)).json(), { status: 403 }, 'an address that somebody has makes no second account')
  await terms({ createAccounts: false, linkByEmail: true, emailDomains: ['elsewhere.example'] })
  t.match((await signIn(claims)).json(), { status: 403 })
  await terms({ emailDomains: ['example.org'] })
  t.match((await signIn({ ...claims, email_verified: false })).json(), { status: 403 })
  const { email: _, ...nameless } = claims
  t.match((await signIn(nameless)).json(), { status: 403 })
  const linked = await signIn(claims)
  t.equal(linked.statusCode, 201)
  t.match(linked.json().user, { id: editor.id, roles: ['editor'] })
  t.match((await store.audit.list({ limit: 50, filter: { action: 'user.link' } }))[0], {
    targetId: editor.id,
    after: { provider: 'house' },
  })

  await owner.ask('PATCH', `/users/${editor.id}`, { status: 'disabled' })
  t.match((await signIn(claims)).json(), { status: 403 })
  t.match((await signIn({ ...claims, sub: 'other' })).json(), { status: 403 }, 'nobody comes in by the address of who is shut out')
})

t.test('two first sign-ins at once make one account', async (t) => {
  const { begin, provider, finish, store } = await withProvider(t, everybody)
  const begun = [await begin(), await begin()]
  const queries: string[] = []
  for (const { url } of begun) queries.push((await provider.visit(url, ada)).search)
  const replies = await Promise.all(begun.map(({ cookie }, index) => finish(queries[index] ?? '', cookie)))
  t.same(
    replies.map(({ statusCode }) => statusCode),
    [201, 201],
  )
  t.equal(new Set(replies.map((reply) => reply.json().user.id)).size, 1)
  t.equal((await store.users.list()).filter(({ email }) => email === 'ada@example.org').length, 1)
})

t.test('a second factor is asked for all the same, unless the provider asks for one', async (t) => {
  const house = await withProvider(t, { linkByEmail: true })
  const { ask, begin, provider, finish, signIn, signInAs, owner } = house
  const editor: Person = await signInAs('editor')
  const { code } = await aSecondFactor(house, editor)
  const claims = { sub: 'e', email: editor.email, email_verified: true }
  const { url, cookie } = await begin()
  const asked = await finish((await provider.visit(url, claims)).search, cookie)
  t.match(asked.json(), { status: 401, code: 'otp_required' })
  t.notOk(asked.cookies.some(({ name }) => name === 'verso_refresh'))
  const vouched = cookieOf(asked)
  t.match((await finish('', vouched, { otp: '000000' })).json(), { code: 'invalid_credentials', issues: [{ path: '/otp' }] })
  t.equal((await finish('', vouched, { otp: code(1) })).statusCode, 201)

  await owner.ask('PATCH', '/identity-providers/house', { asksForFactor: true })
  await owner.ask('PATCH', '/settings', { secondFactorRoles: ['editor'] })
  const strong = (await signIn(claims)).json()
  t.equal((await ask('GET', '/types', undefined, { authorization: `Bearer ${strong.accessToken}` })).statusCode, 200)
})

t.test('providers are a matter of owners, and their secrets are never told', async (t) => {
  const { owner, signInAs, made, ask, store } = await withProvider(t)
  t.match(made, { hasSecret: true, returnUrl, enabled: true, createAccounts: false, linkByEmail: false })
  const administrator = await signInAs('administrator')
  for (const [method, path, body] of [
    ['GET', '/identity-providers'],
    ['POST', '/identity-providers', { name: 'x', label: 'X', issuer: 'https://x.example', clientId: 'x' }],
    ['PATCH', '/identity-providers/house', { linkByEmail: true }],
    ['DELETE', '/identity-providers/house'],
  ] as const)
    t.equal((await administrator.ask(method, path, body)).statusCode, 403, `${method} ${path}`)

  const wish = { name: 'second', label: 'Second', issuer: 'https://x.example', clientId: 'x' }
  const post = async (more: object) => (await owner.ask('POST', '/identity-providers', { ...wish, ...more })).json()
  t.match(await post({ name: 'house' }), { status: 409, issues: [{ path: '/name' }] })
  t.match(await post({ issuer: 'http://x.example' }), { status: 422, issues: [{ path: '/issuer' }] })
  t.match(await post({ issuer: 'https://user:word@x.example' }), { status: 422, issues: [{ path: '/issuer' }] })
  t.match(await post({ roleMap: { a: 'viewer', 'b/c': 'king' } }), { status: 422, issues: [{ path: '/roleMap/b~1c' }] })
  t.match(await post({ defaultRoles: ['king'] }), { status: 422, issues: [{ path: '/defaultRoles/0' }] })
  t.match(await post({ scopes: ['email'] }), { status: 422, issues: [{ path: '/scopes' }] })
  t.match(await post({ king: true }), { status: 400 })
  t.match((await owner.ask('PATCH', '/identity-providers/nobody', {})).json(), { status: 404 })

  const inside = { ...wish, issuer: 'https://169.254.169.254' }
  t.equal((await owner.ask('POST', '/identity-providers', inside)).statusCode, 201)
  t.match((await ask('POST', '/sessions/oidc/second/options')).json(), { code: 'fetch_failed' }, 'the way out is guarded')
  await owner.ask('PATCH', '/identity-providers/house', { enabled: false, clientSecret: 'another secret' })
  t.match((await ask('POST', '/sessions/oidc/house/options')).json(), { status: 404 })
  t.equal((await owner.ask('DELETE', '/identity-providers/second')).statusCode, 204)
  const told = JSON.stringify(
    [await store.audit.list({ limit: 50 }), (await owner.ask('GET', '/identity-providers')).json()],
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  )
  t.match(told, /identity_provider\.change/)
  t.notMatch(told, /a secret of a client|another secret/)
  const cross = { origin: 'https://evil.example' }
  t.match((await ask('POST', '/sessions/oidc/house/options', undefined, cross)).json(), { code: 'cross_site' })
})

t.test('who signs in by a provider alone gets no password beside it, and can be let in again', async (t) => {
  const { signIn, owner, store, base, ask } = await withProvider(t, everybody)
  const { user } = (await signIn(ada)).json()
  t.match((await owner.ask('POST', `/users/${user.id}/reset`)).json(), { status: 409 })
  t.equal((await ask('POST', '/password-resets', { email: 'ada@example.org' })).statusCode, 202)
  t.match((await ask('POST', '/sessions', { email: 'ada@example.org', password: '' })).json(), { code: 'invalid_credentials' })
  await owner.ask('PATCH', `/users/${user.id}`, { status: 'disabled' })
  t.equal((await owner.ask('PATCH', `/users/${user.id}`, { status: 'active' })).json().status, 'active')
  t.equal((await signIn(ada)).statusCode, 201)
  await runJobs(base)
  t.same(await store.audit.list({ limit: 9, filter: { action: 'user.send_reset' } }), [])
})
