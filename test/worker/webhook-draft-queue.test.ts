import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDeliverNext, createEntry, createLocale, createType, deleteWebhook, deriveKey, publishEntry, saveEntry } from '@verso/core'
import type { Store, WebhookRow } from '@verso/data'
import t, { type Test } from 'tap'
import { untilWaiting } from '../data/waiting.ts'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { aReceiver } from '../support/receiver.ts'
import { databaseOf } from '../support/test-store.ts'
import { runSql } from '../support/test-server.ts'
import { type WebhookHouse, webhookHouse } from '../support/webhook-house.ts'

const drafts = ['entry.created', 'entry.updated']

async function until(t: Test, what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 50) {
    if (await isSo()) return
    await sleep(50)
  }
  t.fail(`never: ${what}`)
}

/** So much was saved while the endpoint wanted to know of it. */
async function aBacklog(store: Store, webhookId: string, count: number): Promise<void> {
  await runSql(
    databaseOf(store),
    `insert into "DraftMessage" ("webhookId", event, "entryId", "typeId", revision, changed, "byKind", at)
     select '${webhookId}', 'entry.updated', gen_random_uuid(), gen_random_uuid(), 2, '{}', 'user', now() from generate_series(1, ${count})`,
  )
}

async function rowOf({ webhooks }: Store, id: string): Promise<WebhookRow> {
  const row = await webhooks.find(id)
  if (row === null) throw new Error('There is no such webhook')
  return row
}

function change({ store }: WebhookHouse, id: string, changes: Partial<WebhookRow>): Promise<void> {
  return store.transaction((tx) => tx.webhooks.update(id, changes))
}

t.test('who names drafts no longer is told of none that waits, and nothing of it is left to be looked at again and again', async (t) => {
  const house = await webhookHouse(t)
  const { draftMessages } = house.store
  await aType(house.system)
  const { id } = await house.hook({ url: (await aReceiver(t)).url, events: drafts })
  await anEntry(house.system, { title: 'Told to nobody' })
  t.equal((await draftMessages.next(id, 10)).length, 1)
  t.equal((await house.owner.ask('PATCH', `/webhooks/${id}`, { events: ['entry.published'] })).statusCode, 200)
  t.same(await draftMessages.next(id, 10), [])

  // One that was being saved meanwhile leaves its row after that.
  await aBacklog(house.store, id, 1)
  house.startSending()
  await until(t, 'passed over', async () => (await draftMessages.next(id, 1)).length === 0)
})

t.test('of what is left of drafts no more than a hundred or so is passed over in a step', async (t) => {
  const house = await webhookHouse(t)
  const { store, base, secret } = house
  const { id } = await house.hook({ url: (await aReceiver(t)).url, events: drafts })
  await aBacklog(store, id, 250)
  const workerId = randomUUID()
  const key = deriveKey(secret, 'webhooks')
  const send = () => Promise.reject(new Error('There is nothing to send'))
  const deliver = createDeliverNext(base, { workerId, delaysMs: [], mediaBase: '', send, key })
  const left: number[] = []
  for (let waitMs: number | null = 0; waitMs !== null; left.push((await store.draftMessages.next(id, 1_000)).length)) {
    const [hook] = await store.webhooks.claim({ workerId, limit: 1 })
    if (hook === undefined) return t.fail('It still has something to do')
    waitMs = (await deliver(hook)).rest?.waitMs ?? null
    await store.webhooks.release(workerId, id)
  }
  t.same(left, [149, 48, 0])
})

t.test('an endpoint with nothing left of what failed waits for nothing, and nobody looks at it again', async (t) => {
  const house = await webhookHouse(t)
  const { store } = house
  const { id } = await house.hook({ url: (await aReceiver(t)).url })
  await change(house, id, { position: await store.log.seq(), failures: 2, nextAt: new Date(Date.now() - 60_000) })
  t.equal(await store.webhooks.nextDueMs(), null)
  house.startSending()
  await until(t, 'at rest', async () => {
    const { failures, nextAt } = await rowOf(store, id)
    return failures === 0 && nextAt === null
  })
})

t.test('an endpoint is told of what is public while somebody has long been saving a draft', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  const receiver = await aReceiver(t)
  await house.hook({ url: receiver.url, events: ['entry.created', 'entry.published'] })
  const { row } = await createEntry(house.system, { type: 'article', fields: { title: 'Public' } })
  await publishEntry(house.system, row.id, {})
  const open = await house.store.open()
  await createEntry({ ...house.system, store: open.store }, { type: 'article', fields: { title: 'Not yet' } })

  house.startSending()
  const received = await receiver.until(2)
  t.same(
    received.map(({ body }) => body.type),
    ['entry.published', 'entry.created'],
  )
  await open.rollback()
})

t.test('a save that meets an endpoint being deleted is a save', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  const { row } = await anEntry(house.system, { title: 'One' })
  const { id } = await house.hook({ url: (await aReceiver(t)).url, events: drafts })
  const open = await house.store.open()
  await deleteWebhook({ ...house.system, store: open.store }, id)
  const saving = saveEntry(house.system, row.id, { fields: { title: 'Two' }, baseRevision: 1 })
  await untilWaiting(databaseOf(house.store), saving)
  await open.commit()
  t.equal((await saving).row.revision, 2)
})

t.test('drafts are told in the languages that an endpoint wants, and with the kind of who saved them', async (t) => {
  const house = await webhookHouse(t)
  await createLocale(house.system, { code: 'de', label: 'Deutsch' })
  const fields = [
    { name: 'title', kind: 'text', localized: true },
    { name: 'rating', kind: 'number' },
  ] as const
  await createType(house.system, { name: 'article', titleField: 'title', fields: [...fields] })
  const receiver = await aReceiver(t)
  await house.hook({ url: receiver.url, events: drafts, locales: ['de'] })
  const { actor } = await aContext(house.store)
  const byToken = { ...house.system, actor: { ...actor, kind: 'token' as const } }

  const { row } = await createEntry(house.system, { type: 'article', fields: { title: { en: 'Not told' } } })
  await saveEntry(byToken, row.id, { fields: { title: { de: 'Erzählt' } }, baseRevision: 1 })
  await saveEntry(house.system, row.id, { fields: { title: { en: 'Not told again' } }, baseRevision: 2 })
  await saveEntry(house.system, row.id, { fields: { title: { en: 'In passing' }, rating: 3 }, baseRevision: 3 })
  const { row: second } = await createEntry(byToken, { type: 'article', fields: { title: { de: 'Neu' } } })

  house.startSending()
  const received = await receiver.until(3)
  t.match(
    received.map(({ body }) => body.data),
    [
      { items: [{ id: row.id, revision: 2, changedFields: ['title'] }], by: { id: actor.id, kind: 'token' } },
      { items: [{ id: row.id, revision: 4, changedFields: ['rating'] }], by: { id: null, kind: 'system' } },
      { items: [{ op: 'create', id: second.id, changedFields: ['title'] }], by: { id: actor.id, kind: 'token' } },
    ],
  )
})
