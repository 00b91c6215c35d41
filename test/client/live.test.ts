import { createClient, type PublishedEvent, VersoError } from '@verso/client'
import t from 'tap'
import { until } from '../support/event-stream.ts'
import { testApp } from '../support/test-app.ts'

async function aSite(t: Parameters<typeof testApp>[0]) {
  const { app, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', { name: 'note', publicRead: true, fields: [{ name: 'title', kind: 'text' }] })
  const write = async (title: string) => {
    const { id } = (await owner.ask('POST', '/entries', { type: 'note', fields: { title } })).json()
    await owner.ask('POST', `/entries/${id}/publish`)
    return id as string
  }
  return { write, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
}

t.test('a listener gets each event once, over connections that are cut, until it has had enough', async (t) => {
  const { write, url } = await aSite(t)
  const connections: AbortController[] = []
  /** A network that can be cut. */
  const throughNetwork: typeof fetch = (input, init) => {
    const connection = new AbortController()
    connections.push(connection)
    init?.signal?.addEventListener('abort', () => connection.abort(init.signal?.reason))
    return fetch(input, { ...init, signal: connection.signal })
  }
  const client = createClient({ url, fetch: throughNetwork })
  const enough = new AbortController()
  const heard: PublishedEvent[] = []
  const listening = (async () => {
    for await (const event of client.live({ signal: enough.signal, types: ['note'] })) heard.push(event)
  })()
  await until(() => connections.length === 1)
  // It begins at the present of when it came: so it has to have come.
  for (let count = 0; heard.length === 0; count += 1) {
    await write(`first ${count}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const before = heard.length

  connections[0]?.abort()
  const ids = [await write('while away'), await write('while away too')]
  await until(() => heard.length >= before + 2)
  t.match(
    heard.slice(-2).map(({ items }) => items[0]?.id),
    ids,
  )
  t.same(
    heard.map(({ seq }) => seq),
    heard.map((_, index) => (heard[0]?.seq ?? 0) + index),
    'none is missing, and none comes twice',
  )
  enough.abort(new Error('enough'))
  await t.rejects(listening, /enough/)
})

t.test('a refusal ends it', async (t) => {
  const { url } = await aSite(t)
  await t.rejects(
    createClient({ url })
      .live({ types: ['nothing'] })
      .next(),
    VersoError,
  )
  await t.rejects(createClient({ url: 'http://127.0.0.1:9', retries: 0 }).live().next(), { code: 'no_answer' })
})
