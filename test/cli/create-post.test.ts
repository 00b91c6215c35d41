import { sendLink } from '@verso/core'
import t from 'tap'
import { createPost } from '../../apps/cli/src/create-post.ts'
import { aMailServer } from '../support/mail-server.ts'
import { testApp } from '../support/test-app.ts'

const origin = 'https://cms.example.org'
const say = (line: string) => {
  throw new Error(`Nothing is said where mail is set up: ${line}`)
}

t.test('a link goes by SMTP to who asked for it, with the address of the configuration in it', async (t) => {
  const { url, received } = await aMailServer(t, 'secret')
  const house = await testApp(t)
  const ada = await house.signInAs('editor')

  await sendLink(house.base, ada.email, createPost({ mail: { smtpUrl: url, from: 'Verso <cms@example.org>' }, origin, say }))

  t.match(received, [{ from: 'cms@example.org', to: [ada.email] }])
  const text = (received[0]?.text ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=')
  t.match(text, /^From: Verso <cms@example\.org>$/m)
  t.match(text, /^Subject: A new password for Verso/m)
  const token = /https:\/\/cms\.example\.org\/admin\/new-password#token=([A-Za-z0-9_-]{43})\r\n/.exec(text)?.[1]
  t.equal((await house.ask('POST', '/password-resets/confirm', { token, password: 'walruses compose sonatas' })).statusCode, 204)
})

t.test('an address can not smuggle another recipient or header into a mail', async (t) => {
  const { url, received } = await aMailServer(t)
  const post = createPost({ mail: { smtpUrl: url, from: 'cms@example.org' }, origin, say })
  for (const to of ['ada@example.org,eve@example.org', '"eve@example.org,"@example.org', 'ada@example.org\r\nBcc: eve@example.org'])
    await post.send({ to, subject: 'Hello\r\nBcc: eve@example.org', text: 'Hello' }).catch(() => {})
  for (const { to, text } of received) {
    t.notOk(to.includes('eve@example.org'))
    t.equal(to.length, 1)
    t.notMatch(text.split('\r\n\r\n')[0], /^bcc:/im)
  }
})

t.test('a server that is away or refuses is an error, so that the job is tried again', async (t) => {
  const { url } = await aMailServer(t, 'secret')
  const refused = createPost({ mail: { smtpUrl: url.replace('secret', 'wrong'), from: 'cms@example.org' }, origin, say })
  await t.rejects(refused.send({ to: 'ada@example.org', subject: 'Hello', text: 'Hello' }))
  const away = createPost({ mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'cms@example.org' }, origin, say })
  await t.rejects(away.send({ to: 'ada@example.org', subject: 'Hello', text: 'Hello' }))
})

t.test('without SMTP a mail is said where the server was started', async (t) => {
  const lines: string[] = []
  await createPost({ mail: null, origin, say: (line) => lines.push(line) }).send({
    to: 'ada@example.org',
    subject: 'Hello',
    text: 'One\nTwo\n',
  })
  t.same(lines, ['MAIL to ada@example.org: Hello', '  One', '  Two'])
})
