import { randomUUID } from 'node:crypto'
import type { TokenRow } from '@verso/data'
import t from 'tap'
import { testStore } from '../support/test-store.ts'

/** Lists are compared whole here, and nothing is answered to anybody. */
const nothing = { isBare: true }
import { article, noon } from './library.ts'

const later = new Date('2026-01-02T00:00:00.000Z')

t.test('people are found by address and their second one is refused', async (t) => {
  const store = await testStore(t, nothing)
  const ada = {
    id: randomUUID(),
    email: 'ada@example.org',
    name: 'Ada',
    passwordHash: 'x',
    status: 'active' as const,
    roles: ['owner'],
    preferences: { theme: 'dark' },
    lastSeenAt: null,
    createdAt: noon,
  }
  await store.users.create(ada)
  t.same(await store.users.findByEmail('ada@example.org'), { ...ada, hasSecondFactor: false })
  await t.rejects(store.users.create({ ...ada, id: randomUUID() }), { name: 'DuplicateError' })
  await t.rejects(
    store.transaction((tx) => tx.users.create({ ...ada, id: randomUUID() })),
    { name: 'DuplicateError' },
  )
  await store.users.update(ada.id, { status: 'disabled', preferences: {} })
  t.same(await store.users.list(), [{ ...ada, status: 'disabled', preferences: {}, hasSecondFactor: false }])
  t.equal(await store.users.countOwners(), 0)
})

t.test('sessions end one by one or all but one', async (t) => {
  const store = await testStore(t, nothing)
  const userId = randomUUID()
  await store.users.create({
    id: userId,
    email: 'a@example.org',
    name: 'A',
    passwordHash: null,
    status: 'active',
    roles: [],
    preferences: {},
    lastSeenAt: null,
    createdAt: noon,
  })
  const ids = [randomUUID(), randomUUID(), randomUUID()] as const
  for (const [index, id] of ids.entries())
    await store.sessions.create({
      id,
      userId,
      refreshHash: Buffer.alloc(32, index),
      device: 'Test',
      address: '::1',
      createdAt: noon,
      lastSeenAt: noon,
      expiresAt: later,
      endedAt: null,
    })
  await store.sessions.end([ids[0]], noon)
  await store.sessions.endAll(userId, later, ids[1])
  t.same(await Promise.all(ids.map(async (id) => (await store.sessions.find(id))?.endedAt)), [noon, null, later])
  t.equal((await store.sessions.list(userId)).length, 3)
})

t.test('a token comes back as it was made, and changes only in what is named', async (t) => {
  const store = await testStore(t, nothing)
  const createdById = randomUUID()
  await store.users.create({
    id: createdById,
    email: 'a@example.org',
    name: 'A',
    passwordHash: null,
    status: 'active',
    roles: [],
    preferences: {},
    lastSeenAt: null,
    createdAt: noon,
  })
  const token: TokenRow = {
    id: randomUUID(),
    name: 'Site',
    kind: 'content',
    prefix: 'vct_a',
    secretHash: Buffer.from('a'),
    previousHash: null,
    previousUntil: null,
    types: [article.id],
    allTypes: false,
    locales: [],
    roles: [],
    rules: null,
    allowedAddresses: ['10.0.0.0/8'],
    expiresAt: later,
    revokedAt: null,
    lastUsedAt: null,
    createdAt: noon,
    createdById,
  }
  await store.tokens.create(token)
  t.same(await store.tokens.find(token.id), token)
  await store.tokens.update(token.id, {
    secretHash: Buffer.from('b'),
    previousHash: token.secretHash,
    previousUntil: later,
    rules: [{ actions: ['read'], types: ['*'] }],
  })
  t.same(await store.tokens.list(), [
    {
      ...token,
      secretHash: Buffer.from('b'),
      previousHash: token.secretHash,
      previousUntil: later,
      rules: [{ actions: ['read'], types: ['*'] }],
    },
  ])
})

t.test('a new one-time code voids the one before', async (t) => {
  const store = await testStore(t, nothing)
  const code = (n: number) => ({
    id: randomUUID(),
    purpose: 'setup' as const,
    hash: Buffer.alloc(32, n),
    failures: 0,
    expiresAt: later,
    usedAt: null,
  })
  await store.codes.replace(code(1))
  const second = code(2)
  await store.codes.replace(second)
  t.same(await store.transaction((tx) => tx.codes.lock('setup')), second)
})
