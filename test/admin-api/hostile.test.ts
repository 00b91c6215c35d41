import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { multipart } from '../support/multipart.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

interface Described {
  paths: Record<string, Record<string, { security?: unknown[] }>>
}

const aUuid = '0192f3a0-0000-7000-8000-000000000000'
const fill = (path: string) =>
  path
    .replace('{number}', '1')
    .replace('{name}', 'viewer')
    .replaceAll(/\{\w+\}/g, aUuid)

async function routesOf(app: TestApp): Promise<{ method: 'GET' | 'POST' | 'PATCH' | 'DELETE'; path: string; isOpen: boolean }[]> {
  const owner = await app.signInAs('owner')
  const { paths } = (await owner.ask('GET', '/openapi.json')).json() as Described
  // What is answered to HEAD has no body to look at.
  return Object.entries(paths).flatMap(([path, { head: _, ...methods }]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase() as 'GET',
      path: fill(path).replace('/admin/v1', ''),
      isOpen: security?.length === 0,
    })),
  )
}

t.test('every route but those for signing in needs a credential, whatever else is wrong with the request', async (t) => {
  const app = await testApp(t)
  const routes = await routesOf(app)
  t.ok(routes.length > 40, `${routes.length} routes`)
  for (const { method, path, isOpen } of routes) {
    if (isOpen) continue
    const reply = await app.ask(method, path, method === 'GET' ? undefined : { nonsense: true })
    t.match(reply.json(), { status: 401, code: 'unauthenticated' }, `${method} ${path}`)
    t.match(reply.headers, { 'www-authenticate': 'Bearer', 'cache-control': 'no-store', 'content-type': 'application/problem+json' })
  }
  t.same(
    routes.filter(({ isOpen }) => isOpen).map(({ method, path }) => `${method} ${path}`),
    [
      'GET /setup',
      'POST /setup',
      'POST /sessions',
      'POST /sessions/passkey/options',
      'POST /sessions/passkey/verify',
      'POST /sessions/refresh',
      'DELETE /sessions/current',
      'GET /sessions/oidc',
      `POST /sessions/oidc/${aUuid}/options`,
      `POST /sessions/oidc/${aUuid}/verify`,
      'POST /password-resets',
      'POST /password-resets/confirm',
      'POST /email-changes/confirm',
      'POST /invitations/accept',
    ],
  )
})

t.test('a role without any right is refused everywhere but at itself, and no answer is ever a fault of the server', async (t) => {
  const app = await testApp(t)
  const nobody = await app.signInAs()
  const selfish = [
    '/me',
    '/me/rights',
    '/me/second-factor',
    '/me/passkeys',
    '/me/providers',
    '/me/passkeys/options',
    '/sessions',
    '/setup',
    '/openapi.json',
    '/openapi/content.json',
    '/locales',
    '/types',
    '/model',
  ]
  for (const { method, path } of await routesOf(app)) {
    if (selfish.some((own) => path === own || path.startsWith('/sessions'))) continue
    const reply = await nobody.ask(method, path, method === 'POST' || method === 'PATCH' ? {} : undefined)
    t.ok([400, 403, 404, 415, 428].includes(reply.statusCode), `${method} ${path}: ${reply.statusCode}`)
    if (method === 'GET') t.ok([403, 404].includes(reply.statusCode), `${method} ${path}: ${reply.statusCode}`)
  }
})

t.test('odd bodies, ids and parameters are refused by every route and never a fault of the server', async (t) => {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  const raw = (payload: string | Buffer, type = 'application/json') => ({
    payload,
    headers: { 'content-type': type, authorization: `Bearer ${owner.accessToken}` },
  })
  const bodies: [ReturnType<typeof raw>, string][] = [
    [raw('{"a":'), 'invalid_json'],
    [raw(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 'invalid_json'],
    [raw('\ufeff{}'), 'invalid_json'],
    [raw('{"name":"a","name":"b"}'), 'duplicate_key'],
    [raw('{"fields":{"x":{"a":1,"\\u0061":2}}}'), 'duplicate_key'],
    [raw('{"__proto__":{"isAdmin":true}}'), 'forbidden_key'],
    [raw('{"constructor":{"prototype":{}}}'), 'forbidden_key'],
    [raw(`{"a":${'['.repeat(70)}${']'.repeat(70)}}`), 'invalid_request'],
    [raw('{"name":"a\\u0000b"}'), 'invalid_value'],
    [raw('{"name":"\\ud800"}'), 'invalid_value'],
    [raw('{"number":12345678901234567890}'), 'invalid_value'],
    [raw('{"number":1e400}'), 'invalid_value'],
    [raw('null'), 'invalid_request'],
    [raw('[]'), 'invalid_request'],
    [raw('"x"'), 'invalid_request'],
    [raw('{}', 'text/plain'), 'unsupported_media_type'],
    [raw('{}', 'application/json; charset=latin1'), 'unsupported_media_type'],
    [raw('{}', 'application/vnd.api+json'), 'unsupported_media_type'],
    [raw(`{"name":"${'x'.repeat(1024 * 1024)}"}`), 'too_large'],
  ]
  // Files and lines of JSON come in bodies of other kinds.
  const takesOther = /^\/media$|^\/media\/[^/]+\/file$|^\/entries\/import$|^\/uploads/
  for (const { method, path, isOpen } of await routesOf(app)) {
    if (method === 'GET' || method === 'DELETE' || isOpen || takesOther.test(path)) continue
    for (const [body, code] of bodies) {
      const reply = await app.app.inject({ method, url: `/admin/v1${path}`, ...body })
      t.equal(reply.json().code, code, `${method} ${path} ${String(body.payload).slice(0, 40)}`)
    }
  }
  for (const { method, path } of await routesOf(app)) {
    if (path.startsWith('/sessions/current')) continue
    t.equal((await owner.ask(method, `${path}?nonsense=1`)).statusCode, 400, `${method} ${path}?nonsense=1`)
    t.equal((await owner.ask(method, `${path}?a=%ff`)).statusCode, 400)
  }
  t.equal((await owner.ask('GET', '/audit?limit=1&limit=2')).statusCode, 400)
})

t.test('there is one spelling of each address', async (t) => {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  const nowhere = [
    '/admin/v1/me/',
    '/admin/v1//me',
    '/admin//v1/me',
    '/admin/v1/me;x=1',
    '/admin/v1%2fme',
    '/admin/v1/me%00',
    '/admin/v1/%5cme',
    '/admin/v1/ME',
    '/Admin/v1/me',
    '/admin/v1/roles/%2fviewer',
    '/admin/v1/roles/%zz',
    '/admin/v1/nothing',
    '/admin/v1',
  ]
  for (const url of nowhere) {
    const reply = await app.app.inject({ url, headers: { authorization: `Bearer ${owner.accessToken}` } })
    t.match(reply.json(), { status: 404, code: 'not_found' }, url)
    t.match(reply.headers, { 'content-type': 'application/problem+json', 'x-request-id': String })
  }
  t.equal((await owner.ask('GET', '/admin/v1/%6de')).statusCode, 200)
  t.equal((await owner.ask('GET', `/me?x=${'y'.repeat(9000)}`)).json().code, 'uri_too_long')
})

t.test('dots in a path lead nowhere, also when nobody has tidied them up on the way', async (t) => {
  const { port, signInAs } = await listening(t)
  const { accessToken } = await signInAs('owner')
  for (const path of [
    '/admin/v1/./me',
    '/admin/v1/x/../me',
    '/admin/v1/x/%2e%2e/me',
    '/admin/v1/..',
    '/media/../admin/v1/me',
    'http://other/admin/v1/me',
    '*',
  ]) {
    const answer = await sendRaw(
      port,
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${accessToken}\r\n\r\n`,
    )
    t.match(answer, /^HTTP\/1\.1 40[04] [\s\S]*application\/problem\+json/, path)
  }
})

t.test('a known address says which methods it takes, and overrides are not believed', async (t) => {
  const app = await testApp(t)
  for (const [method, path, allow] of [
    ['PUT', '/me', 'GET, HEAD, PATCH'],
    ['OPTIONS', '/me', 'GET, HEAD, PATCH'],
    ['DELETE', '/entries', 'GET, HEAD, POST'],
    ['POST', `/entries/${aUuid}`, 'DELETE, GET, HEAD, PATCH'],
  ] as const) {
    const reply = await app.ask(method, path, undefined, { origin: 'https://evil.example' })
    t.match([reply.statusCode, reply.json().code, reply.headers.allow], [405, 'method_not_allowed', allow], `${method} ${path}`)
    t.notOk(reply.headers['access-control-allow-origin'])
  }
  const owner = await app.signInAs('owner')
  t.equal(
    (await owner.ask('GET', '/me', undefined, { 'x-http-method-override': 'DELETE', 'x-original-url': '/admin/v1/users' })).json().email,
    owner.email,
  )
})

t.test('where nothing is, and by methods that nothing takes, it does not matter what was sent', async (t) => {
  const { port, ...app } = await listening(t)
  const bad = { payload: '{', headers: { 'content-type': 'application/json' } }
  t.match((await app.app.inject({ method: 'POST', url: '/admin/v1/nothing', ...bad })).json(), { status: 404, code: 'not_found' })
  t.match((await app.app.inject({ method: 'PUT', url: '/admin/v1/me', ...bad })).json(), { status: 405, code: 'method_not_allowed' })
  t.match((await app.app.inject({ method: 'PUT', url: '/admin/v1/me', payload: 'x' })).json(), { status: 405 })
  for (const method of ['QUERY', 'PROPFIND', 'TRACE', 'LOCK']) {
    const answer = await sendRaw(port, `${method} /admin/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    t.match(answer, /^HTTP\/1\.1 405 [\s\S]*allow: GET, HEAD, PATCH/i, method)
  }
})

t.test('a body in a content coding is refused as such', async (t) => {
  const app = await testApp(t)
  const ask = (coding: string) => app.ask('POST', '/sessions', { email: 'a', password: 'b' }, { 'content-encoding': coding })
  for (const coding of ['gzip', 'br', 'identity, gzip', '']) t.match((await ask(coding)).json(), { status: 415 }, coding)
  t.equal((await ask('Identity')).statusCode, 401)
})

t.test('two credentials, odd ones and those of other doors are refused', async (t) => {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  const ask = (authorization: string) => app.ask('GET', '/me', undefined, { authorization })
  t.match((await ask(`Bearer ${owner.accessToken}, Bearer ${owner.accessToken}`)).json(), { status: 400, code: 'several_credentials' })
  for (const header of ['', 'Bearer', 'Basic YTpi', owner.accessToken, 'Bearer a b', 'Bearer é'])
    t.equal((await ask(header)).statusCode, 401, header)
  t.equal((await ask(`bearer ${owner.accessToken}`)).statusCode, 200)
  t.equal((await app.ask('GET', `/me?access_token=${owner.accessToken}`)).statusCode, 401)
})

t.test('requests that are not HTTP, or too much of it, get a problem as well', async (t) => {
  const { port } = await listening(t)
  const replies = await Promise.all([
    sendRaw(port, 'NONSENSE\r\n\r\n'),
    sendRaw(port, `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(17_000)}\r\n\r\n`),
    sendRaw(port, 'POST /admin/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'),
  ])
  t.match(replies[0], /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"invalid_request"/)
  t.match(replies[1], /^HTTP\/1\.1 431 [\s\S]*"code":"headers_too_large"/)
  t.match(replies[2], /^HTTP\/1\.1 400 /)
})

t.test('a refused upload is answered while it is still being sent, and the server goes on', async (t) => {
  const app = await listening(t)
  const editor = await app.signInAs('editor')
  const big = multipart({ name: 'file', filename: 'a.png', content: Buffer.alloc(20_000_000, '<html>') })
  for (let count = 0; count < 3; count += 1) t.equal(await post(app.port, editor.accessToken, big), 415)
  t.equal((await editor.ask('GET', '/me')).statusCode, 200)
})

async function listening(t: Test): Promise<TestApp & { port: number }> {
  const app = await testApp(t)
  await app.app.listen({ host: '127.0.0.1', port: 0 })
  return { ...app, port: (app.app.server.address() as AddressInfo).port }
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

function post(port: number, token: string, { payload, headers }: ReturnType<typeof multipart>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/admin/v1/media',
        headers: { ...headers, authorization: `Bearer ${token}`, 'content-length': payload.length },
      },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode))
      },
    )
    request.on('error', reject)
    request.end(payload)
  })
}
