// A publisher in a process of its own, for the proof of the log: node log-publisher.ts CONNECTION SEED COUNT [STATEMENT before|after].
// With a statement it kills itself at that one of its first change: before it is sent, or as soon as it is.
import { once } from 'node:events'
import { createStore } from '@verso/data'
import pg from 'pg'
import { publishNextRevision, changeOne } from '../data/publisher.ts'
import { randomFrom } from '../data/random.ts'

const [connectionString = '', seed = '0', count = '0', statement, moment] = process.argv.slice(2)
const store = await createStore({ connectionString, poolSize: 1, connectTimeoutMs: 60_000 })
const random = randomFrom(Number(seed))
// What is only done once by a process is done before the counting begins.
await store.models.current()
process.send?.('ready')
await once(process, 'message')
process.disconnect?.()
if (statement === undefined) {
  for (let done = 0; done < Number(count); done += 1) await changeOne(store, random)
} else {
  killAt(Number(statement), moment === 'after')
  await publishNextRevision(store, random)
}
await store.close()

function killAt(place: number, afterwards: boolean): void {
  const { query } = pg.Client.prototype
  let sent = 0
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    sent += 1
    if (sent === place && !afterwards) process.kill(process.pid, 'SIGKILL')
    const result: unknown = Reflect.apply(query, this, args)
    // A turn later the statement is on its way; whether its answer comes is PostgreSQL's affair.
    if (sent === place) setImmediate(() => process.kill(process.pid, 'SIGKILL'))
    return result
  } as typeof query
}
