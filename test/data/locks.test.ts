import { randomUUID } from 'node:crypto'
import { createStore, type SessionRow, type Store, type Transaction } from '@verso/data'
import t, { type Test } from 'tap'
import { testDatabase } from '../support/database.ts'
import { aLibrary, article, draftOf, fieldIds as f, locales, noon, publishNew, systemActor } from './library.ts'
import { untilWaiting } from './waiting.ts'

const id = '0e000000-0000-7000-8000-000000000001'

/** The first transaction does `first`, the second begins `second` and has to wait, the first commits; gives what the second saw. */
async function inTurn<T>(
  t: Test,
  {
    before,
    first,
    second,
  }: { before?: (store: Store) => Promise<unknown>; first: (tx: Transaction) => Promise<unknown>; second: (tx: Transaction) => Promise<T> },
): Promise<T> {
  const connectionString = await testDatabase(t)
  const store = await createStore({ connectionString })
  t.teardown(() => store.close())
  await aLibrary(store)
  await before?.(store)
  let waiting: Promise<T> | undefined
  await store.transaction(async (tx) => {
    await first(tx)
    waiting = store.transaction(second)
    await untilWaiting(connectionString, waiting)
    await tx.settings.putFirst('the first has done', true)
  })
  if (waiting === undefined) throw new Error('The second never began')
  return waiting
}

const anArticle = (store: Store) => publishNew(store, [{ id, type: article, fields: { [f.title]: 'First' } }])

t.test('whoever locks an entry second sees the draft that the first one saved', async (t) => {
  const seen = await inTurn(t, {
    before: anArticle,
    first: async (tx) => {
      const entry = await tx.entries.lock(id)
      const draft = draftOf({ id, type: article, fields: { [f.title]: 'Second' } })
      await tx.entries.save(id, draft, {
        before: null,
        number: (entry?.revision ?? 0) + 1,
        kind: 'save',
        changed: [],
        note: null,
        byId: null,
        at: noon,
      })
    },
    second: (tx) => tx.entries.lock(id),
  })
  t.match(seen, { revision: 2, content: { [f.title]: { en: 'Second' } } })
})

t.test('two batches that lock the same entries in opposite order take turns', async (t) => {
  const ids = [id, '0e000000-0000-7000-8000-000000000002']
  const seen = await inTurn(t, {
    before: (store) =>
      publishNew(
        store,
        ids.map((one) => ({ id: one, type: article, fields: {} })),
      ),
    first: (tx) => tx.entries.lockMany(ids),
    second: (tx) => tx.entries.lockMany(ids.toReversed()),
  })
  t.same(
    seen.map((entry) => entry.id),
    ids,
  )
})

t.test('whoever takes a number second gets the next one', async (t) => {
  const taken: bigint[] = []
  const append = (tx: Transaction) =>
    tx.log.append({ kind: 'media.changed', ...systemActor, at: noon }, async (seq) => {
      taken.push(seq)
      return []
    })
  await inTurn(t, { first: append, second: append })
  t.same(taken, [2n, 3n])
})

t.test('a writer of content waits for a change of the model, and then works with the new one', async (t) => {
  const model = await inTurn(t, {
    first: (tx) =>
      tx.log.append({ kind: 'model.changed', ...systemActor, at: noon }, async (seq, at) => {
        await tx.models.replace({ types: [article], locales }, { hash: 'smaller', seq, byId: null, at, steps: [], restores: null })
        return []
      }),
    second: (tx) => tx.models.lockShared(),
  })
  t.match(model, { version: 2, hash: 'smaller', types: [{ name: 'article' }] })
})

t.test('a change of the model waits for writers of content, who do not wait for one another', async (t) => {
  const version = await inTurn(t, {
    first: async (tx) => {
      await tx.models.lockShared()
    },
    second: async (tx) => (await tx.models.lock()).version,
  })
  t.equal(version, 1)
})

t.test('changes of the owners take turns, and the second one counts what the first one left', async (t) => {
  const owner = {
    email: 'ada@example.org',
    name: 'Ada',
    passwordHash: null,
    status: 'active' as const,
    roles: ['owner'],
    preferences: {},
    lastSeenAt: null,
    createdAt: noon,
  }
  const count = await inTurn(t, {
    first: async (tx) => {
      await tx.users.lockOwners()
      await tx.users.create({ id: randomUUID(), ...owner })
    },
    second: async (tx) => {
      await tx.users.lockOwners()
      return tx.users.countOwners()
    },
  })
  t.equal(count, 1)
})

t.test('entries of single types are made one at a time', async (t) => {
  const found = await inTurn(t, {
    first: async (tx) => {
      await tx.entries.lockSingles()
      await tx.entries.create({ id, typeId: article.id, at: noon, byId: null }, draftOf({ id, type: article, fields: {} }), 'save')
    },
    second: async (tx) => {
      await tx.entries.lockSingles()
      return tx.entries.findSingle(article.id)
    },
  })
  t.equal(found?.id, id)
})

t.test('of two uses of one refresh token at once one is the current one, the other a used one', async (t) => {
  const userId = randomUUID()
  const old = Buffer.alloc(32, 1)
  const session: SessionRow = {
    id: randomUUID(),
    userId,
    refreshHash: old,
    device: null,
    address: null,
    createdAt: noon,
    lastSeenAt: noon,
    expiresAt: noon,
    endedAt: null,
    isStrong: false,
  }
  const second = await inTurn(t, {
    before: async (store) => {
      await store.users.create({
        id: userId,
        email: 'ada@example.org',
        name: 'Ada',
        passwordHash: null,
        status: 'active',
        roles: [],
        preferences: {},
        lastSeenAt: null,
        createdAt: noon,
      })
      await store.sessions.create(session)
    },
    first: async (tx) => {
      t.match(await tx.sessions.lockByRefreshHash(old), { current: true })
      await tx.sessions.rotate(session.id, { refreshHash: Buffer.alloc(32, 2), lastSeenAt: noon })
    },
    second: (tx) => tx.sessions.lockByRefreshHash(old),
  })
  t.match(second, { current: false, session: { id: session.id, refreshHash: Buffer.alloc(32, 2) } })
})

t.test('of two uses of a one-time code at once the second finds it used', async (t) => {
  const code = { id: randomUUID(), purpose: 'setup' as const, hash: Buffer.alloc(32, 1), failures: 0, expiresAt: noon, usedAt: null }
  const seen = await inTurn(t, {
    before: (store) => store.codes.replace(code),
    first: async (tx) => {
      await tx.codes.lock('setup')
      await tx.codes.update(code.id, { usedAt: noon, failures: 1 })
    },
    second: (tx) => tx.codes.lock('setup'),
  })
  t.match(seen, { id: code.id, usedAt: noon, failures: 1, hash: code.hash })
})
