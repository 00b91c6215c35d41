import { createToken } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { statementsOf } from '../support/statements-of.ts'
import { testStore } from '../support/test-store.ts'

/** So slow that nothing comes back while a test runs. */
const rate = { count: 1, seconds: 3600, burst: 5 }

async function aSite(t: Test) {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  await aPublishedEntry(ctx, { title: 'Hello', body: 'words '.repeat(400) })
  const { app, get } = await contentServer(t, ctx, { rate })
  const from = (remoteAddress: string, path = '/entries/article/hello', headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url: `/content/v1${path}`, headers, remoteAddress })
  return { ctx, get, from }
}

t.test('so many requests of an address are answered, each says how many are left, the next is told to wait', async (t) => {
  const { from } = await aSite(t)
  const replies = []
  for (const path of ['/entries/article/hello', '/entries/article/hello', '/entries/article?limit=1', '/model', '/nothing', '/model'])
    replies.push(await from('192.0.2.1', path))
  t.same(
    replies.map((reply) => [reply.statusCode, reply.headers['ratelimit-remaining']]),
    [
      [200, '4'],
      [200, '3'],
      [200, '2'],
      [200, '1'],
      [404, undefined],
      [200, '0'],
    ],
  )
  const refused = await from('192.0.2.1')
  t.match(refused.json(), { status: 429, code: 'too_many_requests' })
  t.match(refused.headers, { 'retry-after': /^\d+$/, 'ratelimit-limit': '5', 'ratelimit-remaining': '0', 'cache-control': 'no-store' })
  t.equal(refused.headers['access-control-allow-origin'], '*')
  t.equal((await from('192.0.2.2')).statusCode, 200, 'another address')
  t.same(
    [(await from('2001:db8::1')).headers['ratelimit-remaining'], (await from('2001:db8::2')).headers['ratelimit-remaining']],
    ['4', '3'],
  )
})

t.test('what has not changed is free, in a coding too, from memory and not', async (t) => {
  const { from } = await aSite(t)
  const etag = String((await from('192.0.2.1')).headers.etag)
  for (const headers of [{ 'if-none-match': etag }, { 'if-none-match': etag, 'accept-encoding': 'gzip' }])
    for (const path of ['/entries/article/hello', '/entries/article?filter[_publishedAt][lt]=now%2B1d', '/events'])
      for (let count = 0; count < 4; count += 1) {
        const known = path === '/entries/article/hello' ? headers : { ...headers, 'if-none-match': '*' }
        const reply = await from('192.0.2.1', path, known)
        if (reply.statusCode === 304) t.equal(reply.headers['ratelimit-remaining'], '4', path)
        else t.fail(`${path} ${reply.statusCode} ${reply.body}`)
      }
})

t.test('each token has requests of its own; guessing them is counted before anything is asked of the database', async (t) => {
  const { ctx, from } = await aSite(t)
  const tokens: string[] = []
  for (const name of ['one', 'two']) tokens.push((await createToken(ctx, { name, kind: 'content', types: ['article'] })).text)
  const as = (token: string | undefined) => from('192.0.2.1', '/model', { authorization: `Bearer ${token}` })
  t.equal((await as(tokens[0])).headers['ratelimit-remaining'], '4')
  t.equal((await as(tokens[0])).headers['ratelimit-remaining'], '3')
  t.equal((await as(tokens[1])).headers['ratelimit-remaining'], '4')

  const guess = (index: number) => as(tokens[0]?.replace(/.{4}$/, `x${String(index).padStart(3, '0')}`))
  for (let index = 0; index < 5; index += 1) t.equal((await guess(index)).statusCode, 401)
  const statements = await statementsOf(async () => t.equal((await guess(5)).statusCode, 429))
  t.equal(statements, 0)
})
