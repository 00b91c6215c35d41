import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '../../apps/cli/src/postgres/embedded-postgres.ts'
import { deployMigrations } from '../../packages/data/src/migrations/deploy-migrations.ts'

const cache = fileURLToPath(new URL('../../.cache/kept-postgres', import.meta.url))
const migrationsDir = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

interface KeptDatabase {
  connectionString: string
  stop: () => Promise<void>
}

/**
 * A PostgreSQL with the settings of production whose content is filled once and found again by later runs, for benches that need much of it.
 * Other migrations are other content. Whoever changes what is filled in changes the name.
 */
export async function keptDatabase(name: string, fill: (connectionString: string) => Promise<void>): Promise<KeptDatabase> {
  const migrations = createHash('sha256').update(readdirSync(migrationsDir).join()).digest('hex').slice(0, 8)
  const dir = path.join(cache, `${name}-${migrations}`)
  const filled = path.join(dir, 'filled')
  if (!existsSync(filled)) rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const postgres = await startEmbeddedPostgres({ dir })
  try {
    if (!existsSync(filled)) {
      await deployMigrations({ connectionString: postgres.connectionString, migrationsDir })
      await fill(postgres.connectionString)
      writeFileSync(filled, '')
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return { connectionString: postgres.connectionString, stop: postgres.stop }
}
