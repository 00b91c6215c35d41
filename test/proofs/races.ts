// Proof of writing at once: races of two editors, and random schedules of publish, unpublish, trash, edit and restore from eight clients over
// two servers, whose recorded history a checker explains or doesn't. Arguments: --seed N, --races N, --schedules N.
import { fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { createToken, createType } from '@verso/core'
import { createStore } from '@verso/data'
import pg from 'pg'
import { randomFrom } from '../data/random.ts'
import { aContext } from '../support/builders.ts'
import { freshDatabase } from '../support/database.ts'
import { httpClient } from '../support/http-client.ts'
import { runEditorRaces } from './editor-races.ts'
import { runSchedules } from './entry-schedules.ts'
import { fieldNames } from './entry-history.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    races: { type: 'string', default: '5000' },
    schedules: { type: 'string', default: '5000' },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const clientCount = 8
const serverCount = 2
console.log(`seed ${seed}`)

const connectionString = await freshDatabase()
const store = await createStore({ connectionString, connectTimeoutMs: 60_000 })
const fields = [...fieldNames.map((name) => ({ name, kind: 'text' })), { name: 'slug', kind: 'slug' }]
await createType(await aContext(store), { name: 'note', titleField: 'a', slugField: 'slug', publicRead: true, fields })
const tokens = await Promise.all(Array.from({ length: clientCount }, (_, index) => anEditor(`Editor ${index}`)))

const secret = randomBytes(32).toString('base64url')
const servers = Array.from({ length: serverCount }, () =>
  fork(new URL('./api-server.ts', import.meta.url), [connectionString, secret], { execArgv: process.execArgv }),
)
const origins = await Promise.all(servers.map(async (server) => ((await once(server, 'message')) as [string])[0]))
const clients = tokens.map((token, index) => httpClient(origins[index % serverCount] ?? '', { authorization: `Bearer ${token}` }))
const readers = origins.map((origin) => httpClient(origin))
const sql = new pg.Client({ connectionString })
await sql.connect()

const began = performance.now()
const world = { clients, readers, store, sql, random: randomFrom(seed), say: (text: string) => process.stderr.write(`\r${text}`) }
const races = await runEditorRaces(world, Number(values.races))
const schedules = await runSchedules(world, Number(values.schedules))
const seconds = (performance.now() - began) / 1000
process.stderr.write('\n')

for (const client of [...clients, ...readers]) client.close()
await sql.end()
await store.close()
for (const server of servers) server.disconnect()
const faults = [...races.faults, ...schedules.faults]
for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
console.log(
  `races: ${races.same} races for one field (one 200 and one 409 each), ${races.different} for different fields (both kept), ` +
    `${schedules.schedules} schedules of ${schedules.calls} calls by ${clientCount} clients at ${serverCount} servers (${schedules.refused} refused), ` +
    `${schedules.publications} publications and ${schedules.reads} reads compared with revisions, ${seconds.toFixed(0)} s, ${faults.length} anomalies, seed ${seed}: ` +
    `${faults.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults.length === 0 ? 0 : 1)

async function anEditor(name: string): Promise<string> {
  const ctx = await aContext(store, { id: randomUUID(), name })
  return (await createToken(ctx, { name, kind: 'admin' })).text
}
