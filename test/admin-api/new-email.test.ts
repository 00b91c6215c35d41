import type { Mail, Post } from '@verso/core'
import t from 'tap'
import { runJobs } from '../support/run-jobs.ts'
import { goodPassword, testApp } from '../support/test-app.ts'

t.test('a new address counts once the link that was sent there is followed', async (t) => {
  const { ask, base, signInAs, store, clock } = await testApp(t)
  const me = await signInAs('editor')
  const other = await signInAs('author')
  const mails: Mail[] = []
  const post: Post = { origin: 'https://cms.example.org', send: async (mail) => void mails.push(mail) }
  const wish = (email: string, current = goodPassword) => me.ask('PATCH', '/me', { email, password: { current } })
  const tokenIn = (mail: Mail | undefined) => /new-email#token=([\w-]{43})/.exec(mail?.text ?? '')?.[1]
  const confirm = (token: string | undefined) => ask('POST', '/email-changes/confirm', { token })

  t.match((await me.ask('PATCH', '/me', { email: 'new@example.org' })).json(), { status: 400, issues: [{ path: '/password' }] })
  t.match((await me.ask('PATCH', '/me', { password: { current: goodPassword } })).json(), {
    status: 400,
    issues: [{ path: '/password/new' }],
  })
  t.match((await wish('new@example.org', 'wrong')).json(), { status: 422, issues: [{ path: '/password/current' }] })
  t.match((await wish('nothing')).json(), { status: 422, issues: [{ path: '/email' }] })
  t.equal((await wish(other.email)).statusCode, 200, 'who asks learns nothing of who has an account')
  t.match((await wish('New@Example.org')).json(), { email: me.email })
  await runJobs(base, post)
  t.same(
    mails.map(({ to }) => to),
    ['new@example.org'],
  )

  const token = tokenIn(mails[0])
  t.match((await confirm('x'.repeat(43))).json(), { status: 410 })
  t.equal((await confirm(token)).statusCode, 204)
  t.equal((await me.ask('GET', '/me')).json().email, 'new@example.org')
  t.match((await confirm(token)).json(), { status: 410, code: 'code_used_or_expired' })
  t.match((await store.audit.list({ limit: 9, filter: { action: 'user.change_email' } }))[0], {
    before: { email: me.email },
    after: { email: 'new@example.org' },
  })
  t.equal((await ask('POST', '/sessions', { email: 'new@example.org', password: goodPassword })).statusCode, 201)

  await wish('third@example.org')
  await runJobs(base, post)
  t.same(mails.map(({ to }) => to).sort(), [me.email, 'new@example.org', 'third@example.org'].sort())
  t.match(mails.find(({ to }) => to === me.email)?.text, /another address from now on/, 'who reads the old one is told')
  clock.offsetMs = 31 * 60_000
  t.match((await confirm(tokenIn(mails.find(({ to }) => to.startsWith('third'))))).json(), { status: 410 })
})
