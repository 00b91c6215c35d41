import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../apps/cli/src/postgres/free-port.ts'
import { startEmbeddedPostgres } from '../../apps/cli/src/postgres/embedded-postgres.ts'
import { httpClient } from '../support/http-client.ts'
import { type RunningVerso, runVerso } from '../support/run-verso.ts'
import { within } from './within.ts'

export interface KillableHouse {
  origin: string
  connectionString: string
  /** SIGKILL, and the same server started again; resolves when it is ready. */
  killServer: () => Promise<void>
  /** SIGKILL of PostgreSQL, which whoever runs it starts again; resolves when the server is ready again by itself. */
  killDatabase: () => Promise<void>
  /** Rejects when the server ends without having been killed, with all that it said. */
  endsUnasked: Promise<never>
  stop: () => Promise<void>
}

/** A start takes seconds, and on a machine with ten times the work that it can do a minute: whoever waits longer waits for nothing. */
const startMs = 300_000
const recoveryMs = 300_000

export const owner = { email: 'owner@example.org', password: 'otters juggle lanterns' }

/** `verso start` as it is delivered, on a PostgreSQL that is started again when it dies, and with the worker in it. */
export async function startKillableHouse(dir: string): Promise<KillableHouse> {
  const postgres = await startEmbeddedPostgres({ dir: `${dir}/postgres` })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const client = httpClient(origin)
  const variables = {
    DATABASE_URL: postgres.connectionString,
    VERSO_DATA_DIR: `${dir}/verso`,
    VERSO_PORT: String(port),
    VERSO_OWNER_EMAIL: owner.email,
    VERSO_OWNER_PASSWORD: owner.password,
    VERSO_LOG_LEVEL: 'error',
    VERSO_RATE_LIMIT: 'off',
  }
  let tellUnasked: (error: Error) => void = () => {}
  const endsUnasked = new Promise<never>((_, reject) => {
    tellUnasked = reject
  })
  // It is heard of where all comes together, also when nobody waits for it yet.
  endsUnasked.catch(() => {})
  const killed = new WeakSet<RunningVerso>()
  let server = await start()

  async function start(): Promise<RunningVerso> {
    const running = runVerso({ teardown: () => {} }, ['start'], variables)
    running.ended.then(({ code, stdout, stderr }) => {
      if (!killed.has(running)) tellUnasked(new Error(`The server ended unasked, with ${code}:\n${stdout}${stderr}`))
    })
    await within(startMs, running.ready(), () => `The server was not ready ${startMs} ms after its start:\n${running.said()}`)
    return running
  }

  async function kill(): Promise<void> {
    killed.add(server)
    server.child.kill('SIGKILL')
    await server.ended
  }

  async function untilReady(): Promise<void> {
    let last = 'nothing'
    const ready = async (signal: AbortSignal) => {
      while (!signal.aborted) {
        const reply = await client.ask('GET', '/health/ready').catch((error: Error) => ({ status: 0, body: error.message }))
        if (reply.status === 200) return
        last = `${reply.status} ${JSON.stringify(reply.body)}`
        await sleep(100)
      }
    }
    await within(recoveryMs, ready, () => `${recoveryMs} ms after PostgreSQL was killed the server answers ${last}:\n${server.said()}`)
  }

  return {
    origin,
    connectionString: postgres.connectionString,
    endsUnasked,
    async killServer() {
      await kill()
      server = await start()
    },
    async killDatabase() {
      const killedPid = postgres.pid()
      process.kill(killedPid, 'SIGKILL')
      const again = async (signal: AbortSignal) => {
        while (!signal.aborted && postgres.pid() === killedPid) await sleep(20)
      }
      await within(recoveryMs, again, () => `PostgreSQL was not there again ${recoveryMs} ms after it was killed:\n${lastLines(dir)}`)
      // What readiness says may be a second old.
      await sleep(1_500)
      await Promise.race([untilReady(), endsUnasked])
    },
    async stop() {
      client.close()
      await kill()
      await postgres.stop()
    },
  }
}

function lastLines(dir: string): string {
  return readFileSync(`${dir}/postgres/postgres.log`, 'utf8').split('\n').slice(-20).join('\n')
}
