import t from 'tap'
import { goodPassword, testApp } from '../support/test-app.ts'

const bob = { email: 'bob@example.org', name: 'Bob', roles: ['editor'], password: goodPassword }

t.test('an owner makes an account, which can sign in', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const owner = await signInAs('owner')

  const made = await owner.ask('POST', '/users', { ...bob, email: ' BOB@example.org' })

  t.equal(made.statusCode, 201)
  t.match(made.json(), {
    email: 'bob@example.org',
    name: 'Bob',
    roles: ['editor'],
    status: 'active',
    secondFactor: false,
    lastSeenAt: null,
    preferences: {},
  })
  t.equal(made.headers.location, `/admin/v1/users/${made.json().id}`)
  t.notMatch(made.body, /argon2|password/i)
  t.equal((await ask('POST', '/sessions', { email: 'Bob@EXAMPLE.org', password: goodPassword })).statusCode, 201)
  t.ok((await owner.ask('GET', '/users')).json().data.some((user: { email: string }) => user.email === 'bob@example.org'))
  t.equal((await owner.ask('GET', `/users/${made.json().id}`)).json().name, 'Bob')
})

t.test('an address is unique in the form that it is compared in', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/users', bob)
  const again = await owner.ask('POST', '/users', { ...bob, email: 'B\u200bob@Example.ORG' })
  t.match(again.json(), { status: 409, code: 'name_taken', issues: [{ path: '/email' }] })
})

t.test('faults of a new account are told with their places, and nothing is made', async (t) => {
  const { signInAs, store } = await testApp(t)
  const owner = await signInAs('owner')
  const before = (await store.users.list()).length
  const faults: [object, number, string][] = [
    [{ ...bob, email: 'nowhere' }, 422, '/email'],
    [{ ...bob, name: '\u200b' }, 422, '/name'],
    [{ ...bob, roles: ['editor', 'emperor'] }, 422, '/roles/1'],
    [{ ...bob, roles: ['public'] }, 422, '/roles/0'],
    [{ ...bob, roles: [] }, 400, '/roles'],
    [{ ...bob, password: 'bob bob bob bob bob' }, 422, '/password'],
    [{ ...bob, isOwner: true }, 400, '/isOwner'],
    [{ ...bob, name: 7 }, 400, '/name'],
  ]
  for (const [body, status, path] of faults) t.match((await owner.ask('POST', '/users', body)).json(), { status, issues: [{ path }] })
  t.equal((await store.users.list()).length, before)
})

t.test('nobody gives or touches more than they have', async (t) => {
  const { signInAs, store } = await testApp(t)
  const owner = await signInAs('owner')
  const administrator = await signInAs('administrator')

  t.match((await administrator.ask('POST', '/users', { ...bob, roles: ['owner'] })).json(), { status: 403, code: 'not_allowed' })
  t.equal((await administrator.ask('PATCH', `/users/${owner.id}`, { status: 'disabled' })).statusCode, 403)
  t.equal((await administrator.ask('PATCH', `/users/${administrator.id}`, { roles: ['owner'] })).statusCode, 403)
  t.equal((await administrator.ask('POST', '/users', { ...bob, roles: ['administrator'] })).statusCode, 201)
  t.match(await store.users.find(owner.id), { status: 'active', roles: ['owner'] })
})

t.test('the last owner stays, also when two owners remove each other at once', async (t) => {
  const { signInAs, store } = await testApp(t)
  const ada = await signInAs('owner')
  t.match((await ada.ask('PATCH', `/users/${ada.id}`, { roles: ['editor'] })).json(), { status: 409, code: 'in_use' })
  t.equal((await ada.ask('PATCH', `/users/${ada.id}`, { status: 'disabled' })).statusCode, 409)

  const eve = await signInAs('owner')
  const replies = await Promise.all([
    ada.ask('PATCH', `/users/${eve.id}`, { roles: ['editor'] }),
    eve.ask('PATCH', `/users/${ada.id}`, { roles: ['editor'] }),
  ])

  t.equal(replies.filter((reply) => reply.statusCode === 200).length, 1)
  t.equal(await store.users.countOwners(), 1)
})

t.test('disabling someone ends their sessions', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const editor = await signInAs('editor')
  t.equal((await owner.ask('PATCH', `/users/${editor.id}`, { status: 'disabled' })).statusCode, 200)
  t.equal((await editor.ask('GET', '/me')).statusCode, 401)
  t.equal((await owner.ask('PATCH', `/users/${editor.id}`, { status: 'active' })).statusCode, 200)
  t.equal((await editor.ask('GET', '/me')).statusCode, 401)
})

t.test('who may not manage people learns nothing of them, not even whether an id exists', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const editor = await signInAs('editor')
  for (const path of ['/users', `/users/${editor.id}`, '/users/00000000-0000-7000-8000-000000000000', '/users/nonsense']) {
    t.equal((await editor.ask('GET', path)).statusCode, 403)
    t.equal((await ask('GET', path)).statusCode, 401)
  }
  const owner = await signInAs('owner')
  t.equal((await owner.ask('GET', '/users/nonsense')).statusCode, 404)
  t.equal((await owner.ask('GET', `/users/${editor.id.toUpperCase()}`)).statusCode, 404)
})

t.test('the rights that are shown are those that hold', async (t) => {
  const { signInAs, system } = await testApp(t)
  const { createType } = await import('@verso/core')
  await createType(system, { name: 'article', fields: [{ name: 'title', kind: 'text' }] })
  const author = await signInAs('author')
  const viewer = await signInAs('viewer')
  const nobody = await signInAs()
  t.match((await author.ask('GET', '/me/rights')).json(), {
    manage: ['media'],
    types: { article: { read: 'all', create: 'all', edit: 'own', publish: 'own', purge: 'none' } },
  })
  t.match((await viewer.ask('GET', '/me/rights')).json(), { manage: [], types: { article: { read: 'all', create: 'none' } } })
  t.same((await nobody.ask('GET', '/me/rights')).json(), { manage: [], types: {} })
  t.equal((await viewer.ask('GET', '/roles')).statusCode, 403)
  const owner = await signInAs('owner')
  t.match(
    (await owner.ask('GET', '/roles'))
      .json()
      .data.map((role: { name: string }) => role.name)
      .sort(),
    ['administrator', 'author', 'editor', 'owner', 'public', 'viewer'],
  )
  t.match((await owner.ask('GET', '/roles/viewer')).json(), {
    name: 'viewer',
    builtIn: true,
    rules: [{ actions: ['read'], types: ['*'] }],
    manage: [],
  })
})

t.test('preferences are set one by one and taken away with null', async (t) => {
  const { signInAs } = await testApp(t)
  const ada = await signInAs('viewer')
  await ada.ask('PATCH', '/me', { preferences: { theme: 'dark', columns: ['a'] } })
  const reply = await ada.ask('PATCH', '/me', { preferences: { theme: null, size: 2 }, name: 'Ada B.' })
  t.same(reply.json().preferences, { columns: ['a'], size: 2 })
  t.equal((await ada.ask('GET', '/me')).json().name, 'Ada B.')
  t.equal((await ada.ask('PATCH', '/me', { preferences: { big: 'x'.repeat(70_000) } })).statusCode, 422)
})
