import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { siteTypes } from '../support/a-site.ts'
import { runJobs } from '../support/run-jobs.ts'
import { appOver, type Person, type TestApp, testApp } from '../support/test-app.ts'
import { runSql } from '../support/test-server.ts'
import { databaseOf } from '../support/test-store.ts'

interface Told {
  event: string
  data: Record<string, unknown>
}

/** Watches as a browser would, over a real connection. */
async function watch(t: Test, { app }: TestApp, who: Person) {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const controller = new AbortController()
  t.teardown(() => controller.abort())
  const answer = await fetch(`http://127.0.0.1:${port}/admin/v1/live`, {
    headers: { authorization: `Bearer ${who.accessToken}` },
    signal: controller.signal,
  })
  const told: Told[] = []
  const state = { isOver: false }
  const reading = async () => {
    const decoder = new TextDecoder()
    let text = ''
    const reader = answer.body?.getReader()
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      text += decoder.decode(part.value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const [, event, data] = /^event: (.+)\ndata: (.+)$/.exec(block) ?? []
        if (event !== undefined && data !== undefined) told.push({ event, data: JSON.parse(data) })
      }
    }
  }
  reading()
    .catch(() => {})
    .finally(() => {
      state.isOver = true
    })
  const find = (event: string, fits: (data: Record<string, unknown>) => boolean) =>
    told.find((one) => one.event === event && fits(one.data))
  return {
    answer,
    told,
    state,
    find,
    heard: (event: string, fits: (data: Record<string, unknown>) => boolean) => until(() => find(event, fits)),
  }
}

async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = look()
    if (found !== undefined && found !== false) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('Waited in vain')
}

async function house(t: Test) {
  const made = await testApp(t)
  await siteTypes(made.system)
  const [ada, eve] = [await made.signInAs('editor'), await made.signInAs('editor')]
  const page = (await ada.ask('POST', '/entries', { type: 'page', fields: { title: { en: 'Page' } } })).json()
  return { made, ada, eve, page }
}

t.test('who watches learns who is there, what is saved and what is published, also by another process', async (t) => {
  const { made, ada, eve, page } = await house(t)
  const other = await appOver(made.store)
  t.teardown(other.close)
  const watching = await watch(t, made, ada)
  t.match(watching.answer.headers.get('content-type'), /^text\/event-stream/)
  t.equal(watching.answer.headers.get('cache-control'), 'no-store')
  const stranger = await watch(t, made, await made.signInAs())

  t.equal((await eve.ask('PUT', `/entries/${page.id}/presence`, { clientId: 'one', path: '/fields/title', locale: 'en' })).statusCode, 204)
  const { data } = await watching.heard('presence', ({ entryId }) => entryId === page.id)
  t.match(data, { people: [{ id: eve.id, name: 'The editor', clientId: 'one', path: '/fields/title', locale: 'en', since: String }] })

  await eve.ask('PATCH', `/entries/${page.id}`, { fields: { title: { en: 'Changed' } }, baseRevision: 1 })
  t.match((await watching.heard('entry.saved', ({ revision }) => revision === 2)).data, { id: page.id, type: 'page', by: { id: eve.id } })
  await eve.ask('POST', `/entries/${page.id}/publish`)
  t.match((await watching.heard('entry.published', () => true)).data, {
    seq: Number,
    kind: 'entry.published',
    items: [{ op: 'publish', id: page.id, type: 'page', locale: 'en', slug: 'page' }],
  })
  const late = await watch(t, made, ada)
  await late.heard('presence', ({ entryId }) => entryId === page.id)

  t.equal((await eve.ask('DELETE', `/entries/${page.id}/presence`, { clientId: 'one' })).statusCode, 204)
  await watching.heard('presence', ({ people }) => Array.isArray(people) && people.length === 0)
  t.equal(watching.told.filter(({ event }) => event === 'entry.saved').length, 1, 'each thing once')
  t.strictSame(stranger.told, [], 'who may not read learns nothing')
})

t.test('a presence that is not said again ends after a minute', async (t) => {
  const { made, ada, eve, page } = await house(t)
  const watching = await watch(t, made, ada)
  await eve.ask('PUT', `/entries/${page.id}/presence`, { clientId: 'gone' })
  await watching.heard('presence', ({ people }) => Array.isArray(people) && people.length === 1)
  await runSql(databaseOf(made.store), `update "Presence" set "seenAt" = now() - interval '61 seconds'`)
  await watching.heard('presence', ({ people }) => Array.isArray(people) && people.length === 0)
  t.pass()
})

t.test('whoever has no account any more watches nothing', async (t) => {
  const { made, eve } = await house(t)
  const owner = await made.signInAs('owner')
  const watching = await watch(t, made, eve)
  await owner.ask('PATCH', `/users/${eve.id}`, { status: 'disabled' })
  await until(() => watching.state.isOver)
  t.pass()
})

t.test('how far a change of many entries is, is told to whoever asked for it, to the end', async (t) => {
  const { made, ada, eve } = await house(t)
  const [watching, other] = [await watch(t, made, ada), await watch(t, made, eve)]
  const ids = Array.from({ length: 101 }, () => randomUUID())

  const { job } = (await ada.ask('POST', '/entries/bulk', { action: 'publish', ids })).json()

  t.match((await watching.heard('job', ({ id, state }) => id === job && state === 'pending')).data, {
    action: 'publish',
    done: 0,
    total: 101,
  })
  await runJobs(made.system)
  t.match((await watching.heard('job', ({ id, state }) => id === job && state !== 'pending' && state !== 'running')).data, {
    state: 'done',
    done: 101,
    failed: 101,
  })
  t.equal(watching.told.filter(({ event, data }) => event === 'job' && data.state === 'done').length, 1)
  t.same(other.told, [], 'it is nobody else’s business')
})

t.test('presence takes what it knows, of entries that one may read', async (t) => {
  const { made, ada, page } = await house(t)
  const put = (body: object, id = page.id) => ada.ask('PUT', `/entries/${id}/presence`, body)
  for (const body of [{}, { clientId: '' }, { clientId: 'x'.repeat(65) }, { clientId: 'a', mood: 'good' }])
    t.equal((await put(body)).statusCode, 400)
  t.equal((await put({ clientId: 'a' }, 'nothing')).statusCode, 404)
  t.equal((await (await made.signInAs()).ask('PUT', `/entries/${page.id}/presence`, { clientId: 'a' })).statusCode, 403)
  t.equal((await made.ask('GET', '/live')).statusCode, 401)
})
