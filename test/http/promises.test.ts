import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { tempFolder } from '../support/temp-folder.ts'
import { testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

/**
 * What is promised about safety over HTTP, and what holds each sentence:
 *
 * | promise                                                               | held by                                                          |
 * | --------------------------------------------------------------------- | ---------------------------------------------------------------- |
 * | unsafe methods by a cookie check Origin and Sec-Fetch-Site            | here; admin-api/sessions                                         |
 * | CORS: content without credentials, administration never               | here; content-api/contract-protocol                              |
 * | headers of safety, a policy for pages, data and files                 | here; admin-api/ui, media/serve-file                             |
 * | bodies of 1 MiB, JSON 64 deep, headers of 16 KiB in 10 s              | here; admin-api/hostile, http/json-body                          |
 * | the address is the peer's, unless the peer is a configured proxy      | here; admin-api/links (the host of links is configured)          |
 * | sign-in: 5 by account and address, 20 by address, 100 by account      | admin-api/sessions, core/people/sign-in-limits, proof sessions   |
 * | content 100/s with bursts, 429 with Retry-After, bounded memory       | content-api/rate-limits, http/rate-limit                         |
 * | resets and invitations: hashed, 30 min, once, dead after a change     | admin-api/links, admin-api/users, admin-api/new-email            |
 * | logs: no credentials, no bodies, own request id                       | every test with an app (http/hold-secrets), http/problems        |
 * | the audit only grows, and verifies                                    | cli/app-role, core/audit-chain, admin-api/audit-walk             |
 * | no stack, SQL, path or package name in an answer                      | http/problems, admin-api/hostile                                 |
 * | caches by rights, language and whole query; bounded                   | content-api/cache-laws, fragment-laws, rights; proof rights      |
 */

const foreign = { origin: 'https://evil.example' }
const mebibyte = 1024 * 1024

function builtUi(t: Parameters<typeof tempFolder>[0]): string {
  const uiDir = tempFolder(t)
  mkdirSync(path.join(uiDir, 'assets'))
  writeFileSync(path.join(uiDir, 'index.html'), '<style nonce="__CSP_NONCE__"></style>')
  writeFileSync(path.join(uiDir, 'assets', 'a.js'), 'void 0')
  return uiDir
}

t.test('every door sends the headers of safety; only the page may run scripts, and only its own', async (t) => {
  const { app, signInAs } = await testApp(t, { uiDir: builtUi(t) })
  const owner = await signInAs('owner')
  const media = await uploadFile({ app }, owner, { filename: 'a.txt', content: 'Some text' })
  const answers: Record<string, LightMyRequestResponse> = {
    content: await app.inject('/content/v1/model'),
    'no content': await app.inject('/content/v1/entries/nothing'),
    administration: await owner.ask('GET', '/me'),
    'nobody there': await app.inject('/admin/v1/me'),
    'no route': await app.inject('/nothing'),
    page: await app.inject('/admin'),
    script: await app.inject('/admin/assets/a.js'),
    file: await app.inject(media.url),
  }
  for (const [door, { headers }] of Object.entries(answers)) {
    t.match(
      headers,
      {
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'strict-transport-security': /max-age=31536000/,
        'cross-origin-opener-policy': 'same-origin',
        'x-request-id': /^[0-9a-f-]{36}$/,
      },
      door,
    )
    t.notOk('x-powered-by' in headers || 'server' in headers, door)
    const policy = String(headers['content-security-policy'])
    t.match(policy, /^default-src 'none'/, door)
    t.equal(/script-src/.test(policy), door === 'page', door)
    t.notMatch(policy.replace(/style-src-attr 'unsafe-inline'/, ''), /unsafe|https?:|\*/, door)
  }
  t.match(answers.page?.headers['content-security-policy'], /frame-ancestors 'none'/)
  t.match(answers.file?.headers, { 'content-security-policy': /sandbox/, 'content-disposition': /^attachment/ })
  t.match(answers.administration?.headers, { 'cache-control': 'no-store' })
})

t.test('pages of other sites read content without credentials, and nothing of the administration', async (t) => {
  const { app, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const open = await app.inject({ url: '/content/v1/model', headers: foreign })
  t.match(open.headers, { 'access-control-allow-origin': '*', 'access-control-expose-headers': /ETag.*Verso-Seq.*Retry-After/i })
  const preflight = await app.inject({
    ...{ method: 'OPTIONS', url: '/content/v1/model' },
    headers: { ...foreign, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
  })
  t.ok(preflight.statusCode < 300, preflight.body)
  const inside = await owner.ask('GET', '/me', undefined, foreign)
  const asked = await app.inject({ method: 'OPTIONS', url: '/admin/v1/me', headers: foreign })
  t.equal(asked.statusCode, 405)
  for (const { headers } of [open, preflight]) t.notOk('access-control-allow-credentials' in headers)
  for (const { headers } of [inside, asked]) t.notOk(Object.keys(headers).some((name) => name.startsWith('access-control-')))
})

t.test('where origins are named, others are told nothing', async (t) => {
  const { app } = await testApp(t, { corsOrigins: ['https://www.example.org'] })
  const own = await app.inject({ url: '/content/v1/model', headers: { origin: 'https://www.example.org' } })
  t.match(own.headers, { 'access-control-allow-origin': 'https://www.example.org', vary: /Origin/ })
  for (const origin of ['https://evil.example', 'https://www.example.org.evil.example', 'http://www.example.org', 'null']) {
    const { headers } = await app.inject({ url: '/content/v1/model', headers: { origin } })
    t.notOk('access-control-allow-origin' in headers, origin)
  }
})

t.test('whatever relies on a cookie is asked by pages of this server alone', async (t) => {
  const { app, signInAs } = await testApp(t, { publicUrl: 'https://cms.example.org' })
  const { cookie } = await signInAs('editor')
  const refresh = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/admin/v1/sessions/refresh', headers: { cookie, ...headers } })
  for (const headers of [
    foreign,
    { origin: 'null' },
    { origin: 'https://cms.example.org.evil.example' },
    { origin: 'https://cms.example.org:8443' },
    { origin: 'http://cms.example.org' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { ...foreign, 'sec-fetch-site': 'same-origin' },
  ] as Record<string, string>[]) {
    const reply = await refresh(headers)
    t.match([reply.statusCode, reply.json().code], [403, 'cross_site'], JSON.stringify(headers))
    t.same(reply.cookies, [], 'the cookie was not looked at')
  }
  t.equal((await refresh({ origin: 'https://cms.example.org' })).statusCode, 200)
})

t.test('bodies end at 1 MiB and JSON at 64 levels, at every door that takes one', async (t) => {
  const { app, signInAs } = await testApp(t)
  const { accessToken } = await signInAs('owner')
  const authorization = `Bearer ${accessToken}`
  const doors: Pick<InjectOptions, 'method' | 'url' | 'headers'>[] = [
    { method: 'POST', url: '/admin/v1/entries', headers: { authorization } },
    { method: 'POST', url: '/admin/v1/sessions' },
    { method: 'POST', url: '/content/v1/graphql' },
    { method: 'POST', url: '/content/v1/query/article' },
  ]
  for (const door of doors) {
    const send = (payload: string) => app.inject({ ...door, headers: { ...door.headers, 'content-type': 'application/json' }, payload })
    const large = await send(`{"a":"${'x'.repeat(mebibyte)}"}`)
    t.equal(large.statusCode, 413, door.url as string)
    if (door.url !== '/content/v1/graphql') t.equal(large.json().code, 'too_large')
    const deep = await send(`{"a":${'['.repeat(65)}${']'.repeat(65)}}`)
    t.equal(deep.statusCode, 400, door.url as string)
    t.equal(
      (await app.inject({ ...door, payload: 'a=b', headers: { ...door.headers, 'content-type': 'application/x-www-form-urlencoded' } }))
        .statusCode,
      415,
    )
  }
})

t.test('headers end at 16 KiB', async (t) => {
  const { app } = await testApp(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
  socket.write(`GET /content/v1/model HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17 * 1024)}\r\n\r\n`)
  const answer = await answered
  socket.destroy()
  t.match(answer, /^HTTP\/1\.1 431 /)
  t.match(answer, /application\/problem\+json/)
})

const byAddress = async (t: Parameters<typeof testApp>[0], trustedProxies: string[]) => {
  const { app, store } = await testApp(t, { trustedProxies })
  return async (remoteAddress: string, forwarded: string): Promise<string | null> => {
    const headers = {
      'x-forwarded-for': forwarded,
      'x-real-ip': '203.0.113.99',
      forwarded: 'for=203.0.113.98',
      'content-type': 'application/json',
    }
    const payload = JSON.stringify({ email: 'nobody@example.org', password: 'otters juggle lanterns' })
    await app.inject({ method: 'POST', url: '/admin/v1/sessions', headers, payload, remoteAddress })
    return (await store.audit.list({ limit: 1 }))[0]?.address ?? null
  }
}

t.test('without a trusted proxy nobody says where they come from', async (t) => {
  const addressOf = await byAddress(t, [])
  t.equal(await addressOf('198.51.100.7', '203.0.113.1'), '198.51.100.7')
  t.equal(await addressOf('127.0.0.1', '203.0.113.1'), '127.0.0.1')
})

t.test('a trusted proxy is believed about its own peer, and not about what that peer says', async (t) => {
  const addressOf = await byAddress(t, ['10.1.0.0/16', 'fd00::/8'])
  t.equal(await addressOf('10.1.2.3', '203.0.113.1'), '203.0.113.1')
  t.equal(await addressOf('fd00::5', '203.0.113.2'), '203.0.113.2')
  t.equal(await addressOf('10.1.2.3', '192.0.2.66, 203.0.113.3'), '203.0.113.3', 'the first was sent by the client')
  t.equal(await addressOf('10.1.2.3', '192.0.2.66, 203.0.113.4, 10.1.9.9'), '203.0.113.4', 'through two proxies')
  t.equal(await addressOf('10.2.0.1', '203.0.113.5'), '10.2.0.1', 'a neighbour of the network is none')
})
