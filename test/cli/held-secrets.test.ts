import { randomBytes } from 'node:crypto'
import t from 'tap'
import { emptyDatabase } from '../support/database.ts'
import { until } from '../support/event-stream.ts'
import { fetch } from '../support/held-fetch.ts'
import { aMailServer } from '../support/mail-server.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'

const random = () => randomBytes(24).toString('hex')

t.test('a command that says a secret of its configuration is found out', async () => {
  const verso = runVerso({ teardown: () => {} }, ['--help'], { VERSO_OWNER_PASSWORD: 'serve the content API' })
  await t.rejects(verso.ended, { message: /^verso --help said the secret of VERSO_OWNER_PASSWORD/ })
})

t.test('a server whose every secret is used, and refused where it can be, says none of them at its most talkative', async (t) => {
  const mail = await aMailServer(t, 'theRightPassword')
  const owner = { VERSO_OWNER_EMAIL: 'ada@example.org', VERSO_OWNER_PASSWORD: random() }
  const variables = {
    ...{ VERSO_DATA_DIR: tempFolder(t), VERSO_PORT: '0', VERSO_DRAIN_MS: '0', VERSO_LOG_LEVEL: 'debug', ...owner },
    ...{ DATABASE_URL: await emptyDatabase(t), VERSO_SECRET: randomBytes(32).toString('base64url') },
    ...{
      SMTP_URL: mail.url.replace('theRightPassword', random()),
      VERSO_MAIL_FROM: 'cms@example.org',
      VERSO_PUBLIC_URL: 'http://localhost:4000',
    },
    // Nothing listens there.
    ...{ VERSO_STORE: 's3://files', VERSO_S3_ENDPOINT: 'http://127.0.0.1:1', VERSO_S3_KEY: random(), VERSO_S3_SECRET: random() },
  }
  const verso = runVerso(t, ['start'], variables)
  const url = await verso.ready()
  const post = (path: string, body: object, headers = {}) =>
    fetch(`${url}/admin/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const session = { email: owner.VERSO_OWNER_EMAIL, password: owner.VERSO_OWNER_PASSWORD }
  const signedIn = await post('/sessions', session)
  t.equal(signedIn.status, 201)
  const headers = { authorization: `Bearer ${(await signedIn.json()).accessToken}` }
  const form = new FormData()
  form.set('file', new Blob(['some text'], { type: 'text/plain' }), 'a.txt')
  const uploaded = await fetch(`${url}/admin/v1/media`, { method: 'POST', headers, body: form })
  t.ok(uploaded.status >= 500, `an upload to a bucket that is away: ${uploaded.status}`)
  t.equal((await post('/password-resets', { email: session.email })).status, 202)
  await until(() => mail.refusals() > 0)

  for (const args of [['doctor'], ['doctor', '--json'], ['media', 'check'], ['users', 'list']])
    t.ok([0, 1].includes((await runVerso(t, args, variables).ended).code ?? 2), args.join(' '))
  verso.child.kill('SIGTERM')
  t.equal((await verso.ended).code, 0)
  t.match(verso.said(), /"level":/, 'there is a log to be searched')
})
