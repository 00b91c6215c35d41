import { createKeyedRequests } from '@verso/core'
import t from 'tap'
import { type TestApp, testApp } from '../support/test-app.ts'

t.test('repeats wait for the first; after ten seconds they are told to come back', async (t) => {
  const { store, system } = await testApp(t)
  // Another server has the request in hand: what it holds is found out by looking for it.
  const held = await store.open()
  const tryLock = held.tx.idempotencyKeys.tryLock
  const ids: Buffer[] = []
  const spied = { ...store, open: async () => spy(await store.open(), ids) }
  const requests = createKeyedRequests(Buffer.alloc(32, 1))
  const request = { method: 'POST', path: '/x', key: 'k', bodyHash: Buffer.alloc(32) }
  const claim = await requests.claim({ ...system, store: spied }, request)
  if ('end' in claim) await claim.end({ status: 503, headers: {}, body: Buffer.alloc(0) })
  const [id] = ids
  t.ok(id !== undefined && (await tryLock(id)))

  await t.rejects(requests.claim(system, request), { code: 'in_progress' })
  const waiting = requests.claim(system, request)
  await held.rollback()
  const later = await waiting

  t.ok('end' in later)
  if ('end' in later) await later.end({ status: 200, headers: {}, body: Buffer.from('done') })
  t.match(await requests.claim(system, request), { status: 200, body: Buffer.from('done') })
})

function spy(open: Awaited<ReturnType<TestApp['store']['open']>>, ids: Buffer[]) {
  const { idempotencyKeys } = open.tx
  const tryLock = (id: Buffer) => {
    ids.push(id)
    return idempotencyKeys.tryLock(id)
  }
  return { ...open, tx: { ...open.tx, idempotencyKeys: { ...idempotencyKeys, tryLock } } }
}
