import { buildApp } from '@verso/http'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { holdToDescription } from '../support/described-answers.ts'
import { testStore } from '../support/test-store.ts'

t.test('a test that is answered otherwise than described fails, whichever part it is', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  await aPublishedEntry(ctx, { title: 'Hello', rating: 4 })
  const { get } = await contentServer(t, ctx)
  const real = await get('/entries/article')
  t.equal(real.statusCode, 200)

  const wrong: [string, { status?: number; headers?: Record<string, string>; body?: object }][] = [
    ['an unknown member', { body: { ...real.json(), more: 1 } }],
    ['a field of another kind', { body: { ...real.json(), data: [{ ...real.json().data[0], rating: 'four' }] } }],
    ['a status that nothing tells of', { status: 500, body: { status: 500 } }],
    ['a missing header', { headers: { 'verso-seq': '' } }],
  ]
  for (const [name, { status = 200, headers = {}, body = real.json() }] of wrong) {
    const app = buildApp()
    holdToDescription(app, ctx)
    const given = { ...real.headers, 'content-length': undefined, ...headers }
    app.get('/content/v1/entries/article', async (_, reply) => reply.code(status).headers(given).send(JSON.stringify(body)))
    t.teardown(() => app.close())
    await t.rejects(app.inject('/content/v1/entries/article'), { message: /isn't as described/ }, name)
  }
})
