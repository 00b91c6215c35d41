import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { publishEntry } from '@verso/core'
import pg from 'pg'
import t, { type Test } from 'tap'
import { anEntry, aType } from '../support/builders.ts'
import { aReceiver } from '../support/receiver.ts'
import { databaseOf } from '../support/test-store.ts'
import { type WebhookHouse, webhookHouse } from '../support/webhook-house.ts'

async function until(t: Test, what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 50) {
    if (await isSo()) return
    await sleep(50)
  }
  t.fail(`never: ${what}`)
}

async function aWaitingHook(t: Test, house: WebhookHouse): Promise<{ id: string }> {
  await aType(house.system)
  const hook = await house.hook({ url: (await aReceiver(t)).url })
  await publishEntry(house.system, (await anEntry(house.system, { title: 'Hello' })).row.id, {})
  return hook
}

t.test('what a sender has is taken from it as soon as the database knows that it is gone, and not before', async (t) => {
  const house = await webhookHouse(t)
  const { webhooks, deliveries } = house.store
  const { id } = await aWaitingHook(t, house)
  const [first, second] = [randomUUID(), randomUUID()]
  const end = await house.store.holdLife(first, () => {})
  t.teardown(await house.store.holdLife(second, () => {}))

  const [taken] = await webhooks.claim({ workerId: first, limit: 10 })
  t.equal(taken?.id, id)
  t.equal(await webhooks.releaseAbandoned(), 0)
  t.same(await webhooks.claim({ workerId: second, limit: 10 }), [])

  await end()
  // The lease has seconds to go; only its holder is missing.
  await until(t, 'given back', async () => (await webhooks.releaseAbandoned()) === 1)
  t.equal((await webhooks.claim({ workerId: second, limit: 10 }))[0]?.id, id)
  const to = { position: 99n, part: 0, failures: 0, replayAfter: null, isReplayDone: false, isFailing: false, waitMs: null }
  t.equal(await deliveries.move({ webhookId: id, workerId: first, from: taken?.position ?? 0n, to, made: null }), null)
  t.equal((await webhooks.find(id))?.position, taken?.position)
})

t.test('that somebody does what is due of an entry says nothing of a sender', async (t) => {
  const house = await webhookHouse(t)
  await aWaitingHook(t, house)
  const gone = randomUUID()
  t.equal((await house.store.webhooks.claim({ workerId: gone, limit: 10 })).length, 1)
  await house.store.transaction(async (tx) => {
    t.ok(await tx.schedules.takeTurn(gone))
    t.equal(await house.store.webhooks.releaseAbandoned(), 1)
  })
})

t.test('a sender that the database has lost breaks off what it is sending, and sends it again as somebody else', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  let isHanging = true
  const receiver = await aReceiver(t, (response) => {
    if (!isHanging) response.writeHead(204).end()
  })
  const { id } = await house.hook({ url: receiver.url })
  house.startSending()
  await publishEntry(house.system, (await anEntry(house.system, { title: 'Hello' })).row.id, {})
  await receiver.until(1)

  isHanging = false
  const admin = new pg.Client({ connectionString: databaseOf(house.store) })
  await admin.connect()
  t.teardown(() => admin.end())
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'verso sender' and datname = current_database()",
  )

  const [first, again] = await receiver.until(2)
  t.equal(again?.headers['webhook-id'], first?.headers['webhook-id'])
  await until(t, 'delivered', async () => {
    const hook = (await house.owner.ask('GET', `/webhooks/${id}`)).json()
    return hook.lag.seq === 0
  })
})
