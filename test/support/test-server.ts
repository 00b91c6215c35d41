import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../apps/cli/src/postgres/embedded-postgres.ts'
// Not through the room's index: the harness has to start also while a table module doesn't compile.
import { makeAppRole } from '../../packages/data/src/app-role/app-role.ts'
import { deployMigrations } from '../../packages/data/src/migrations/deploy-migrations.ts'
import { plantSecrets } from './planted-secrets.ts'

const cache = fileURLToPath(new URL('../../.cache/test-postgres', import.meta.url))
const migrationsDir = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

export interface TestServer {
  /** What test files find in their environment: see database.ts. */
  env: { VERSO_TEST_SERVER: string; VERSO_TEST_TEMPLATE: string; VERSO_TEST_BARE_TEMPLATE: string; VERSO_TEST_ROLE: string }
  stop: () => Promise<void>
}

/** Nothing here survives a power cut, and nothing has to. */
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '128MB' }

/**
 * A PostgreSQL with a migrated template database: the embedded one of this run, or the server that VERSO_TEST_DATABASE_URL names. In the
 * template a secret is planted wherever one is kept; a bare one beside it has nothing in it.
 */
export async function startTestServer({ settings = fast }: { settings?: Record<string, string> } = {}): Promise<TestServer> {
  const own = process.env.VERSO_TEST_DATABASE_URL
  const server = own === undefined || own === '' ? await startOwnServer(settings) : { connectionString: own, stop: async () => {} }
  const template = `verso_test_${process.pid}_template`
  const bare = `${template}_bare`
  const url = databaseUrl(server.connectionString, bare)
  let role: Awaited<ReturnType<typeof makeAppRole>>
  try {
    for (const name of [template, bare]) await runSql(server.connectionString, `drop database if exists ${name} with (force)`)
    await runSql(server.connectionString, `create database ${bare}`)
    await deployMigrations({ connectionString: url, migrationsDir })
    // Its rights are in the template, and so in every copy of it: what tests do through a store, they do as the role of a server.
    role = await makeAppRole({ connectionString: url, password: randomBytes(16).toString('hex') })
    await runSql(server.connectionString, `create database ${template} template ${bare}`)
    await plantSecrets(databaseUrl(server.connectionString, template))
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    // A server of one's own may allow no roles: then tests work as its owner, as Verso would.
    env: {
      VERSO_TEST_SERVER: server.connectionString,
      VERSO_TEST_TEMPLATE: template,
      VERSO_TEST_BARE_TEMPLATE: bare,
      VERSO_TEST_ROLE: 'reason' in role ? url : role.connectionString,
    },
    async stop() {
      if (own !== undefined) {
        for (const name of [template, bare]) await runSql(server.connectionString, `drop database if exists ${name} with (force)`)
        await runSql(server.connectionString, `drop role if exists "verso_app_${bare}"`)
      }
      await server.stop()
    },
  }
}

export function databaseUrl(connectionString: string, database: string): string {
  const url = new URL(connectionString)
  url.pathname = `/${database}`
  return url.href
}

export async function runSql(connectionString: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

async function startOwnServer(settings: Record<string, string>): Promise<{ connectionString: string; stop: () => Promise<void> }> {
  sweep()
  const dir = path.join(cache, String(process.pid))
  mkdirSync(cache, { recursive: true })
  const postgres = await startEmbeddedPostgres({ dir, settings })
  return {
    connectionString: postgres.connectionString,
    async stop() {
      await postgres.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Runs that were killed couldn't tidy up. */
function sweep(): void {
  mkdirSync(cache, { recursive: true })
  for (const name of readdirSync(cache)) {
    if (!isAlive(Number(name))) rmSync(path.join(cache, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
