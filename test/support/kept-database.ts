import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../apps/cli/src/postgres/embedded-postgres.ts'
import { deployMigrations } from '../../packages/data/src/migrations/deploy-migrations.ts'
import { databaseUrl } from './test-server.ts'

const cache = fileURLToPath(new URL('../../.cache/kept-postgres', import.meta.url))
const migrationsDir = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

interface KeptDatabase {
  /** A copy of what was filled in, to be changed at will. */
  connectionString: string
  /** Drops the copy, and stops. */
  stop: () => Promise<void>
}

/**
 * A PostgreSQL with the settings of production whose content is filled once and found again by later runs, for benches that need much of it.
 * It is migrated as any other, and each time `upkeep` sees to what jobs would. Whoever changes what is filled in changes the name.
 */
export async function keptDatabase(
  name: string,
  fill: (connectionString: string) => Promise<void>,
  upkeep: (connectionString: string) => Promise<void> = async () => {},
): Promise<KeptDatabase> {
  const dir = path.join(cache, name)
  const filled = path.join(dir, 'filled')
  if (!existsSync(filled)) rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const postgres = await startEmbeddedPostgres({ dir })
  try {
    await deployMigrations({ connectionString: postgres.connectionString, migrationsDir })
    if (!existsSync(filled)) {
      await fill(postgres.connectionString)
      writeFileSync(filled, '')
    }
    await upkeep(postgres.connectionString)
    return await copyOf(postgres)
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

async function copyOf(postgres: KeptDatabase): Promise<KeptDatabase> {
  const home = new pg.Client({ connectionString: databaseUrl(postgres.connectionString, 'template1') })
  await home.connect()
  await home.query('drop database if exists run with (force)')
  await home.query(`create database run template "${new URL(postgres.connectionString).pathname.slice(1)}" strategy file_copy`)
  return {
    connectionString: databaseUrl(postgres.connectionString, 'run'),
    async stop() {
      await home.query('drop database run with (force)')
      await home.end()
      await postgres.stop()
    },
  }
}
