import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../apps/cli/src/postgres/free-port.ts'
import { startEmbeddedPostgres } from '../../apps/cli/src/postgres/embedded-postgres.ts'
import { httpClient } from '../support/http-client.ts'
import { type RunningVerso, runVerso } from '../support/run-verso.ts'

export interface KillableHouse {
  origin: string
  connectionString: string
  /** SIGKILL, and the same server started again; resolves when it is ready. */
  killServer: () => Promise<void>
  /** SIGKILL of PostgreSQL, which whoever runs it starts again; resolves when the server is ready again by itself. */
  killDatabase: () => Promise<void>
  stop: () => Promise<void>
}

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
  }
  let server = await start()

  async function start(): Promise<RunningVerso> {
    const running = runVerso({ teardown: () => {} }, ['start'], variables)
    await running.ready()
    return running
  }

  async function untilReady(): Promise<void> {
    for (;;) {
      const reply = await client.ask('GET', '/health/ready').catch(() => null)
      if (reply?.status === 200) return
      await sleep(100)
    }
  }

  return {
    origin,
    connectionString: postgres.connectionString,
    async killServer() {
      server.child.kill('SIGKILL')
      await server.ended
      server = await start()
    },
    async killDatabase() {
      const killed = postgres.pid()
      process.kill(killed, 'SIGKILL')
      while (postgres.pid() === killed) await sleep(20)
      // What readiness says may be a second old.
      await sleep(1_500)
      await untilReady()
    },
    async stop() {
      client.close()
      server.child.kill('SIGKILL')
      await server.ended
      await postgres.stop()
    },
  }
}
