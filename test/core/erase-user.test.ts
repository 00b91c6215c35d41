import { randomUUID } from 'node:crypto'
import { createToken, eraseUser, getEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { tablesThatHold } from '../support/planted.ts'
import { refusal } from '../support/refusal.ts'
import { storeOn, testStore } from '../support/test-store.ts'

const planted = 'zzplantedzz'

t.test('a person is erased with their name, sessions and tokens; what they wrote stays, by nobody that is known', async (t) => {
  const url = await testDatabase(t)
  const store = await storeOn(t, url)
  const ctx = await aContext(store)
  await aType(ctx)
  const person = await aContext(store, { name: planted, id: randomUUID() })
  const { id } = person.actor
  if (id === null) throw new Error('A person has an id')
  await store.users.update(id, { email: `${planted}@example.org`, preferences: { motto: planted } })
  await store.sessions.create({
    id: randomUUID(),
    userId: id,
    refreshHash: Buffer.from('hash'),
    device: planted,
    address: '192.0.2.7',
    createdAt: ctx.now(),
    lastSeenAt: ctx.now(),
    expiresAt: ctx.now(),
    endedAt: null,
  })
  await createToken(person, { name: planted, kind: 'admin' })
  const written = await anEntry(person, { title: 'Kept' })
  t.equal(written.names.get(id)?.name, planted)

  await eraseUser(ctx, id, { reason: 'Asked for' })

  t.same(await tablesThatHold(url, planted), [])
  const kept = await getEntry(ctx, written.row.id)
  t.equal(kept.title, 'Kept')
  t.equal(kept.names.get(id), undefined)
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'user.erase', targetId: id, before: null }])
})

t.test('the last owner and oneself are not erased, nor is anybody by those who may not', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const administrator = await aContext(store, { roles: ['administrator'] })
  const editor = await aContext(store, { roles: ['editor'] })
  const own = ctx.actor.id ?? ''

  t.equal((await refusal(eraseUser(ctx, own))).code, 'in_use')
  t.equal((await refusal(eraseUser(administrator, own))).code, 'not_allowed')
  t.equal((await refusal(eraseUser(editor, own))).code, 'not_allowed')
  t.equal((await refusal(eraseUser(ctx, randomUUID()))).code, 'not_found')
  t.ok(await store.users.find(own))
})
