import t from 'tap'
import { inHashSlot } from '../../../packages/core/src/people/hash-slots.ts'
import { goodPassword, testApp } from '../../support/test-app.ts'

t.test('two passwords are hashed at once, thirty-two wait, the next is sent away; each who ends lets one in', async (t) => {
  const ends: (() => void)[] = []
  const state = { running: 0, most: 0, sentAway: 0 }
  const one = () =>
    inHashSlot(async () => {
      state.running += 1
      state.most = Math.max(state.most, state.running)
      await new Promise<void>((resolve) => ends.push(resolve))
      state.running -= 1
    }).catch((error: { code?: string }) => {
      t.equal(error.code, 'busy')
      state.sentAway += 1
    })
  const all = Array.from({ length: 40 }, one)
  await new Promise((resolve) => setImmediate(resolve))
  t.same(state, { running: 2, most: 2, sentAway: 6 })
  for (let ended = 0; ended < 34; ended += 1) {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(all)
  t.same(state, { running: 0, most: 2, sentAway: 6 })
})

t.test('a hash of older parameters is made anew when its password is right, and only then', async (t) => {
  const { ask, signInAs, store } = await testApp(t)
  const { id, email } = await signInAs('editor')
  // Of the same password, with 8 MiB and one pass.
  const old = '$argon2id$v=19$m=8192,t=1,p=1$IUBg2NV06bpQMW2UPxMKmQ$Hfm/EyakhJV6/OlxHQTKWSbKkJPWKQMLU+H0JAZBq7w'
  await store.users.update(id, { passwordHash: old })
  const hashNow = async () => (await store.users.find(id))?.passwordHash
  t.equal((await ask('POST', '/sessions', { email, password: 'another sentence of words' })).statusCode, 401)
  t.equal(await hashNow(), old)
  t.equal((await ask('POST', '/sessions', { email, password: goodPassword })).statusCode, 201)
  const renewed = await hashNow()
  t.match(renewed, /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  t.equal((await ask('POST', '/sessions', { email, password: goodPassword })).statusCode, 201)
  t.equal(await hashNow(), renewed)
})
