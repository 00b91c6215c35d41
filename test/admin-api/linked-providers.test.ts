import t from 'tap'
import { aSecondFactor } from '../support/second-factor.ts'
import { cookieOf, goodPassword, type Person } from '../support/test-app.ts'
import { ada, withProvider } from '../support/with-provider.ts'

const proofs = { password: goodPassword }

/** A provider that nobody comes by yet, and how somebody links it. */
async function aHouse(t: Parameters<typeof withProvider>[0]) {
  const house = await withProvider(t)
  const begin = async (person: Person, body: object = proofs) => {
    const begun = await person.ask('POST', '/me/providers/house/options', body)
    return { begun, cookie: cookieOf(begun), url: begun.json().url as string }
  }
  const finish = (person: Person, query: string, cookie: string) => person.ask('POST', '/me/providers/house/verify', { query }, { cookie })
  const link = async (person: Person, account = ada) => {
    const { url, cookie } = await begin(person)
    return finish(person, (await house.provider.visit(url, account)).search, cookie)
  }
  return { ...house, beginLink: begin, finishLink: finish, link }
}

t.test('who is signed in links a provider, comes in by it from then on, and takes it away again', async (t) => {
  const { signInAs, signIn, link, beginLink, store } = await aHouse(t)
  const editor = await signInAs('editor')
  t.match((await signIn(ada)).json(), { code: 'not_allowed' }, 'nobody is known by it yet')
  t.match((await beginLink(editor, {})).begun.json(), { status: 422, issues: [{ path: '/password' }] })
  t.match((await beginLink(editor, { password: 'wrong' })).begun.json(), { status: 422, issues: [{ path: '/password' }] })
  const linked = await link(editor)
  t.equal(linked.statusCode, 201, linked.body)
  t.match(linked.json(), { provider: { name: 'house', label: 'House' } })
  t.same((await editor.ask('GET', '/me/providers')).json().data, [linked.json()])
  const came = await signIn(ada)
  t.equal(came.json().user.id, editor.id)
  t.equal((await link(editor)).json().id, linked.json().id, 'twice is once')

  const other = { authorization: `Bearer ${came.json().accessToken}` }
  t.equal((await editor.ask('DELETE', `/me/providers/${linked.json().id}`)).statusCode, 204)
  t.equal((await editor.ask('GET', '/me')).statusCode, 200)
  t.equal((await editor.ask('GET', '/me', undefined, other)).statusCode, 401, 'who came by it is out')
  t.match((await signIn(ada)).json(), { code: 'not_allowed' })
  t.equal((await editor.ask('DELETE', `/me/providers/${linked.json().id}`)).statusCode, 404)
  const told = await store.audit.list({ limit: 9, filter: { targetId: editor.id, action: 'user.*' } })
  t.match(told, [
    { action: 'user.unlink', actorId: editor.id },
    { action: 'user.link', after: { provider: 'house' } },
  ])
  t.equal(told.length, 2, 'one row each')
})

t.test('a second factor is proved before there is a way in that may do without', async (t) => {
  const house = await aHouse(t)
  const editor = await house.signInAs('editor')
  const { code } = await aSecondFactor(house, editor)
  t.match((await house.beginLink(editor)).begun.json(), { status: 422, issues: [{ path: '/code' }] })
  t.match((await house.beginLink(editor, { ...proofs, code: '000000' })).begun.json(), { status: 422 })
  t.equal((await house.beginLink(editor, { ...proofs, code: code(1) })).begun.statusCode, 200)
})

t.test('what one has begun nobody else finishes, nor at another door, nor twice, nor late', async (t) => {
  const { signInAs, ask, provider, beginLink, finishLink, begin, finish, clock } = await aHouse(t)
  const [one, other] = [await signInAs('editor'), await signInAs('administrator')]
  const { url, cookie } = await beginLink(one)
  const { search } = await provider.visit(url, ada)
  t.match((await finishLink(other, search, cookie)).json(), { status: 410 }, 'somebody else with the cookie')
  t.match((await finishLink(one, search, '')).json(), { status: 410 }, 'without the cookie')
  t.match((await finish(search, cookie.replace('verso_linking', 'verso_begun'))).json(), { status: 410 }, 'as a sign-in')
  const signing = await begin()
  const signed = await provider.visit(signing.url, ada)
  const disguised = signing.cookie.replace('verso_begun', 'verso_linking')
  t.match((await finishLink(one, signed.search, disguised)).json(), { status: 410 }, 'a sign-in as a link')
  const second = await beginLink(one)
  t.match((await finishLink(one, search, second.cookie)).json(), { code: 'invalid_credentials' }, 'an answer to what was begun before')
  t.match((await finishLink(one, `${search}x`, cookie)).json(), { code: 'invalid_credentials' })
  const changed = `${cookie.slice(0, -4)}AAAA`
  t.match((await finishLink(one, search, changed)).json(), { status: 410 }, 'a changed cookie')
  clock.offsetMs = 10 * 60_000 + 1
  t.match((await finishLink(one, search, cookie)).json(), { status: 410 }, 'late')
  clock.offsetMs = 0
  t.same((await one.ask('GET', '/me/providers')).json().data, [], 'none of it has linked anything')
  t.equal((await finishLink(one, search, cookie)).statusCode, 201)
  t.match((await finishLink(one, search, cookie)).json(), { code: 'invalid_credentials' }, 'the provider takes a code once')
  t.equal((await ask('GET', '/me/providers')).statusCode, 401)
})

t.test('one account at a provider opens one account here, also when two link it at once', async (t) => {
  const { signInAs, provider, beginLink, finishLink, store } = await aHouse(t)
  const people = [await signInAs('editor'), await signInAs('author')]
  const begun = []
  for (const person of people) {
    const { url, cookie } = await beginLink(person)
    begun.push({ person, cookie, query: (await provider.visit(url, ada)).search })
  }
  const replies = await Promise.all(begun.map(({ person, cookie, query }) => finishLink(person, query, cookie)))
  t.same(replies.map(({ statusCode }) => statusCode).sort(), [201, 409])
  t.equal((await store.audit.list({ limit: 9, filter: { action: 'user.link' } })).length, 1)
})

t.test('nobody takes their last way in away, also when two go at once', async (t) => {
  const { signIn, link, signInAs, owner, store } = await aHouse(t)
  await owner.ask('PATCH', '/identity-providers/house', { createAccounts: true, defaultRoles: ['viewer'] })
  const came = (await signIn(ada)).json()
  const me = { ...(await signInAs('viewer')), id: came.user.id as string }
  const ask: Person['ask'] = (method, path, body, headers = {}) =>
    me.ask(method, path, body, { ...headers, authorization: `Bearer ${came.accessToken}` })
  const [first] = (await ask('GET', '/me/providers')).json().data
  t.match((await ask('DELETE', `/me/providers/${first.id}`)).json(), { status: 409, code: 'conflict' })
  const second = await link({ ...me, ask }, { ...ada, sub: 'second' })
  t.equal(second.statusCode, 201, second.body)
  const replies = await Promise.all([first.id, second.json().id].map((id) => ask('DELETE', `/me/providers/${id}`)))
  t.same(replies.map(({ statusCode }) => statusCode).sort(), [204, 409])
  t.equal((await store.identities.ofUser(me.id)).length, 1)
})
