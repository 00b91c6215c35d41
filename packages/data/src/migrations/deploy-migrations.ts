import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { installJobs } from '../jobs/install-jobs.ts'
import { UnusableDatabaseError } from './unusable-database-error.ts'
import { readStatus } from './migration-status.ts'
import { openSchemaEngine } from './open-schema-engine.ts'
import { type Migration, readMigrations } from './read-migrations.ts'
import { withClient } from './with-client.ts'

export interface DeployOptions {
  connectionString: string
  migrationsDir: string
  /** Called when another server is at it and this one has to wait. */
  onWait?: () => void
}

/** Any number will do, as long as every version of Verso takes the same. */
const lockKey = 8_377_601

/**
 * Brings a database to the state that this version needs. Of several servers that start at once one migrates and the others
 * wait for it. A migration is one transaction: what failed or was killed left nothing behind and is simply tried again.
 * The tables of background jobs are graphile-worker's own; they come last.
 */
export async function deployMigrations({ connectionString, migrationsDir, onWait }: DeployOptions): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(migrationsDir)
  return withClient(connectionString, async (client) => {
    if ((await pendingOf(client, migrations)).length > 0 || !(await hasJobs(client))) await takeLock(client, onWait)
    const isPending = (await pendingOf(client, migrations)).length > 0
    const applied = isPending ? await applyPending({ client, connectionString, migrationsDir, migrations }) : []
    await installJobs(connectionString)
    return { applied }
  })
}

async function pendingOf(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  const { pending, unknown } = await readStatus(
    client,
    migrations.map((migration) => migration.name),
  )
  if (unknown.length > 0)
    throw new UnusableDatabaseError(
      `This database was migrated by a newer version of Verso, which brought ${unknown.join(', ')}. Run that version, or restore a backup from before.`,
    )
  return pending
}

/** Whether the jobs' tables are there; a newer form of them may be brought by several servers at once. */
async function hasJobs(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>(`select to_regclass('graphile_worker.migrations') is not null as "exists"`)
  return rows[0]?.exists === true
}

async function takeLock(client: pg.Client, onWait: (() => void) | undefined): Promise<void> {
  const taken = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockKey])
  if (taken.rows[0]?.taken === true) return
  onWait?.()
  // Held until the session ends.
  await client.query('select pg_advisory_lock($1)', [lockKey])
}

interface Deployment {
  client: pg.Client
  connectionString: string
  migrationsDir: string
  migrations: Migration[]
}

async function applyPending({ client, connectionString, migrationsDir, migrations }: Deployment): Promise<string[]> {
  const failures: Error[] = []
  const pool = new pg.Pool({ connectionString, max: 2, application_name: 'verso migrate' })
  const scripts = new Set(migrations.map((migration) => migration.sql))
  const engine = await openSchemaEngine(pool, async (_, script) => {
    try {
      await pool.query(scripts.has(script) ? withRecord(script) : script)
    } catch (error) {
      if (error instanceof Error) failures.push(error)
      throw error
    }
  })
  try {
    return await apply({ engine, client, migrationsDir, migrations })
  } catch (error) {
    throw explain(error, { failure: failures[0], failed: (await readStatus(client, namesOf(migrations))).failed })
  } finally {
    engine.free()
    await pool.end()
  }
}

/**
 * The record that a migration is finished commits with the migration itself. A server that is killed between the two would
 * otherwise leave a migration that is there and looks as if it weren't.
 */
function withRecord(script: string): string {
  return `${script}\n;update "_prisma_migrations" set finished_at = now() where finished_at is null and rolled_back_at is null`
}

async function apply({
  engine,
  client,
  migrationsDir,
  migrations,
}: {
  engine: SchemaEngine
  client: pg.Client
  migrationsDir: string
  migrations: Migration[]
}): Promise<string[]> {
  for (const migrationName of (await readStatus(client, namesOf(migrations))).failed)
    await engine.markMigrationRolledBack({ migrationName })
  const lockfile = 'migration_lock.toml'
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: {
      baseDir: path.resolve(migrationsDir),
      lockfile: { path: lockfile, content: await readFile(path.join(migrationsDir, lockfile), 'utf8') },
      shadowDbInitScript: '',
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    filters: { externalTables: [], externalEnums: [] },
  })
  return appliedMigrationNames
}

function explain(error: unknown, { failure, failed }: { failure: Error | undefined; failed: string[] }): unknown {
  const name = failed[0]
  if (name === undefined || failure === undefined) return error
  return new UnusableDatabaseError(
    `The migration ${name} failed and was rolled back: ${failure.message}. Nothing of it was kept; mend the cause and start again.`,
    { cause: failure },
  )
}

function namesOf(migrations: Migration[]): string[] {
  return migrations.map((migration) => migration.name)
}
