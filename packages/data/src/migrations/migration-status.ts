import type pg from 'pg'
import { readMigrations } from './read-migrations.ts'
import { withClient } from './with-client.ts'

export interface MigrationStatus {
  applied: string[]
  pending: string[]
  /** Begun and not finished: nothing of them is in the database, since a migration is one transaction. */
  failed: string[]
  /** Applied to the database and not in the folder: a newer version was here. */
  unknown: string[]
}

interface MigrationsLocation {
  connectionString: string
  migrationsDir: string
}

/** How far a database is, read from Prisma's history table without touching anything. */
export async function migrationStatus({ connectionString, migrationsDir }: MigrationsLocation): Promise<MigrationStatus> {
  const names = (await readMigrations(migrationsDir)).map((migration) => migration.name)
  return withClient(connectionString, (client) => readStatus(client, names))
}

export async function readStatus(client: pg.Client, names: string[]): Promise<MigrationStatus> {
  const rows = await readHistory(client)
  const finished = new Set(rows.filter((row) => row.finished).map((row) => row.name))
  return {
    applied: names.filter((name) => finished.has(name)),
    pending: names.filter((name) => !finished.has(name)),
    failed: rows.filter((row) => !row.finished).map((row) => row.name),
    unknown: [...finished].filter((name) => !names.includes(name)),
  }
}

async function readHistory(client: pg.Client): Promise<{ name: string; finished: boolean }[]> {
  const table = await client.query<{ exists: boolean }>(`select to_regclass('"_prisma_migrations"') is not null as "exists"`)
  if (table.rows[0]?.exists !== true) return []
  const history = await client.query<{ name: string; finished: boolean }>(
    `select migration_name as name, bool_or(finished_at is not null) as finished
       from "_prisma_migrations" where rolled_back_at is null group by migration_name order by migration_name`,
  )
  return history.rows
}
