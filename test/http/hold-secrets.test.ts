import { randomBytes } from 'node:crypto'
import { createType } from '@verso/core'
import fastify from 'fastify'
import t from 'tap'
import { openSecret as openFactor } from '../../packages/core/src/people/factor/sealed-secret.ts'
import { openProviderSecret } from '../../packages/core/src/people/providers/provider-secret.ts'
import { readAnswer } from '../../packages/core/src/requests/answer.ts'
import { deriveKey } from '../../packages/core/src/secrets.ts'
import { headersOf, secretsOf } from '../../packages/core/src/webhooks/webhook-secrets.ts'
import { contentServer } from '../support/content-server.ts'
import { testDatabase } from '../support/database.ts'
import { openEvents, until } from '../support/event-stream.ts'
import { formsOf, holdSecrets } from '../support/hold-secrets.ts'
import { mark, plantedMaster } from '../support/planted-secrets.ts'
import { appOver, testApp } from '../support/test-app.ts'
import { runSql } from '../support/test-server.ts'

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

/** What is no secret, by its column. */
const noSecrets: Record<string, string> = {
  'AuditEvent.personSalt': 'without it a row can not be erased; it is good for nothing else',
  'AuditEvent.personSeal': 'tells whether a row was altered',
  'AuditEvent.seal': 'tells whether a row was altered',
  'AuditEvent.valuesSalt': 'without it a row can not be erased; it is good for nothing else',
  'AuditEvent.valuesSeal': 'tells whether a row was altered',
  'AuditHead.seal': 'tells whether a row was altered',
  'Draft.hashes': 'of content, which is guarded by rights',
  'FailedTries.key': 'of addresses of mail and networks; asking for it is what a try is',
  'ImportKey.hash': 'of content, which is guarded by rights',
  'ModelPlan.hash': 'is given to whoever plans',
  'ModelVersion.hash': 'of the model',
  'Media.sha256': 'of the bytes of a file',
  'MediaVersion.sha256': 'of the bytes of a file',
  'PreviewLink.tokenId': 'is an id',
  'Publication.hash': 'of content, which is guarded by rights',
  'Rendition.sha256': 'of the bytes of a file',
  'Rendition.sourceHash': 'of the bytes of a file',
  'UsedChallenge.hash': 'of a challenge that is over',
}

type Row = Record<string, Buffer & Buffer[] & string>
const key = (purpose: Parameters<typeof deriveKey>[1]) => deriveKey(plantedMaster, purpose)
const hookSecrets = (row: Row) => secretsOf(key('webhooks'), row as never, new Date())

/** What is kept encrypted, as who opens it reads it. */
const opened: Record<string, (row: Row) => string | undefined> = {
  'IdempotencyKey.answer': (row) => readAnswer(key('kept-answers'), row as never, row.bodyHash as Buffer).body.toString(),
  'IdentityProvider.clientSecret': ({ clientSecret, name }) =>
    openProviderSecret(key('identity-providers'), clientSecret as Buffer, String(name)),
  'SecondFactor.secret': ({ secret, userId }) => openFactor(key('second-factors'), secret as Buffer, String(userId)),
  'Webhook.headers': (row) => headersOf(key('webhooks'), row as never)['X-Planted'],
  'Webhook.previousSecret': (row) => hookSecrets(row)[1],
  'Webhook.secret': (row) => hookSecrets(row)[0],
}

t.test('a secret is planted wherever the database keeps one, and each is found if it is said', async (t) => {
  const url = await testDatabase(t)
  const { rows: columns } = await runSql(
    url,
    `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'
      and (data_type = 'bytea' or udt_name = '_bytea' or column_name ~* 'secret|hash|password|token|sha256|salt') order by 1, 2`,
  )
  t.same(
    Object.keys(noSecrets).filter((name) => !columns.some(({ table, column }) => name === `${table}.${column}`)),
    [],
    'nothing is named that is not there',
  )
  const app = fastify()
  holdSecrets(app, plantedMaster)
  let said: unknown
  app.get('/say', async () => said)

  const kept = columns.filter(({ table, column }) => noSecrets[`${table}.${column}`] === undefined)
  for (const { table, column } of kept) {
    const [row] = (await runSql(url, `select * from "${table}" where "${column}" is not null`)).rows as Row[]
    const name = `${table}.${column}`
    const value = [row?.[column]].flat()[0]
    const text = row === undefined ? '' : (opened[name]?.(row) ?? String(value))
    t.ok(text.includes(mark), `${name} holds one`)
    for (const form of ['utf8', 'hex', 'base64', 'base64url'] as const) {
      said = { inside: [`before ${Buffer.from(text).toString(form)} after`] }
      await t.rejects(app.inject('/say'), { message: /with (a planted secret|the hash of a password)/ }, `${name}, ${form}`)
    }
  }
  t.ok(kept.length > 15, `${kept.length} columns`)
})

t.test('the master secret and every key that is made of it are found', async (t) => {
  const app = fastify()
  holdSecrets(app, plantedMaster)
  let said = ''
  app.get('/say', async () => said)
  for (const purpose of ['access-token', 'file-addresses', 'preview-links'] as const)
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      said = key(purpose).toString(form)
      await t.rejects(app.inject('/say'), { message: new RegExp(`the key of ${purpose}`) })
    }
})

t.test(
  'every app of a test holds them, without being asked to: in answers, in what is told over connections, and in its log',
  async (t) => {
    const { app, store, system, ask } = await testApp(t)
    await createType(system, { name: 'leak', label: mark, publicRead: true, fields: [] })
    await t.rejects(ask('GET', '/content/v1/model'), { message: /with a planted secret/ })
    app.log.info({ path: mark }, 'a line')
    await t.rejects(ask('GET', '/setup'), { message: /The log has a line with a planted secret/ })
    t.equal((await ask('GET', '/setup')).statusCode, 200, 'what was told is told once')

    const server = await contentServer(t, system)
    await t.rejects(server.get('/model'), { message: /with a planted secret/ })

    const own = await appOver(store)
    const origin = await own.app.listen({ host: '127.0.0.1', port: 0 })
    const heard = await openEvents(`${origin}/content/v1/model`)
    await until(() => heard.isOver())
    await t.rejects(own.close(), { message: /answered with a planted secret/ }, 'what nobody asked after is told at the end')
  },
)
