import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

export interface Migration {
  name: string
  sql: string
}

/** The migrations of a folder in the order of their names, which is the order that they are applied in. */
export async function readMigrations(migrationsDir: string): Promise<Migration[]> {
  const folders = (await readdir(migrationsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    folders.sort().map(async (name) => ({ name, sql: await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8') })),
  )
}
