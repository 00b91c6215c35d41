import { publishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { anEntry, aType } from '../support/builders.ts'
import { aReceiver } from '../support/receiver.ts'
import { databaseOf } from '../support/test-store.ts'
import { webhookHouse } from '../support/webhook-house.ts'
import pg from 'pg'
import { others } from '../support/planted-secrets.ts'

const url = 'http://127.0.0.1:9/hook'

async function rows(t: Test, connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  t.teardown(() => client.end())
  const { rows } = await client.query(`select w.*, encode(w.secret, 'escape') as s, encode(w.headers, 'escape') as h from "Webhook" w`)
  const audit = await client.query('select * from "AuditEvent"')
  return JSON.stringify([rows, audit.rows], (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

t.test('a webhook is made with a secret that is given once, kept encrypted and told to nobody', async (t) => {
  const { owner, store } = await webhookHouse(t)
  const wish = { name: 'Site', url, events: ['entry.published'], headers: { 'X-Api-Key': 'tell nobody of this' }, enabled: true }

  const made = await owner.ask('POST', '/webhooks', wish)

  t.equal(made.statusCode, 201)
  const { secret, ...view } = made.json()
  t.equal(made.headers.location, `/admin/v1/webhooks/${view.id}`)
  t.match(secret, /^whsec_/)
  t.match(view, {
    name: 'Site',
    url,
    events: ['entry.published'],
    types: [],
    mode: 'ordered',
    state: 'active',
    enabled: true,
    headers: ['X-Api-Key'],
    lag: { seq: 0, seconds: 0 },
  })
  t.same((await owner.ask('GET', `/webhooks/${view.id}`)).json(), view)
  t.same(others((await owner.ask('GET', '/webhooks')).json().data), [view])
  const kept = await rows(t, databaseOf(store))
  for (const text of [secret, secret.slice(6, 20), 'tell nobody']) t.notOk(kept.includes(text))
})

t.test('every fault of a webhook is told by its place', async (t) => {
  const { owner, system } = await webhookHouse(t)
  await aType(system)
  const paths = async (wish: object) => {
    const reply = await owner.ask('POST', '/webhooks', { name: 'x', url, ...wish })
    t.ok([400, 422].includes(reply.statusCode), `${reply.statusCode} ${JSON.stringify(wish)}`)
    return reply.json().issues.map((issue: { path: string }) => issue.path)
  }
  t.same(await paths({ types: ['nothing'] }), ['/types/0'])
  t.same(await paths({ locales: ['xx'] }), ['/locales/0'])
  t.same(await paths({ where: { nothing: 1 } }), ['/where'])
  t.same(await paths({ fieldsChanged: ['nothing'] }), ['/fieldsChanged/0'])
  t.same(await paths({ projection: { select: 'nothing' } }), ['/projection'])
  t.same(await paths({ headers: { Host: 'x', 'webhook-id': 'x', 'a b': 'x', good: 'x\ny' } }), [
    '/headers/Host',
    '/headers/webhook-id',
    '/headers/a b',
    '/headers/good',
  ])
  t.same(await paths({ name: '\u200b' }), ['/name'])
  t.same(await paths({ after: 99 }), ['/after'])
  for (const bad of [
    'http://10.0.0.1/',
    'http://localhost.:1@10.0.0.1/',
    'ftp://example.org/',
    'http://user:pass@127.0.0.1/',
    'nonsense',
    'http://[::1]:9/',
  ])
    t.same(await paths({ url: bad }), ['/url'], bad)
  t.same(await paths({ events: ['entry.nothing'] }), ['/events/0'])
  t.same(others((await owner.ask('GET', '/webhooks')).json().data), [])
})

t.test('names are unique without regard to case; headers are asked for again with a new address', async (t) => {
  const { owner, hook } = await webhookHouse(t)
  const { id } = await hook({ name: 'Site', url, headers: { 'X-Key': 'secret words' } })
  t.match((await owner.ask('POST', '/webhooks', { name: 'SITE', url })).json(), { status: 409, code: 'name_taken' })
  t.match((await owner.ask('PATCH', `/webhooks/${id}`, { url: `${url}/2` })).json(), { status: 422, issues: [{ path: '/headers' }] })
  t.match((await owner.ask('PATCH', `/webhooks/${id}`, { url: `${url}/2`, headers: {} })).json(), { url: `${url}/2`, headers: [] })
  t.match((await owner.ask('PATCH', `/webhooks/${id}`, { name: 'Other', events: ['model.changed'] })).json(), {
    name: 'Other',
    events: ['model.changed'],
  })
})

t.test('only who manages webhooks reaches them, and each act is told to the audit', async (t) => {
  const { owner, hook, signInAs } = await webhookHouse(t)
  const editor = await signInAs('editor')
  const { id } = await hook({ url })
  for (const [method, path] of [
    ['GET', '/webhooks'],
    ['GET', `/webhooks/${id}`],
    ['DELETE', `/webhooks/${id}`],
    ['POST', `/webhooks/${id}/pause`],
    ['GET', `/webhooks/${id}/deliveries`],
  ] as const)
    t.equal((await editor.ask(method, path)).statusCode, 403, path)

  t.match((await owner.ask('POST', `/webhooks/${id}/pause`)).json(), { state: 'paused', reason: 'by_hand', enabled: false })
  t.match((await owner.ask('POST', `/webhooks/${id}/resume`, { from: 'now' })).json(), { state: 'active', reason: null })
  const rotated = (await owner.ask('POST', `/webhooks/${id}/rotate`, { overlapSeconds: 3600 })).json()
  t.match(rotated, { secret: /^whsec_/, previousSecretUntil: /T/ })
  t.equal((await owner.ask('DELETE', `/webhooks/${id}`)).statusCode, 204)
  t.equal((await owner.ask('GET', `/webhooks/${id}`)).statusCode, 404)
  const actions = (await owner.ask('GET', '/audit')).json().data.map((row: { action: string }) => row.action)
  for (const action of ['create', 'pause', 'resume', 'rotate', 'delete']) t.ok(actions.includes(`webhook.${action}`), action)
})

t.test('a test shows what a receiver answers, with what was told in confidence masked', async (t) => {
  const { owner, hook } = await webhookHouse(t)
  const receiver = await aReceiver(t, (response, got) => response.writeHead(418).end(`you sent ${got.headers['x-key']}`))
  const { id } = await hook({ url: receiver.url, headers: { 'X-Key': 'secret words' } })

  const reply = await owner.ask('POST', `/webhooks/${id}/test`)

  t.equal(reply.statusCode, 200)
  t.match(reply.json(), {
    webhookId: id,
    seq: null,
    event: 'webhook.test',
    state: 'failed',
    attempts: [{ status: 418, responseExcerpt: 'you sent •••' }],
  })
  t.match(receiver.received[0]?.headers, { 'x-key': 'secret words', 'webhook-id': /^msg_test_/ })
  const one = (await owner.ask('GET', `/deliveries/${reply.json().id}`)).json()
  t.match(one.request, { url: receiver.url, headers: { 'X-Key': '•••', 'webhook-signature': '•••' } })
  t.equal(JSON.parse(one.request.body).type, 'webhook.test')
})

t.test('how the messages of the last 24 hours have fared is counted hour by hour', async (t) => {
  const { owner, hook } = await webhookHouse(t)
  const well = await aReceiver(t)
  const ill = await aReceiver(t, (response) => response.writeHead(500).end())
  const [site, broken] = [await hook({ url: well.url }), await hook({ url: ill.url })]
  for (const { id } of [site, broken, broken]) await owner.ask('POST', `/webhooks/${id}/test`, {})

  const hoursOf = async (id: string) => (await owner.ask('GET', `/webhooks/${id}/health`)).json().hours
  const [newest, before] = (await hoursOf(site.id)).toReversed()
  t.match(newest, { delivered: 1, failed: 0, pending: 0, skipped: 0 })
  t.match(before, { delivered: 0, failed: 0, pending: 0, skipped: 0 })
  t.equal(Date.parse(newest.from) - Date.parse(before.from), 3_600_000)
  t.equal((await hoursOf(site.id)).length, 24)
  t.match((await hoursOf(broken.id)).at(-1), { delivered: 0, failed: 2 })
  t.equal((await owner.ask('GET', '/webhooks/nothing/health')).statusCode, 404)
})

t.test('a webhook is told no more than whoever made it may read', async (t) => {
  const house = await webhookHouse(t)
  const { system, store } = house
  await aType(system)
  const receiver = await aReceiver(t)
  await store.transaction((tx) =>
    tx.roles.create({
      id: system.newId(),
      revision: 1,
      name: 'messenger',
      label: 'Messenger',
      description: null,
      builtIn: false,
      rules: [],
      manage: ['webhooks'],
    }),
  )
  const messenger = await house.signInAs('messenger')
  t.equal((await messenger.ask('POST', '/webhooks', { name: 'Mine', url: receiver.url })).statusCode, 201)
  const all = await aReceiver(t)
  await house.hook({ url: all.url })
  const { row } = await anEntry(system)
  await publishEntry(system, row.id, {})
  house.startSending()
  await all.until(1)
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 50) {
    if (await house.isQuiet()) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  t.same(receiver.received, [])
})
