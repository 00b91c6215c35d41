import { Webhook } from 'standardwebhooks'
import { publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { anEntry, aType } from '../support/builders.ts'
import { aReceiver } from '../support/receiver.ts'
import { type WebhookHouse, webhookHouse } from '../support/webhook-house.ts'

async function publishNew(house: WebhookHouse, title: string): Promise<string> {
  const { row } = await anEntry(house.system, { title })
  await publishEntry(house.system, row.id, {})
  return row.id
}

const seqsOf = (received: { body: { seq: number } }[]) => received.map(({ body }) => body.seq)
const stateOf = async (house: WebhookHouse, id: string) => (await house.owner.ask('GET', `/webhooks/${id}`)).json()
const deliveriesOf = async (house: WebhookHouse, id: string) => (await house.owner.ask('GET', `/webhooks/${id}/deliveries`)).json().data

async function until(t: Test, what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 50) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  t.fail(`never: ${what}`)
}

t.test('a receiver is told what was published since its webhook was made, in order, signed, and can read it at that seq', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system, { publicRead: true })
  await publishNew(house, 'Before')
  const receiver = await aReceiver(t)
  const { id, secret } = await house.hook({ url: receiver.url })
  house.startSending()

  const entryId = await publishNew(house, 'Hello')
  await unpublishEntry(house.system, entryId, {})

  const [first, second] = await receiver.until(2)
  t.match(first?.body, {
    type: 'entry.published',
    data: { items: [{ op: 'publish', id: entryId, type: 'article' }], by: { kind: 'system' } },
  })
  t.match(second?.body, { type: 'entry.unpublished', data: { items: [{ op: 'unpublish', id: entryId }] } })
  t.match(first?.headers['webhook-id'], new RegExp(`^msg_[0-9a-f-]{36}_${first?.body.seq}$`))
  t.same(new Webhook(secret).verify(first?.text ?? '', first?.headers ?? {}), first?.body)
  t.ok(first?.body.data.tags.includes(`e-${entryId}`))
  t.ok(first?.body.data.tags.includes('t-article'))
  const read = await house.ask('GET', `/content/v1/entries/article/${entryId}?seq=${first?.body.seq}`)
  t.equal(read.json().data.title, 'Hello')
  await until(t, 'caught up', async () => (await stateOf(house, id)).lag.seq === 0)
  t.match(await deliveriesOf(house, id), [
    { state: 'delivered', event: 'entry.unpublished', attempts: [{ status: 204 }] },
    { state: 'delivered', event: 'entry.published', attempts: [{ status: 204 }] },
  ])
})

t.test('what fails is tried again under the same id, before anything that follows; nobody else waits', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  let failures = 3
  const bad = await aReceiver(t, (response) => {
    failures -= 1
    response.writeHead(failures >= 0 ? 500 : 200).end('oh no')
  })
  const hanging = await aReceiver(t, () => {})
  const good = await aReceiver(t)
  const { id } = await house.hook({ url: bad.url })
  await house.hook({ url: hanging.url })
  await house.hook({ url: good.url })
  house.startSending()

  for (let index = 0; index < 5; index += 1) await publishNew(house, `Entry ${index}`)

  t.same(seqsOf(await good.until(5)), [2, 3, 4, 5, 6])
  t.same(seqsOf(await bad.until(8)), [2, 2, 2, 2, 3, 4, 5, 6])
  t.equal(new Set(bad.received.slice(0, 4).map(({ headers }) => headers['webhook-id'])).size, 1)
  t.equal(hanging.received.length, 1)
  t.ok(hanging.sockets.most <= 2)
  await until(t, 'written down', async () => (await deliveriesOf(house, id)).length === 5)
  t.match((await deliveriesOf(house, id)).at(-1), {
    seq: 2,
    state: 'delivered',
    attempts: [{ status: 500, responseExcerpt: 'oh no' }, { status: 500 }, { status: 500 }, { status: 200 }],
  })
})

t.test('after the last try a webhook is paused and its owner told; resumed, it goes on where it stood', async (t) => {
  const house = await webhookHouse(t, { delaysMs: [10, 10] })
  await aType(house.system)
  let isDown = true
  const receiver = await aReceiver(t, (response) => response.writeHead(isDown ? 503 : 200).end())
  const { id } = await house.hook({ url: receiver.url })
  house.startSending()
  await publishNew(house, 'One')
  await publishNew(house, 'Two')

  await until(t, 'paused', async () => (await stateOf(house, id)).state === 'paused')
  t.match(await stateOf(house, id), { reason: 'failing', enabled: false, failures: 3, lag: { seq: 2 } })
  t.equal(receiver.received.length, 3)
  t.match((await house.owner.ask('GET', '/audit?action=webhook.pause')).json().data, [
    { action: 'webhook.pause', after: { reason: 'failing' } },
  ])
  isDown = false
  t.match((await house.owner.ask('POST', `/webhooks/${id}/resume`)).json(), { state: 'active', failures: 0 })
  t.same(seqsOf(await receiver.until(5)), [2, 2, 2, 2, 3])
})

t.test('410 disables a webhook at once', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  const receiver = await aReceiver(t, (response) => response.writeHead(410).end())
  const { id } = await house.hook({ url: receiver.url })
  house.startSending()
  await publishNew(house, 'One')
  await until(t, 'disabled', async () => (await stateOf(house, id)).state === 'disabled')
  t.match(await stateOf(house, id), { reason: 'gone', failures: 1 })
  t.equal(receiver.received.length, 1)
})

t.test('several workers send every event once, in order, to each of many', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  const receivers = await Promise.all(Array.from({ length: 6 }, () => aReceiver(t)))
  for (const receiver of receivers) await house.hook({ url: receiver.url })
  const workers = Array.from({ length: 3 }, house.startSending)

  for (let index = 0; index < 12; index += 1) {
    await publishNew(house, `Entry ${index}`)
    if (index === 6) await workers[0]?.stop()
  }

  for (const receiver of receivers)
    t.same(
      seqsOf(await receiver.until(12)),
      Array.from({ length: 12 }, (_, index) => index + 2),
    )
  t.ok(receivers.every(({ received }) => received.length === 12))
})

t.test('filters: by event, type, language, changed field, and a condition before or after', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  await aType(house.system, { name: 'page', label: 'Page' })
  const everything = await aReceiver(t)
  const filtered = {
    unpublished: { events: ['entry.unpublished'] },
    pages: { types: ['page'] },
    body: { types: ['article'], fieldsChanged: ['body'] },
    hot: { types: ['article'], where: { title: { eq: 'Hot' } } },
  }
  const receivers = new Map<string, Awaited<ReturnType<typeof aReceiver>>>()
  for (const [name, wish] of Object.entries(filtered)) {
    const receiver = await aReceiver(t)
    receivers.set(name, receiver)
    await house.hook({ url: receiver.url, ...wish })
  }
  const all = await house.hook({ url: everything.url })
  house.startSending()

  const { row } = await anEntry(house.system, { title: 'Cold', body: 'Words' })
  const change = async (fields: object) => {
    const { row: now } = await saveEntry(house.system, row.id, {
      fields,
      baseRevision: (await house.store.entries.find(row.id))?.revision ?? 0,
    } as never)
    await publishEntry(house.system, row.id, {})
    return now
  }
  await publishEntry(house.system, row.id, {}) // 3
  await change({ title: 'Hot' }) // 4
  await change({ title: 'Mild' }) // 5
  await change({ body: 'Others' }) // 6
  await unpublishEntry(house.system, row.id, {}) // 7
  const { row: page } = await anEntry(house.system, { title: 'About' }, 'page')
  await publishEntry(house.system, page.id, {}) // 8

  t.same(seqsOf(await everything.until(6)), [3, 4, 5, 6, 7, 8])
  await until(t, 'all caught up', async () => house.isQuiet())
  const told = Object.fromEntries([...receivers].map(([name, { received }]) => [name, seqsOf(received)]))
  t.same(told, { unpublished: [7], pages: [8], body: [3, 6, 7], hot: [4, 5] })
  t.same(everything.received[1]?.body.data.items[0]?.changedFields, ['title'])
  t.ok(all.id)
})

t.test('a projection tells of entries as they were at the event, in one shape for all of a kind', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  const receiver = await aReceiver(t)
  await house.hook({ url: receiver.url, types: ['article'], projection: { select: 'title' } })
  const id = await publishNew(house, 'Then')
  await saveEntry(house.system, id, { fields: { title: 'Now' }, baseRevision: 1 } as never)
  await publishEntry(house.system, id, {})
  await unpublishEntry(house.system, id, {})
  house.startSending()

  const received = await receiver.until(3)
  t.match(received[0]?.body.data.items, [{ id, entry: { title: 'Then' } }])
  t.match(received[1]?.body.data.items, [{ id, entry: { title: 'Now' } }])
  t.match(received[2]?.body.data.items, [{ id, entry: null }])
})

t.test('a build hook is started once for much that happens, with nothing in it', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  const build = await aReceiver(t)
  const slack = await aReceiver(t)
  await house.hook({ url: build.url, preset: 'build-hook', debounceSeconds: 1 })
  await house.hook({ url: slack.url, preset: 'slack' })
  house.startSending()
  for (let index = 0; index < 4; index += 1) await publishNew(house, `<Entry> ${index}`)

  await slack.until(4)
  await until(t, 'built', async () => house.isQuiet())
  t.equal(build.received.length, 1)
  t.match(build.received[0], { text: '', headers: { 'webhook-signature': undefined } })
  t.match(JSON.parse(slack.received[0]?.text ?? ''), { text: /^Published article / })
})

t.test('replay sends a range once more under the same ids, skip passes over what waits, redeliver sends one now', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  let isDown = false
  const receiver = await aReceiver(t, (response) => response.writeHead(isDown ? 500 : 200).end())
  const { id } = await house.hook({ url: receiver.url })
  house.startSending()
  for (let index = 0; index < 3; index += 1) await publishNew(house, `Entry ${index}`)
  await receiver.until(3)

  t.match((await house.owner.ask('POST', `/webhooks/${id}/replay`, { fromSeq: 2, toSeq: 3 })).json(), { replay: { after: 1, toSeq: 3 } })
  t.same(seqsOf(await receiver.until(5)), [2, 3, 4, 2, 3])
  t.equal(receiver.received[3]?.headers['webhook-id'], receiver.received[0]?.headers['webhook-id'])
  await until(t, 'replayed', async () => (await stateOf(house, id)).replay === null)

  const [newest] = await deliveriesOf(house, id)
  const again = await house.owner.ask('POST', `/deliveries/${newest.id}/redeliver`)
  t.match(again.json(), { id: newest.id, state: 'delivered', seq: 4 })
  t.equal(again.json().attempts.length, newest.attempts.length + 1)

  isDown = true
  await publishNew(house, 'Lost')
  await until(t, 'failing', async () => (await stateOf(house, id)).state !== 'active')
  await house.owner.ask('POST', `/webhooks/${id}/skip`, { toSeq: 5 })
  isDown = false
  if ((await stateOf(house, id)).state === 'paused') await house.owner.ask('POST', `/webhooks/${id}/resume`)
  const last = await publishNew(house, 'Found')
  await until(t, 'on', async () => receiver.received.at(-1)?.body.data.items[0]?.id === last)
  t.equal((await deliveriesOf(house, id)).find((one: { seq: number }) => one.seq === 5).state, 'skipped')
})
