import type { Mail, Post } from '@verso/core'
import t, { type Test } from 'tap'
import { testDatabase } from '../support/database.ts'
import { tablesThatHold } from '../support/planted.ts'
import { runJobs } from '../support/run-jobs.ts'
import { aSecondFactor } from '../support/second-factor.ts'
import { appOver, goodPassword, type TestApp, testApp } from '../support/test-app.ts'
import { storeOn } from '../support/test-store.ts'

const bob = { email: 'bob@example.org', name: 'Bob', roles: ['editor'] }
const nextPassword = 'walruses compose sonatas'
const halfHour = 30 * 60_000

interface Mailbox {
  mails: Mail[]
  /** Has what was asked for sent. */
  deliver: () => Promise<void>
  /** The token of the newest link. */
  token: () => string
}

/** Takes mail as a server for it would. */
function aMailbox({ base }: TestApp): Mailbox {
  const mails: Mail[] = []
  const post: Post = { origin: 'https://cms.example.org', send: async (mail) => void mails.push(mail) }
  return {
    mails,
    deliver: () => runJobs(base, post),
    token: () =>
      /https:\/\/cms\.example\.org\/admin\/(?:new-password|invitation)#token=([A-Za-z0-9_-]{43})\n/.exec(mails.at(-1)?.text ?? '')?.[1] ??
      '',
  }
}

async function aHouse(t: Test, options: { hasMail?: boolean } = { hasMail: true }) {
  const house = await testApp(t, options)
  const mailbox = aMailbox(house)
  const signIn = (email: string, password: string) => house.ask('POST', '/sessions', { email, password })
  return { house, mailbox, signIn }
}

t.test('an account without a password is an invitation by mail, by which somebody chooses a password and is in', async (t) => {
  const { house, mailbox, signIn } = await aHouse(t)
  const owner = await house.signInAs('owner')

  const made = await owner.ask('POST', '/users', bob)

  t.match(made.json(), { status: 'invited', invitationUrl: undefined })
  t.equal((await signIn(bob.email, goodPassword)).json().code, 'invalid_credentials')
  await mailbox.deliver()
  t.match(mailbox.mails, [{ to: bob.email, subject: /invited/i }])
  t.equal(mailbox.mails.length, 1)
  const token = mailbox.token()
  const accept = (body: object) => house.ask('POST', '/invitations/accept', { token, name: 'Bob B.', password: goodPassword, ...body })
  t.match((await accept({ password: 'short' })).json(), { status: 422, code: 'weak_password', issues: [{ path: '/password' }] })
  t.match((await accept({ name: '\u200b' })).json(), { status: 422, issues: [{ path: '/name' }] })
  t.equal((await accept({ roles: ['owner'] })).statusCode, 400)
  const accepted = await accept({})

  t.equal(accepted.statusCode, 201)
  t.match(accepted.json(), { user: { status: 'active', name: 'Bob B.', roles: ['editor'] } })
  t.equal(accepted.cookies.length, 1)
  t.equal((await house.ask('GET', '/me', undefined, { authorization: `Bearer ${accepted.json().accessToken}` })).statusCode, 200)
  t.equal((await signIn(bob.email, goodPassword)).statusCode, 201)
  t.match((await accept({})).json(), { status: 410, code: 'code_used_or_expired' })
  t.match(
    (await house.store.audit.list({ limit: 20 })).find(({ action }) => action === 'user.accept'),
    {
      actorId: made.json().id,
      before: { status: 'invited' },
      after: { status: 'active' },
    },
  )
})

t.test('where no mail is set up the answer has the invitation, whatever host the request names', async (t) => {
  const { house } = await aHouse(t, { hasMail: false })
  const owner = await house.signInAs('owner')

  const made = await owner.ask('POST', '/users', bob, { host: 'evil.example', 'x-forwarded-host': 'evil.example' })
  const again = await owner.ask('POST', `/users/${made.json().id}/reset`, {})

  for (const reply of [made, again])
    t.match(reply.json().invitationUrl, /^http:\/\/localhost:4000\/admin\/invitation#token=[A-Za-z0-9_-]{43}$/)
  const token = again.json().invitationUrl.split('=')[1]
  const accept = () => house.ask('POST', '/invitations/accept', { token, name: 'Bob', password: goodPassword })
  t.same((await Promise.all([accept(), accept()])).map(({ statusCode }) => statusCode).sort(), [201, 410], 'of two at once one is in')
  const first = made.json().invitationUrl.split('=')[1]
  t.equal((await house.ask('POST', '/invitations/accept', { token: first, name: 'Bob', password: goodPassword })).statusCode, 410)
})

t.test('a forgotten password is replaced by a link; sessions and other links end, and the second factor stays', async (t) => {
  const { house, mailbox, signIn } = await aHouse(t)
  house.clock.stoppedAtMs = Date.now()
  const ada = await house.signInAs('editor')
  await aSecondFactor(house, ada)
  const ask = () => house.ask('POST', '/password-resets', { email: ` ${ada.email.toUpperCase()} ` })
  t.equal((await ask()).statusCode, 202)
  await mailbox.deliver()
  const first = mailbox.token()
  t.equal((await ask()).statusCode, 202)
  await mailbox.deliver()
  const token = mailbox.token()
  t.not(first, token)
  const confirm = (password: string, by = token) => house.ask('POST', '/password-resets/confirm', { token: by, password })

  t.match((await confirm('passwordpassword1')).json(), { status: 422, code: 'weak_password' })
  const replies = await Promise.all([confirm(nextPassword), confirm(nextPassword)])

  t.same(replies.map(({ statusCode }) => statusCode).sort(), [204, 410])
  t.equal((await confirm(nextPassword, first)).statusCode, 410)
  t.equal((await ada.ask('GET', '/me')).statusCode, 401)
  t.equal((await signIn(ada.email, goodPassword)).json().code, 'invalid_credentials')
  t.equal((await signIn(ada.email, nextPassword)).json().code, 'otp_required')
  t.match(
    (await house.store.audit.list({ limit: 20 })).find(({ action }) => action === 'user.reset_password'),
    { actorId: ada.id },
  )
})

t.test('an unknown, a disabled and a known address get the same answer, and only the known one gets mail', async (t) => {
  const { house, mailbox } = await aHouse(t)
  const [ada, bob] = [await house.signInAs('editor'), await house.signInAs('editor')]
  await house.store.users.update(bob.id, { status: 'disabled' })

  const replies = await Promise.all(
    [ada.email, bob.email, 'nobody@example.org', 'no address at all'].map((email) => house.ask('POST', '/password-resets', { email })),
  )

  for (const { statusCode, body, headers } of replies)
    t.same(
      { statusCode, body, length: headers['content-length'] },
      { statusCode: 202, body: replies[0]?.body, length: replies[0]?.headers['content-length'] },
    )
  await mailbox.deliver()
  t.same(
    mailbox.mails.map(({ to }) => to),
    [ada.email],
  )
})

t.test('a link ends after half an hour, by a new password, and when its account is disabled', async (t) => {
  const { house, mailbox } = await aHouse(t)
  const owner = await house.signInAs('owner')
  const ada = await house.signInAs('editor')
  const aToken = async () => {
    await house.ask('POST', '/password-resets', { email: ada.email })
    await mailbox.deliver()
    return mailbox.token()
  }
  const confirm = (token: string) => house.ask('POST', '/password-resets/confirm', { token, password: nextPassword })

  const late = await aToken()
  house.clock.offsetMs += halfHour + 1000
  t.equal((await confirm(late)).statusCode, 410)

  const outdated = await aToken()
  t.equal((await ada.ask('PATCH', '/me', { password: { current: goodPassword, new: 'badgers study the moon' } })).statusCode, 200)
  t.equal((await confirm(outdated)).statusCode, 410)

  const disabled = await aToken()
  await owner.ask('PATCH', `/users/${ada.id}`, { status: 'disabled' })
  t.equal((await confirm(disabled)).statusCode, 410)
  await owner.ask('PATCH', `/users/${ada.id}`, { status: 'active' })
  t.equal((await confirm(disabled)).statusCode, 410)
  for (const token of ['', 'x', 'A'.repeat(43)]) t.match((await confirm(token)).json(), { status: 410, code: 'code_used_or_expired' })
  t.equal((await house.ask('POST', '/invitations/accept', { token: await aToken(), name: 'Ada', password: nextPassword })).statusCode, 410)
})

t.test('nobody is sent more than three links in half an hour, and an address asks at most twenty times in a quarter of one', async (t) => {
  const { house, mailbox } = await aHouse(t)
  const ada = await house.signInAs('editor')
  const ask = () => house.ask('POST', '/password-resets', { email: ada.email })
  const replies = []
  for (let count = 0; count < 21; count += 1) replies.push(await ask())
  t.same(
    replies.map(({ statusCode }) => statusCode),
    [...Array(20).fill(202), 429],
  )
  await mailbox.deliver()
  t.equal(mailbox.mails.length, 3)
})

t.test('a mail that can not be sent leaves no link, and is tried again', async (t) => {
  const { house, mailbox } = await aHouse(t)
  const ada = await house.signInAs('editor')
  await house.ask('POST', '/password-resets', { email: ada.email })
  await t.rejects(runJobs(house.base, { origin: 'https://cms.example.org', send: () => Promise.reject(new Error('The line is dead')) }))
  t.equal(await house.store.mailLinks.countSince(ada.id, new Date(0)), 0)
  t.same(mailbox.mails, [])
})

t.test('who manages people has links sent, but to nobody above them', async (t) => {
  const { house, mailbox } = await aHouse(t)
  const [owner, administrator, ada] = [await house.signInAs('owner'), await house.signInAs('administrator'), await house.signInAs('editor')]
  t.equal((await administrator.ask('POST', `/users/${owner.id}/reset`, {})).statusCode, 403)
  t.equal((await ada.ask('POST', `/users/${ada.id}/reset`, {})).statusCode, 403)
  t.equal((await administrator.ask('POST', '/users/00000000-0000-7000-8000-000000000000/reset', {})).statusCode, 404)
  const sent = await administrator.ask('POST', `/users/${ada.id}/reset`, {})
  t.match(sent.json(), { id: ada.id, invitationUrl: undefined })
  t.equal(sent.statusCode, 200)
  await mailbox.deliver()
  t.same(
    mailbox.mails.map(({ to }) => to),
    [ada.email],
  )
  t.equal((await house.ask('POST', '/password-resets/confirm', { token: mailbox.token(), password: nextPassword })).statusCode, 204)
  await house.store.users.update(ada.id, { status: 'disabled' })
  t.equal((await owner.ask('POST', `/users/${ada.id}/reset`, {})).statusCode, 409)
})

t.test('no token of a link can be read in the database, neither before it is sent nor after', async (t) => {
  const url = await testDatabase(t)
  const house = await appOver(await storeOn(t, url), { hasMail: true })
  t.teardown(house.close)
  const mailbox = aMailbox(house)
  const ada = await house.signInAs('editor')
  await house.ask('POST', '/password-resets', { email: ada.email })
  await mailbox.deliver()
  t.match(mailbox.token(), /^.{43}$/)
  t.same(await tablesThatHold(url, mailbox.token()), [])
})
