import { authenticateToken, createType } from '@verso/core'
import t, { type Test } from 'tap'
import { testApp } from '../support/test-app.ts'

const day = 24 * 60 * 60 * 1000

async function withTypes(t: Test) {
  const app = await testApp(t)
  await createType(app.system, { name: 'article', fields: [{ name: 'title', kind: 'text' }] })
  await createType(app.system, { name: 'author', fields: [{ name: 'name', kind: 'text' }] })
  return { ...app, owner: await app.signInAs('owner') }
}

t.test('a token is shown once, lasts ninety days, and says what it may read', async (t) => {
  const { owner, store } = await withTypes(t)

  const made = await owner.ask('POST', '/tokens', { name: 'Site', kind: 'content', types: ['article'] })

  t.equal(made.statusCode, 201)
  const { token, id, expiresAt, createdAt, prefix, types, createdBy } = made.json()
  t.match(token, /^vct_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/)
  t.ok(token.startsWith(prefix))
  t.same(types, ['article'])
  t.equal(createdBy.id, owner.id)
  t.equal(Date.parse(expiresAt) - Date.parse(createdAt), 90 * day)
  const listed = await owner.ask('GET', '/tokens')
  t.match(listed.json().data, [{ id, name: 'Site', kind: 'content', lastUsedAt: null }])
  const secret = token.slice(-43)
  t.notMatch(listed.body, secret)
  t.notMatch(
    JSON.stringify(await store.audit.list({ limit: 50 }), (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    secret,
  )
})

t.test('a content token reads what it names and nothing else, anywhere', async (t) => {
  const { ask, owner, base } = await withTypes(t)
  const { token } = (await owner.ask('POST', '/tokens', { name: 'Site', kind: 'content', types: ['article'] })).json()
  const bearer = { authorization: `Bearer ${token}` }

  t.equal((await ask('GET', '/content/v1/entries/article', undefined, bearer)).statusCode, 200)
  t.equal((await ask('GET', '/content/v1/entries/author', undefined, bearer)).statusCode, 404)
  t.equal((await ask('GET', '/me/rights', undefined, bearer)).statusCode, 401)
  const actor = await authenticateToken(base.store, { secret: token, kinds: ['content'], address: null, now: base.now() })
  t.same(
    actor.roles.flatMap((role) => role.manage),
    [],
  )
})

t.test('a token for content must name a scope, and only reading', async (t) => {
  const { owner } = await withTypes(t)
  const make = async (body: object) => (await owner.ask('POST', '/tokens', { name: 'Site', kind: 'content', ...body })).json()
  t.match(await make({}), { status: 422, code: 'scope_required' })
  t.match(await make({ types: [] }), { status: 422, code: 'scope_required' })
  t.match(await make({ types: ['nothing'] }), { status: 422, issues: [{ path: '/types/0', code: 'unknown_type' }] })
  t.match(await make({ rules: [{ actions: ['read', 'publish'], types: ['article'] }] }), {
    status: 422,
    issues: [{ path: '/rules/0/actions/1' }],
  })
  t.match(await make({ types: ['article'], roles: ['editor'] }), { status: 422, issues: [{ path: '/roles' }] })
  t.match(await make({ types: ['article'], expiresAt: '2001-01-01T00:00:00Z' }), { status: 422, issues: [{ path: '/expiresAt' }] })
  t.match(await make({ types: ['article'], expiresAt: 'tomorrow' }), { status: 400, issues: [{ path: '/expiresAt' }] })
  t.match(await make({ types: ['article'], allowedAddresses: ['10.0.0.0/8', 'here', '1.2.3.4/40'] }), {
    status: 422,
    issues: [{ path: '/allowedAddresses/1' }, { path: '/allowedAddresses/2' }],
  })
  t.match(await make({ types: ['*'] }), { types: ['*'] })
})

t.test('an admin token works in place of a session, bounded by its maker at each use', async (t) => {
  const { ask, owner, store } = await withTypes(t)
  const editors = (await owner.ask('POST', '/tokens', { name: 'Robot', kind: 'admin', roles: ['editor'] })).json()
  const all = (await owner.ask('POST', '/tokens', { name: 'Robot', kind: 'admin' })).json()
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  t.equal((await ask('POST', '/entries', { type: 'article', fields: { title: 'Hi' } }, bearer(editors.token))).statusCode, 201)
  t.equal((await ask('GET', '/users', undefined, bearer(editors.token))).statusCode, 403)
  t.equal((await ask('GET', '/users', undefined, bearer(all.token))).statusCode, 200)
  t.equal((await ask('GET', '/me', undefined, bearer(all.token))).statusCode, 403)
  t.equal((await ask('GET', '/content/v1/entries/article', undefined, bearer(all.token))).statusCode, 401)

  await store.users.update(owner.id, { roles: ['viewer'] })
  t.equal((await ask('GET', '/users', undefined, bearer(all.token))).statusCode, 403)
  t.equal((await ask('POST', '/entries', { type: 'article' }, bearer(editors.token))).statusCode, 403)
  await store.users.update(owner.id, { status: 'disabled' })
  t.match((await ask('GET', '/types', undefined, bearer(all.token))).json(), { status: 401, code: 'token_revoked' })
})

t.test('nobody makes or takes over a token that can do more than they can', async (t) => {
  const { owner, signInAs } = await withTypes(t)
  const ownersToken = (await owner.ask('POST', '/tokens', { name: 'Robot', kind: 'admin' })).json()
  const administrator = await signInAs('administrator')
  const editor = await signInAs('editor')

  t.equal((await administrator.ask('POST', '/tokens', { name: 'x', kind: 'admin', roles: ['owner'] })).statusCode, 403)
  t.equal((await administrator.ask('POST', `/tokens/${ownersToken.id}/rotate`)).statusCode, 403)
  t.equal((await administrator.ask('POST', '/tokens', { name: 'x', kind: 'admin' })).statusCode, 201)
  t.equal((await editor.ask('POST', '/tokens', { name: 'x', kind: 'content', types: ['article'] })).statusCode, 403)
  t.equal((await editor.ask('GET', '/tokens')).statusCode, 403)
  t.equal((await administrator.ask('DELETE', `/tokens/${ownersToken.id}`)).statusCode, 204)
})

t.test('rotation keeps the old secret for the overlap; revoking ends both at once', async (t) => {
  const { ask, owner, clock } = await withTypes(t)
  const old = (await owner.ask('POST', '/tokens', { name: 'Robot', kind: 'admin' })).json()
  const fresh = (await owner.ask('POST', `/tokens/${old.id}/rotate`, { overlapSeconds: 60 })).json()
  const types = (token: string) => ask('GET', '/types', undefined, { authorization: `Bearer ${token}` })

  t.not(fresh.token, old.token)
  t.equal((await types(old.token)).statusCode, 200)
  t.equal((await types(fresh.token)).statusCode, 200)
  clock.offsetMs = 61_000
  t.match((await types(old.token)).json(), { status: 401, code: 'unauthenticated' })
  const newest = (await owner.ask('POST', `/tokens/${old.id}/rotate`)).json()
  t.equal((await types(fresh.token)).statusCode, 401)
  t.equal((await owner.ask('DELETE', `/tokens/${old.id}`)).statusCode, 204)
  t.match((await types(newest.token)).json(), { status: 401, code: 'token_revoked' })
  t.equal((await owner.ask('DELETE', `/tokens/${old.id}`)).statusCode, 204)
  t.equal((await owner.ask('POST', `/tokens/${old.id}/rotate`)).statusCode, 409)
})

t.test('a token ends when it expires, and only works from its addresses', async (t) => {
  const { app, ask, owner, clock, store } = await withTypes(t)
  const { token, id } = (
    await owner.ask('POST', '/tokens', {
      name: 'Robot',
      kind: 'admin',
      allowedAddresses: ['10.1.0.0/16', '::1'],
      expiresAt: new Date(Date.now() + day).toISOString(),
    })
  ).json()
  const from = (remoteAddress: string) =>
    app.inject({ url: '/admin/v1/types', headers: { authorization: `Bearer ${token}` }, remoteAddress })

  t.equal((await from('10.1.2.3')).statusCode, 200)
  t.equal((await from('::ffff:10.1.2.3')).statusCode, 200)
  t.equal((await from('::1')).statusCode, 200)
  t.match((await from('10.2.0.1')).json(), { status: 403, code: 'address_not_allowed' })
  t.ok((await store.tokens.find(id))?.lastUsedAt)
  clock.offsetMs = day + 1
  t.match((await from('10.1.2.3')).json(), { status: 401, code: 'token_expired' })
  for (const wrong of [
    `${token}x`,
    token.slice(0, -1),
    token.replace('vat_', 'vct_'),
    `vat_${'0'.repeat(32)}_${'A'.repeat(43)}`,
    'vat_',
    'vxt_1',
  ]) {
    t.equal((await ask('GET', '/types', undefined, { authorization: `Bearer ${wrong}` })).json().code, 'unauthenticated')
  }
})
