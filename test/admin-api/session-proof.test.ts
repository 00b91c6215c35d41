import { randomBytes } from 'node:crypto'
import t, { type Test } from 'tap'
import { runEndings } from '../proofs/session-endings.ts'
import type { House } from '../proofs/session-house.ts'
import { runSpoofedTries } from '../proofs/sign-in-tries.ts'
import { runBattery } from '../proofs/token-battery.ts'
import { appOver } from '../support/test-app.ts'
import { testStore } from '../support/test-store.ts'

t.test('what looks like an access token and is none opens nothing: a part of the proof `sessions`', async (t) => {
  const { tokens, faults } = await runBattery(await twoServers(t))
  t.same(faults, [])
  t.ok(tokens > 100)
})

t.test('whatever ends or narrows a session reaches all devices at all servers by the next request', async (t) => {
  const { endings, faults } = await runEndings(await twoServers(t), [0])
  t.same(faults, [])
  t.ok(endings > 10)
})

t.test('wrong sign-ins are counted by the address that they come from, whatever they say about it', async (t) => {
  t.same((await runSpoofedTries(await twoServers(t), 60)).faults, [])
})

/** Two in one process: they share the database, and nothing else. */
async function twoServers(t: Test): Promise<House> {
  const [store, secret] = [await testStore(t), randomBytes(32)]
  const apps = [await appOver(store, { secret }), await appOver(store, { secret })] as const
  t.teardown(async () => {
    for (const { close } of apps) await close()
  })
  return {
    ...{ store, secret },
    async ask(at, { method, path, body, headers = {} }) {
      const {
        statusCode,
        headers: told,
        body: text,
      } = await (at === 0 ? apps[0] : apps[1]).app.inject({
        ...{ method: method as 'GET', url: path, headers },
        ...(body === undefined ? {} : { payload: body }),
      })
      return { status: statusCode, headers: told as Record<string, string>, body: text === '' ? null : JSON.parse(text) }
    },
  }
}
