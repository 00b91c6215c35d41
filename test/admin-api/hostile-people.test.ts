import type { Mail, Post } from '@verso/core'
import t from 'tap'
import { runJobs } from '../support/run-jobs.ts'
import { goodPassword, type Person, testApp } from '../support/test-app.ts'

const as = (role: string) => ({ 'verso-view-as': role })

t.test('viewing as a role gives nobody more than they have, writes nothing, and is told of each time', async (t) => {
  const { ask, signInAs, store } = await testApp(t)
  const [owner, administrator, editor] = [await signInAs('owner'), await signInAs('administrator'), await signInAs('editor')]
  await owner.ask('POST', '/types', { name: 'article', fields: [{ name: 'title', kind: 'text' }] })
  const { token } = (await owner.ask('POST', '/tokens', { name: 'Robot', kind: 'admin' })).json()

  t.equal(
    (await administrator.ask('GET', '/identity-providers', undefined, as('role:owner'))).statusCode,
    403,
    'an owner’s matter stays one',
  )
  t.equal((await administrator.ask('GET', '/settings', undefined, as('role:viewer'))).statusCode, 403)
  t.equal((await administrator.ask('GET', '/settings')).statusCode, 200, 'the next request is one’s own')
  t.equal((await editor.ask('GET', '/types', undefined, as('role:viewer'))).statusCode, 403, 'who manages no roles looks as nobody')
  const robot = { authorization: `Bearer ${token}`, ...as('role:viewer') }
  t.equal((await ask('GET', '/types', undefined, robot)).statusCode, 403, 'nor does a program')
  t.equal((await ask('GET', '/types', undefined, as('role:owner'))).statusCode, 401)
  for (const odd of ['owner', 'role:', 'user:1', 'ROLE:owner', ' role:owner', `role:${'x'.repeat(201)}`])
    t.equal((await administrator.ask('GET', '/types', undefined, as(odd))).statusCode, 400, odd)
  t.equal((await administrator.ask('GET', '/types', undefined, as('role:nobody'))).statusCode, 404)

  const before = (await store.audit.list({ limit: 200 })).length
  const writes: ['POST' | 'PATCH' | 'DELETE', string, object?][] = [
    ['POST', '/entries', { type: 'article', fields: { title: 'x' } }],
    ['PATCH', '/me', { name: 'Somebody' }],
    ['POST', '/tokens', { name: 'x', kind: 'admin' }],
    ['DELETE', '/sessions'],
    ['POST', '/roles', { name: 'x' }],
  ]
  for (const [method, path, body] of writes)
    t.equal((await administrator.ask(method, path, body, as('role:viewer'))).statusCode, 403, `${method} ${path}`)
  t.equal((await administrator.ask('GET', '/me')).json().name, 'The administrator')
  const told = (await store.audit.list({ limit: 200 })).slice(0, (await store.audit.list({ limit: 200 })).length - before)
  t.same(
    told.filter(({ outcome }) => outcome === 'done'),
    [],
  )
  const looks = await store.audit.list({ limit: 50, filter: { action: 'role.view_as' } })
  t.same(new Set(looks.map(({ actorId }) => actorId)), new Set([administrator.id]))
})

t.test('of a token that is given a new secret at most two are good, however often and at once', async (t) => {
  const { ask, signInAs, clock } = await testApp(t)
  const owner = await signInAs('owner')
  const create = async (name: string) =>
    (await owner.ask('POST', '/tokens', { name, kind: 'admin' })).json() as { id: string; token: string }
  const [one, other] = [await create('One'), await create('Other')]
  const isGood = async (token: string) => (await ask('GET', '/types', undefined, { authorization: `Bearer ${token}` })).statusCode === 200
  const rotate = (id: string, overlapSeconds?: number) =>
    owner.ask('POST', `/tokens/${id}/rotate`, overlapSeconds === undefined ? {} : { overlapSeconds })

  const [prefix = '', id = ''] = one.token.split('_')
  t.notOk(await isGood(`${prefix}_${id}_${other.token.split('_').slice(2).join('_')}`), 'the secret of another')
  for (const changed of [one.token.slice(0, -1), `${one.token}a`, one.token.toUpperCase(), one.token.replace('vat_', 'vct_')])
    t.notOk(await isGood(changed))

  const replies = await Promise.all([rotate(one.id, 60), rotate(one.id, 60), rotate(one.id, 60)])
  const secrets = [one.token, ...replies.filter(({ statusCode }) => statusCode === 200).map((reply) => reply.json().token as string)]
  const good = []
  for (const secret of secrets) if (await isGood(secret)) good.push(secret)
  t.equal(good.length, 2, 'the newest and the one before')
  clock.offsetMs = 61_000
  t.equal((await Promise.all(secrets.map(isGood))).filter((is) => is).length, 1, 'after the overlap the newest alone')
  clock.offsetMs = 0

  const { token: last } = (await rotate(other.id)).json()
  t.same([await isGood(other.token), await isGood(last)], [false, true], 'without an overlap at once')
  t.equal((await owner.ask('DELETE', `/tokens/${other.id}`)).statusCode, 204)
  t.ok((await rotate(other.id, 60)).statusCode >= 400, 'what was revoked does not come back')
  t.notOk(await isGood(last))
  const administrator = await signInAs('administrator')
  t.equal((await administrator.ask('POST', `/tokens/${one.id}/rotate`, {})).statusCode, 403, 'nobody takes an owner’s token over')
})

t.test(
  'a link to a new address is good for its account, its purpose and once, and for nothing after the account has changed hands',
  async (t) => {
    const { ask, base, signInAs } = await testApp(t)
    const [ada, bo, owner] = [await signInAs('editor'), await signInAs('author'), await signInAs('owner')]
    const mails: Mail[] = []
    const post: Post = { origin: 'https://cms.example.org', send: async (mail) => void mails.push(mail) }
    const links = async (to: string) => {
      await runJobs(base, post)
      return mails.filter((mail) => mail.to === to).flatMap(({ text }) => /#token=([\w-]{43})/.exec(text)?.[1] ?? [])
    }
    const wish = (person: Person, email: string) => person.ask('PATCH', '/me', { email, password: { current: goodPassword } })
    const confirm = (token: string | undefined) => ask('POST', '/email-changes/confirm', { token })
    const password = 'badgers juggle lanterns too'
    const reset = (token: string | undefined) => ask('POST', '/password-resets/confirm', { token, password })

    await ask('POST', '/password-resets', { email: ada.email })
    await wish(ada, 'first@example.net')
    const [resetting] = await links(ada.email)
    const [changing] = await links('first@example.net')
    t.equal((await confirm(resetting)).statusCode, 410, 'a link to a password is none to an address')
    t.equal((await reset(changing)).statusCode, 410, 'nor the other way round')
    t.equal((await ask('POST', '/invitations/accept', { token: changing, name: 'X', password })).statusCode, 410)
    const twice = await Promise.all([confirm(changing), confirm(changing)])
    t.same(twice.map(({ statusCode }) => statusCode).sort(), [204, 410])
    t.equal((await reset(resetting)).statusCode, 410, 'what went to the older address is over')

    await wish(ada, 'same@example.net')
    await wish(bo, 'same@example.net')
    const both = await Promise.all((await links('same@example.net')).map(confirm))
    t.same(both.map(({ statusCode }) => statusCode).sort(), [204, 409], 'one address is one account’s')

    await wish(bo, 'later@example.net')
    const [later] = await links('later@example.net')
    t.equal((await bo.ask('PATCH', '/me', { password: { current: goodPassword, new: password } })).statusCode, 200)
    t.equal((await confirm(later)).statusCode, 410, 'over with a new password')
    await bo.ask('PATCH', '/me', { email: 'last@example.net', password: { current: password } })
    const [last] = await links('last@example.net')
    await owner.ask('PATCH', `/users/${bo.id}`, { status: 'disabled' })
    t.equal((await confirm(last)).statusCode, 410, 'and for who was shut out')
  },
)
