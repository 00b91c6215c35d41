import { clearIdempotencyKeys, createType } from '@verso/core'
import pg from 'pg'
import t, { type Test } from 'tap'
import { untilWaiting } from '../data/waiting.ts'
import { anEntry, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { multipart } from '../support/multipart.ts'
import { appOver, type Person, type TestApp, testApp } from '../support/test-app.ts'
import { storeOn } from '../support/test-store.ts'

const hour = 60 * 60 * 1000
const hello = { type: 'article', fields: { title: 'Hello' } }
const keyed = (key: string) => ({ 'idempotency-key': key })

async function withArticles(t: Test) {
  const app = await testApp(t)
  await aType(app.system)
  return { ...app, editor: await app.signInAs('editor') }
}

async function countEntries(person: Pick<Person, 'ask'>): Promise<number> {
  return (await person.ask('GET', '/entries?type=article&count=true')).json().page.total
}

t.test('a repeat has no effect and gets the first answer again, byte for byte', async (t) => {
  const { editor } = await withArticles(t)

  const first = await editor.ask('POST', '/entries', hello, keyed('a'))
  const second = await editor.ask('POST', '/entries', hello, keyed('a'))

  t.equal(first.statusCode, 201)
  t.equal(first.headers['idempotency-replayed'], undefined)
  t.equal(second.statusCode, 201)
  t.equal(second.headers['idempotency-replayed'], 'true')
  t.equal(second.body, first.body)
  for (const name of ['location', 'etag', 'content-type', 'cache-control']) t.equal(second.headers[name], first.headers[name])
  t.not(second.headers['x-request-id'], first.headers['x-request-id'])
  t.equal(await countEntries(editor), 1)
})

t.test('every kind of write takes a key: publishing again, saving again and deleting again are told as the first time', async (t) => {
  const { editor, store } = await withArticles(t)
  const { id } = (await editor.ask('POST', '/entries', hello)).json()
  const twice = async (...[method, path, body]: Parameters<Person['ask']>) => {
    const first = await editor.ask(method, path, body, keyed(`${method} ${path}`.replaceAll(' ', ':')))
    const second = await editor.ask(method, path, body, keyed(`${method} ${path}`.replaceAll(' ', ':')))
    t.equal(second.headers['idempotency-replayed'], 'true')
    t.equal(second.statusCode, first.statusCode)
    t.equal(second.body, first.body)
    t.equal(second.headers['verso-seq'], first.headers['verso-seq'])
    return first
  }

  t.equal((await twice('PATCH', `/entries/${id}`, { fields: { body: 'Words' }, baseRevision: 1 })).json().revision, 2)
  t.equal((await twice('POST', `/entries/${id}/publish`)).headers['verso-seq'], '2')
  t.equal((await twice('DELETE', `/entries/${id}`)).json().status, 'trashed')
  // The first number went to the type.
  t.equal(await store.log.seq(), 3n)
})

t.test('fifty at once have one effect and get fifty equal answers', async (t) => {
  const { editor } = await withArticles(t)

  const replies = await Promise.all(Array.from({ length: 50 }, () => editor.ask('POST', '/entries', hello, keyed('at-once'))))

  t.same([...new Set(replies.map((reply) => reply.statusCode))], [201])
  t.equal(new Set(replies.map((reply) => reply.body)).size, 1)
  t.equal(replies.filter((reply) => reply.headers['idempotency-replayed'] === 'true').length, 49)
  t.equal(await countEntries(editor), 1)
})

t.test('two servers over one database have one effect between them, and a server that was started again knows it still', async (t) => {
  const { editor, app, store, secret } = await withArticles(t)
  const other = await appOver(store, { secret })
  t.teardown(other.close)
  const headers = { ...keyed('shared'), authorization: `Bearer ${editor.accessToken}` }
  const ask = (on: TestApp['app']) => on.inject({ method: 'POST', url: '/admin/v1/entries', headers, payload: hello })

  const replies = await Promise.all(Array.from({ length: 10 }, (_, index) => ask(index % 2 === 0 ? app : other.app)))
  const started = await appOver(store, { secret })
  t.teardown(started.close)
  const later = await ask(started.app)

  t.equal(new Set([...replies, later].map((reply) => reply.body)).size, 1)
  t.equal(later.headers['idempotency-replayed'], 'true')
  t.equal(await countEntries(editor), 1)
})

t.test('a key belongs to a person, a method and a path', async (t) => {
  const { editor, system, signInAs, store } = await withArticles(t)
  const second = await signInAs('editor')
  const [one, two] = [await anEntry(system), await anEntry(system)]

  t.equal((await editor.ask('POST', '/entries', hello, keyed('k'))).headers['idempotency-replayed'], undefined)
  t.equal((await second.ask('POST', '/entries', hello, keyed('k'))).headers['idempotency-replayed'], undefined)
  t.equal((await editor.ask('POST', `/entries/${one.row.id}/publish`, {}, keyed('k'))).headers['verso-seq'], '2')
  t.equal((await editor.ask('POST', `/entries/${two.row.id}/publish`, {}, keyed('k'))).headers['verso-seq'], '3')
  t.equal((await editor.ask('DELETE', `/entries/${two.row.id}`, undefined, keyed('k'))).headers['verso-seq'], '4')
  t.equal(await store.log.seq(), 4n)
})

t.test('the same key with another body or query is refused, and what was kept stays', async (t) => {
  const { editor } = await withArticles(t)
  const first = await editor.ask('POST', '/entries', hello, keyed('k'))

  const other = await editor.ask('POST', '/entries', { ...hello, fields: { title: 'Other' } }, keyed('k'))
  const asked = await editor.ask('POST', '/entries?x=1', hello, keyed('k'))

  t.match(other.json(), { status: 422, code: 'idempotency_key_reused' })
  t.match(asked.json(), { status: 422, code: 'idempotency_key_reused' })
  t.equal((await editor.ask('POST', '/entries', hello, keyed('k'))).body, first.body)
  t.equal(await countEntries(editor), 1)
})

t.test('a refusal is kept and leaves nothing else behind, whoever refuses: a verb, a schema, the parser', async (t) => {
  const { editor, ask, store } = await withArticles(t)
  const twice = async (body: object) => [
    await editor.ask('POST', '/entries', body, keyed('r')),
    await editor.ask('POST', '/entries', body, keyed('r')),
  ]
  const headers = { ...keyed('json'), authorization: `Bearer ${editor.accessToken}`, 'content-type': 'application/json' }

  const [first, second] = await twice({ type: 'article', fields: { nothing: 1 } })
  t.equal(first?.statusCode, 422)
  t.equal(second?.body, first?.body)
  t.equal(second?.headers['idempotency-replayed'], 'true')
  t.equal(second?.headers['content-type'], 'application/problem+json')
  const odd = await editor.ask('POST', '/entries', { ...hello, odd: true }, keyed('s'))
  t.equal(odd.statusCode, 400)
  t.equal((await editor.ask('POST', '/entries', { ...hello, odd: true }, keyed('s'))).body, odd.body)
  const broken = await ask('POST', '/entries', Buffer.from('{"type":'), headers)
  t.equal(broken.statusCode, 400)
  t.equal((await ask('POST', '/entries', Buffer.from('{"type":'), headers)).body, broken.body)
  t.equal(await countEntries(editor), 0)
  t.equal((await store.audit.list({ limit: 50 })).filter((row) => row.action === 'entry.create').length, 0)
})

t.test('what is not allowed today may be tomorrow: a 403 is not kept', async (t) => {
  const { signInAs, store } = await withArticles(t)
  const viewer = await signInAs('viewer')

  const first = await viewer.ask('POST', '/entries', hello, keyed('k'))
  await store.users.update(viewer.id, { roles: ['editor'] })
  const second = await viewer.ask('POST', '/entries', hello, keyed('k'))

  t.equal(first.statusCode, 403)
  t.equal(second.statusCode, 201)
  t.equal(second.headers['idempotency-replayed'], undefined)
})

t.test('a failure of the server is not kept, and neither is anything that was done before it', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await storeOn(t, connectionString)
  const app = await appOver(store)
  t.teardown(app.close)
  await aType(app.system)
  const editor = await app.signInAs('editor')
  const { id } = (await editor.ask('POST', '/entries', hello)).json()
  const admin = new pg.Client({ connectionString })
  await admin.connect()
  t.teardown(() => admin.end())
  const publish = () => editor.ask('POST', `/entries/${id}/publish`, {}, keyed('k'))

  await admin.query('begin')
  await admin.query('select seq from "PublicationCounter" for update')
  const cut = publish()
  await untilWaiting(connectionString, cut)
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  const first = await cut
  await admin.query('rollback')
  const second = await publish()

  t.equal(first.statusCode, 503)
  t.equal(second.statusCode, 200)
  t.equal(second.headers['idempotency-replayed'], undefined)
  t.equal(second.headers['verso-seq'], '2')
})

t.test('a secret in an answer is given again, and is nowhere in the database', async (t) => {
  const connectionString = await testDatabase(t)
  const store = await storeOn(t, connectionString)
  const app = await appOver(store)
  t.teardown(app.close)
  await createType(app.system, { name: 'article', fields: [{ name: 'title', kind: 'text' }] })
  const owner = await app.signInAs('owner')
  const body = { name: 'Site', kind: 'content', types: ['article'] }

  const first = await owner.ask('POST', '/tokens', body, keyed('k'))
  const second = await owner.ask('POST', '/tokens', body, keyed('k'))

  t.equal(first.statusCode, 201)
  t.equal(second.json().token, first.json().token)
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query(`select answer from "IdempotencyKey" where at < '2900-01-01'`)
  await client.end()
  t.equal(rows.length, 1)
  t.notOk(rows[0].answer.includes(first.json().token.slice(-43)))
  t.notOk(rows[0].answer.includes('Site'))
})

t.test('an upload is compared by its parts', async (t) => {
  const { app, editor, store } = await withArticles(t)
  const send = (content: string, name: string) => {
    const { payload, headers } = multipart({ name: 'file', filename: name, type: 'text/plain', content })
    return app.inject({
      method: 'POST',
      url: '/admin/v1/media',
      payload,
      headers: { ...headers, ...keyed('k'), authorization: `Bearer ${editor.accessToken}` },
    })
  }

  const [first, ...others] = await Promise.all(['a', 'b', 'c'].map(() => send('Some words', 'words.txt')))
  const later = await send('Other words', 'words.txt')

  t.equal(first?.statusCode, 201)
  for (const other of others) t.equal(other.body, first?.body)
  t.match(later.json(), { status: 422, code: 'idempotency_key_reused' })
  t.equal((await store.media.list({ limit: 10 })).rows.length, 1)
})

t.test('an erasure empties the answers that are kept, and what was done stays done', async (t) => {
  const { signInAs } = await withArticles(t)
  const owner = await signInAs('owner')
  const { id } = (await owner.ask('POST', '/entries', hello, keyed('k'))).json()

  t.equal((await owner.ask('POST', `/entries/${id}/erase`, {})).statusCode, 200)

  t.match((await owner.ask('POST', '/entries', hello, keyed('k'))).json(), { status: 409, code: 'already_done' })
  t.equal(await countEntries(owner), 0)
})

t.test('a key is one to 255 visible ASCII characters', async (t) => {
  const { editor } = await withArticles(t)
  for (const key of ['', 'a b', 'é', 'x'.repeat(256)]) {
    t.match((await editor.ask('POST', '/entries', hello, keyed(key))).json(), { status: 400, code: 'invalid_request' }, JSON.stringify(key))
  }
  t.equal((await editor.ask('POST', '/entries', hello, keyed(`!~${'x'.repeat(253)}`))).statusCode, 201)
  t.equal(await countEntries(editor), 1)
})

t.test('what one does with oneself ignores the key', async (t) => {
  const { editor } = await withArticles(t)
  t.equal((await editor.ask('PATCH', '/me', { name: 'One' }, keyed('k'))).json().name, 'One')
  t.equal((await editor.ask('PATCH', '/me', { name: 'Two' }, keyed('k'))).json().name, 'Two')
})

t.test('an answer is kept for a day, and then cleared', async (t) => {
  const { signInAs, ask, base, clock } = await withArticles(t)
  const owner = await signInAs('owner')
  // A session would be over by then.
  const { token } = (await owner.ask('POST', '/tokens', { name: 'Robot', kind: 'admin' })).json()
  const authorization = `Bearer ${token}`
  const robot: Pick<Person, 'ask'> = { ask: (method, path, body, headers) => ask(method, path, body, { authorization, ...headers }) }
  const create = () => robot.ask('POST', '/entries', hello, keyed('k'))
  await create()

  clock.offsetMs = 23.9 * hour
  t.equal(await clearIdempotencyKeys(base), 0)
  t.equal((await create()).headers['idempotency-replayed'], 'true')
  clock.offsetMs = 24.1 * hour
  const anew = await create()
  t.equal(anew.statusCode, 201)
  t.equal(anew.headers['idempotency-replayed'], undefined)
  t.equal(await countEntries(robot), 2)
  t.equal(await clearIdempotencyKeys(base), 0)
  clock.offsetMs = 49 * hour
  t.equal(await clearIdempotencyKeys(base), 1)
})

t.test('the description names the header at every write that takes it, and nowhere else', async (t) => {
  const { editor } = await withArticles(t)
  const { paths } = (await editor.ask('GET', '/openapi.json')).json()
  const taking = Object.entries(paths as Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [] }]) => ({
        at: `${method} ${path}`,
        takes: parameters.some((one) => one.in === 'header' && one.name === 'idempotency-key'),
      })),
  )
  const ignoring = /^(get|head) |\/(sessions|setup|me|password-resets|invitations|email-changes)\b/
  t.ok(taking.length > 30)
  t.same(
    taking.filter(({ at, takes }) => takes === ignoring.test(at)).map(({ at }) => at),
    [],
  )
})
