import { createEntry, publishEntry } from '@verso/core'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

const list = '/entries/article'
const short = `${list}?select=title`

t.test('an answer from memory says over a connection what it says elsewhere, header by header', async (t) => {
  const { inject, ask } = await aServer(t)
  for (const headers of [{}, { 'accept-encoding': 'gzip' }, { connection: 'close' }]) {
    for (const path of [list, list, list, short, short, short]) {
      const expected = await inject(path, headers)
      const found = await ask(path, { headers })
      t.equal(found.status, 200)
      t.same(comparable(found.headers), comparable(expected.headers))
      t.ok(found.body.equals(expected.rawPayload), 'the same bytes')
      t.equal(found.headers.connection, 'connection' in headers ? 'close' : 'keep-alive')
      t.ok(Date.now() - Date.parse(found.headers.date ?? '') < 60_000)
    }
  }
})

t.test('it is not sent again to who has it, and without a body to who asks for the head', async (t) => {
  const { ask } = await aServer(t)
  const whole = await ask(list)
  const again = await ask(list, { headers: { 'if-none-match': whole.headers.etag ?? '' } })
  t.same([again.status, again.body.length, again.headers.etag], [304, 0, whole.headers.etag])
  const head = await ask(list, { method: 'HEAD' })
  t.same([head.status, head.body.length, head.headers['content-length']], [200, 0, String(whole.body.length)])
  t.same((await ask(list)).body, whole.body, 'the connection goes on')
})

async function aServer(t: Test) {
  const store = await testStore(t)
  const ctx = await aContext(store)
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
  const { app, get } = await contentServer(t, ctx)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => agent.destroy())
  const { port } = app.server.address() as AddressInfo
  return { inject: get, ask: (path: string, options: Asked = {}) => ask({ port, agent, path: `/content/v1${path}` }, options) }
}

interface Asked {
  method?: string
  headers?: Record<string, string>
}

function ask(
  { port, agent, path }: { port: number; agent: Agent; path: string },
  { method = 'GET', headers = {} }: Asked,
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }))
      response.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}

/** Without what is of one request or of the connection. */
function comparable(headers: Record<string, unknown>) {
  const { date: _, connection: __, 'keep-alive': ___, 'x-request-id': ____, ...others } = headers
  return others
}
