import { randomBytes } from 'node:crypto'
import { deriveKey, secretFitsDatabase } from '@verso/core'
import t from 'tap'
import { testStore } from '../../support/test-store.ts'

t.test('a database knows the secret that it was first started with, also when two servers start at once', async (t) => {
  const store = await testStore(t)
  const [first, second] = [randomBytes(32), randomBytes(32)]
  const verdicts = await Promise.all([secretFitsDatabase(store, first), secretFitsDatabase(store, second)])
  t.same([...verdicts].sort(), [false, true])
  const right = verdicts[0] ? first : second
  t.equal(await secretFitsDatabase(store, right), true)
  t.equal(await secretFitsDatabase(store, randomBytes(32)), false)
  t.notMatch(JSON.stringify(await store.settings.find('secret.check')), right.toString('base64url'))
})

t.test('each purpose has a key of its own, always the same', (t) => {
  const secret = Buffer.alloc(32, 'verso')
  t.equal(deriveKey(secret, 'access-token').length, 32)
  t.same(deriveKey(secret, 'access-token'), deriveKey(secret, 'access-token'))
  t.notSame(deriveKey(secret, 'access-token'), deriveKey(secret, 'check'))
  t.end()
})
