// Proof of sessions, over HTTP with two server processes on one database: forged tokens; everything that ends or narrows a session or a token
// reaches all devices at both servers; wrong sign-ins with spoofed addresses; equal answers and equal work for accounts that aren't there.
// Arguments: --tries N, --rounds N.
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import { freshDatabase } from '../support/database.ts'
import { httpClient } from '../support/http-client.ts'
import { runEndings } from './session-endings.ts'
import { type House, servers } from './session-house.ts'
import { runEqualWork, runSpoofedTries } from './sign-in-tries.ts'
import { runBattery } from './token-battery.ts'
import { runTokenEndings } from './token-endings.ts'

const { values } = parseArgs({ options: { tries: { type: 'string', default: '500' }, rounds: { type: 'string', default: '60' } } })
const connectionString = await freshDatabase()
const store = await createStore({ connectionString, connectTimeoutMs: 60_000 })
const secret = randomBytes(32)
const ends: (() => void)[] = []

const began = performance.now()
const usual = await aHouse(servers.length)
const battery = await runBattery(usual)
const endings = await runEndings(usual)
const tokens = await runTokenEndings(usual)
// What failed before this was counted too: as much later as it counts.
await store.failedTries.forgetUntil(new Date(Date.now() + 86_400_000))
const tries = await runSpoofedTries(await aHouse(servers.length), Number(values.tries))
const work = await runEqualWork(await aHouse(1, 'unlimited'), Number(values.rounds))
const seconds = (performance.now() - began) / 1000

for (const end of ends) end()
await store.close()
const faults = [battery, endings, tokens, tries, work].flatMap((part) => part.faults)
for (const fault of faults.slice(0, 60)) console.log(`  ${fault}`)
const ratios = Object.entries(work.ratios).map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`)
console.log(
  `sessions: ${battery.tokens} tokens that are none, ${endings.endings} ends of sessions on 3 devices at both of 2 processes (${endings.asked} looks), ` +
    `${tokens.endings} ends of tokens (content by ${tokens.slowestMs.toFixed(0)} ms at most), ${tries.tries} wrong sign-ins with spoofed addresses, ` +
    `work of ${work.rounds} rounds against a known account: ${ratios.join(', ')}; ${seconds.toFixed(0)} s, ${faults.length} faults: ` +
    `${faults.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults.length === 0 ? 0 : 1)

/** So many processes of their own. */
async function aHouse(count: number, ...options: string[]): Promise<House> {
  const clients = await Promise.all(
    Array.from({ length: count }, async () => {
      const args = [connectionString, secret.toString('base64url'), ...options]
      const server = fork(new URL('./api-server.ts', import.meta.url), args, { execArgv: process.execArgv })
      const client = httpClient(((await once(server, 'message')) as [string])[0])
      ends.push(() => {
        client.close()
        server.disconnect()
      })
      return client
    }),
  )
  const ask: House['ask'] = async (at, { method, path, body, headers = {} }) => {
    const client = clients[at]
    if (client === undefined) throw new Error(`There is no server ${at}`)
    return client.ask(method, path, body, headers)
  }
  return { store, secret, ask }
}
