import { Refusal } from '@verso/core'
import { UnavailableError } from '@verso/data'
import { buildApp } from '@verso/http'
import t, { type Test } from 'tap'

async function appThatThrows(t: Test, error: unknown) {
  const app = buildApp()
  app.get('/', async () => {
    throw error
  })
  t.teardown(() => app.close())
  await app.ready()
  return app.inject('/')
}

t.test('a refusal is told with its code, sentence, issues and facts', async (t) => {
  const issues = [{ path: '/fields/title', code: 'required', message: 'A title is needed' }]
  const reply = await appThatThrows(t, new Refusal('conflict', 'Someone was faster', { issues, facts: { revision: 7 } }))
  t.equal(reply.statusCode, 409)
  t.equal(reply.headers['content-type'], 'application/problem+json')
  t.equal(reply.headers['cache-control'], 'no-store')
  const { instance, ...rest } = reply.json()
  t.equal(instance, `urn:uuid:${reply.headers['x-request-id']}`)
  t.match(rest, {
    type: 'urn:verso:problem:conflict',
    title: String,
    status: 409,
    code: 'conflict',
    detail: 'Someone was faster',
    revision: 7,
    issues,
  })
})

t.test('a fault of ours says nothing of itself', async (t) => {
  for (const error of [
    new Error('select "passwordHash" from "User"'),
    Object.assign(new Error('at /srv/verso/index.js'), { code: 'ENOENT' }),
    'a string',
    undefined,
  ]) {
    const reply = await appThatThrows(t, error)
    t.equal(reply.statusCode, 500)
    t.same(Object.keys(reply.json()).sort(), ['code', 'instance', 'status', 'title', 'type'])
    t.notMatch(reply.body, /passwordHash|srv|string/)
  }
})

t.test('a database that is away, and limits, say when to come again', async (t) => {
  const away = await appThatThrows(t, new UnavailableError('database_unavailable', new Error('connect ECONNREFUSED 10.0.0.7')))
  t.match([away.statusCode, away.json().code, away.headers['retry-after']], [503, 'database_unavailable', '1'])
  t.notMatch(away.body, /10\.0\.0\.7/)
  const limited = await appThatThrows(t, new Refusal('too_many_requests', 'Wait', { retryAfterSeconds: 42 }))
  t.match([limited.statusCode, limited.headers['retry-after']], [429, '42'])
})

t.test('a request id that was sent is not believed', async (t) => {
  const app = buildApp()
  app.get('/', async () => ({}))
  t.teardown(() => app.close())
  await app.ready()
  const reply = await app.inject({ url: '/', headers: { 'x-request-id': 'mine', 'request-id': 'mine' } })
  t.match(reply.headers['x-request-id'], /^[0-9a-f-]{36}$/)
  t.match(reply.headers, {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  })
})
