import { Webhook } from 'standardwebhooks'
import { createEntry, publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aType } from '../support/builders.ts'
import { aReceiver } from '../support/receiver.ts'
import { webhookHouse } from '../support/webhook-house.ts'

const drafts = ['entry.created', 'entry.updated']

t.test(
  'who names events of drafts is told of each, in the order of an entry and signed; who wants all is told of what is public',
  async (t) => {
    const house = await webhookHouse(t)
    await aType(house.system)
    const [told, all] = [await aReceiver(t), await aReceiver(t)]
    const { id, secret } = await house.hook({ url: told.url, events: drafts })
    await house.hook({ url: all.url })
    house.startSending()

    const { row } = await createEntry(house.system, { type: 'article', fields: { title: 'One' } })
    await saveEntry(house.system, row.id, { fields: { title: 'Two' }, baseRevision: 1 })
    await publishEntry(house.system, row.id, {})

    const [created, updated] = await told.until(2)
    t.match(created?.body, {
      type: 'entry.created',
      data: { items: [{ op: 'create', id: row.id, type: 'article', revision: 1, changedFields: ['title'] }], by: { kind: 'system' } },
    })
    t.match(updated?.body, {
      type: 'entry.updated',
      data: { items: [{ op: 'update', id: row.id, revision: 2, changedFields: ['title'] }] },
    })
    t.notOk('seq' in (created?.body ?? {}))
    t.match(created?.headers['webhook-id'], /^msg_[0-9a-f-]{36}_draft_\d+$/)
    t.same(new Webhook(secret).verify(created?.text ?? '', created?.headers ?? {}), created?.body)
    t.same(
      (await all.until(1)).map(({ body }) => body.type),
      ['entry.published'],
    )
    const { data } = (await house.owner.ask('GET', `/webhooks/${id}/deliveries`)).json()
    t.match(data.at(-1), { seq: null, event: 'entry.created', state: 'delivered' })
    t.equal((await house.owner.ask('POST', `/deliveries/${data[0].id}/redeliver`)).statusCode, 410)
  },
)

t.test(
  'a draft that is not saved is told to nobody; one that fails is tried again under the same id; types and fields are kept to',
  async (t) => {
    const house = await webhookHouse(t)
    await aType(house.system)
    await aType(house.system, { name: 'page', label: 'Page' })
    let failures = 2
    const receiver = await aReceiver(t, (response) => response.writeHead(failures-- > 0 ? 500 : 204).end())
    await house.hook({ url: receiver.url, events: drafts, types: ['article'], fieldsChanged: ['body'] })
    house.startSending()

    const open = await house.store.open()
    await createEntry({ ...house.system, store: open.store }, { type: 'article', fields: { body: 'In vain' } })
    await open.rollback()
    await createEntry(house.system, { type: 'page', fields: { body: 'Elsewhere' } })
    const { row } = await createEntry(house.system, { type: 'article', fields: { title: 'Without' } })
    await saveEntry(house.system, row.id, { fields: { body: 'With' }, baseRevision: 1 })
    await saveEntry(house.system, row.id, { fields: { title: 'Not that' }, baseRevision: 2 })
    await saveEntry(house.system, row.id, { fields: { body: 'Again' }, baseRevision: 3 })

    const received = await receiver.until(4)
    t.same(
      received.map(({ body }) => body.data.items[0]?.revision),
      [2, 2, 2, 4],
    )
    t.equal(new Set(received.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size, 1)
  },
)

t.test('what waits while a webhook is paused is told when it goes on, and dropped when it goes on from now', async (t) => {
  const house = await webhookHouse(t)
  await aType(house.system)
  const receiver = await aReceiver(t)
  const { id } = await house.hook({ url: receiver.url, events: drafts })
  house.startSending()
  const steer = (what: string, body: object = {}) => house.owner.ask('POST', `/webhooks/${id}/${what}`, body)

  await steer('pause')
  await createEntry(house.system, { type: 'article', fields: { title: 'Dropped' } })
  await steer('resume', { from: 'now' })
  await steer('pause')
  const { row } = await createEntry(house.system, { type: 'article', fields: { title: 'Told' } })
  await steer('resume')

  const received = await receiver.until(1)
  t.same(
    received.map(({ body }) => body.data.items[0]?.id),
    [row.id],
  )
})
