import { type Context, createEntry, createToken, publishEntry } from '@verso/core'
import { contentApi, type ContentApiOptions } from '@verso/content-api'
import { type AppOptions, buildApp } from '@verso/http'
import t, { type Test } from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { overConnection } from '../support/over-connection.ts'
import { testStore } from '../support/test-store.ts'

const list = '/content/v1/entries/article'
const short = `${list}?select=title`

t.test('an answer from memory says before the routes what it says behind them, header by header', async (t) => {
  const ctx = await aSite(t)
  const { app, ask, routed } = await aServer(t, ctx)
  const token = (await createToken(ctx, { name: 'all', kind: 'content', types: ['*'] })).text
  const etag = String((await ask(list)).headers.etag)
  for (const headers of [
    {},
    { 'accept-encoding': 'gzip' },
    { 'if-none-match': etag },
    { 'if-none-match': '"another"' },
    { authorization: `Bearer ${token}` },
    { origin: 'https://example.org' },
  ]) {
    for (const url of [list, short, '/content/v1/model']) {
      // A coding is made by the first who asks for it, and rights are asked for anew once in a second.
      for (let tries = 0; tries < 2; tries += 1) await ask(url, { headers })
      const before = routed()
      const found = await ask(url, { headers })
      const isInFront = routed() === before
      const expected = await app.inject({ url, headers })
      t.equal(found.statusCode, expected.statusCode)
      t.same(comparable(found.headers), comparable(expected.headers))
      t.ok(found.rawPayload.equals(expected.rawPayload), 'the same bytes')
      t.equal(found.headers.connection, 'keep-alive')
      t.match(found.headers['x-request-id'], /^[0-9a-f-]{36}$/)
      t.ok(Date.now() - Date.parse(found.headers.date ?? '') < 60_000)
      t.ok(isInFront || (await isInFrontSoon(() => ask(url, { headers }), routed)), `${url} ${JSON.stringify(headers)} meets no route`)
    }
  }
})

t.test('whatever is no plain question for what is kept goes to the routes', async (t) => {
  const { ask, routed } = await aServer(t, await aSite(t))
  const whole = await ask(list)
  const head = await ask(list, { method: 'HEAD' })
  t.same([head.statusCode, head.rawPayload.length, head.headers['content-length']], [200, 0, String(whole.rawPayload.length)])
  t.same((await ask(list)).rawPayload, whole.rawPayload, 'the connection goes on')
  for (const [url, asked, status] of [
    [list, { method: 'POST' }, 405],
    [list, { headers: { authorization: 'Bearer nobody' } }, 401],
    [list, { headers: { authorization: 'Basic eDp5' } }, 401],
    [`${list}/`, {}, 404],
    [`${list}?`, {}, 200],
    [`${list}?minSeq=1`, {}, 200],
    ['/content/v1/model?minSeq=1', {}, 400],
    [list, { headers: { connection: 'close' } }, 200],
  ] as const) {
    const before = routed()
    const reply = await ask(url, asked)
    t.equal(reply.statusCode, status, `${url} ${JSON.stringify(asked)}`)
    // What is no answer at all is none of the front.
    if (status !== 200) continue
    t.equal(routed(), before + 1, 'by a route')
    t.same(reply.rawPayload, whole.rawPayload)
  }
})

t.test('it is counted, and what is too much is refused', async (t) => {
  const { ask } = await aServer(t, await aSite(t), { rate: { count: 1, seconds: 3600, burst: 4 } })
  const left = async (headers = {}) => (await ask(list, { headers })).headers['ratelimit-remaining']
  const { headers } = await ask(list)
  t.equal(headers['ratelimit-remaining'], '3')
  t.same([await left(), await left(), await left({ 'if-none-match': headers.etag }), await left()], ['2', '1', '1', '0'])
  const refused = await ask(list)
  t.same([refused.statusCode, refused.headers['ratelimit-remaining']], [429, '0'])
  t.equal(await left({ 'if-none-match': headers.etag }), '0')
})

t.test('who asks by a proxy that is trusted is counted by the address that it tells', async (t) => {
  const rate = { count: 1, seconds: 3600, burst: 4 }
  const { ask } = await aServer(t, await aSite(t), { rate, trustedProxies: ['127.0.0.0/8'] })
  const left = async (address: string) => (await ask(list, { headers: { 'x-forwarded-for': address } })).headers['ratelimit-remaining']
  t.same(
    [await left('192.0.2.1'), await left('192.0.2.1'), await left('192.0.2.2'), await left('192.0.2.9, 192.0.2.1')],
    ['3', '2', '3', '1'],
  )
})

async function aSite(t: Test): Promise<Context> {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    name: 'article',
    publicRead: true,
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'body', kind: 'longText' },
    ],
  })
  for (const body of ['Plain', 'Größer – 大', 'x'.repeat(10_000)]) {
    const { row } = await createEntry(ctx, { type: 'article', fields: { title: 'One', body } })
    await publishEntry(ctx, row.id)
  }
  return ctx
}

/** Tells how many requests have met a route. */
async function aServer(t: Test, ctx: Context, { trustedProxies = [], ...options }: Pick<ContentApiOptions, 'rate'> & AppOptions = {}) {
  const { actor: _, address: __, requestId: ___, ...base } = ctx
  const app = buildApp({ trustedProxies })
  let count = 0
  app.addHook('onRequest', async () => {
    count += 1
  })
  await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['https://example.org'], ...options })
  t.teardown(() => app.close())
  return { app, ask: await overConnection(t, app), routed: () => count }
}

/** On a slow machine a second may be over between two questions; not again and again. */
async function isInFrontSoon(ask: () => Promise<unknown>, routed: () => number): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    const before = routed()
    await ask()
    if (routed() === before) return true
  }
  return false
}

/** Without what is of one request or of the connection. */
function comparable(headers: Record<string, unknown>) {
  const { date: _, connection: __, 'keep-alive': ___, 'x-request-id': ____, ...others } = headers
  return others
}
