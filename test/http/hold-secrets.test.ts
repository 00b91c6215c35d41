import { randomBytes } from 'node:crypto'
import fastify from 'fastify'
import t from 'tap'
import { formsOf, holdSecrets } from '../support/hold-secrets.ts'

const text = 'otters juggle/lanterns?'

t.test('a secret is found in every spelling, wherever it begins', (t) => {
  const spelled = [
    text,
    JSON.stringify({ text }),
    `?x=${encodeURIComponent(text)}`,
    Buffer.from(text).toString('hex'),
    ...['', 'a', 'ab', 'abc'].flatMap((before) =>
      (['base64', 'base64url'] as const).map((form) => Buffer.from(`${before}${text}${before}`).toString(form)),
    ),
  ]
  for (const one of spelled)
    t.ok(
      formsOf(text).some((form) => one.includes(form)),
      one,
    )
  t.notOk(formsOf(text).some((form) => Buffer.from('otters juggle clubs, and lanterns?').toString('base64').includes(form)))
  t.end()
})

t.test('what was given once, or came as a password, fails whoever says it again', async (t) => {
  const master = randomBytes(32)
  const app = fastify()
  const { takeLine } = holdSecrets(app, master)
  let said: unknown = { token: text }
  app.get('/give', async () => said)
  app.post('/say', async () => said)

  await app.inject('/give')
  await t.rejects(app.inject({ method: 'POST', url: '/say' }), { message: /a token/ })
  t.equal((await app.inject('/give')).statusCode, 200, 'who gave it may give it again')
  said = { hash: '$argon2id$v=19$' }
  await t.rejects(app.inject('/give'), { message: /the hash of a password/ })
  said = { key: master.toString('base64') }
  await t.rejects(app.inject('/give'), { message: /the master secret/ })

  said = {}
  await app.inject({ method: 'POST', url: '/say', payload: { password: { current: 'a', new: 'walruses polish trombones' } } })
  takeLine('{"msg":"signed in with walruses polish trombones"}')
  await t.rejects(app.inject('/give'), { message: /a password/ })
  said = { token: 'short' }
  await app.inject('/give')
  t.equal((await app.inject({ method: 'POST', url: '/say' })).statusCode, 200, 'what is short is said by chance')
})
