import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config.ts'
import { lockDataDir, openDataDir } from './data-dir.ts'
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres.ts'
import { StartError } from './start-error.ts'

export interface OpenDatabase {
  connectionString: string
  /** What was started for it; null for a database of one's own. */
  started: { isNew: boolean } | null
  close: () => Promise<void>
}

/**
 * The database of the configuration. Without a DATABASE_URL that is the embedded PostgreSQL of the data folder: a server takes it for
 * itself; a command that runs beside a server (`isGuest`) uses what that one has started.
 */
export async function openDatabase({ databaseUrl, dataDir }: Config, { isGuest }: { isGuest: boolean }): Promise<OpenDatabase> {
  if (databaseUrl !== null) return { connectionString: databaseUrl, started: null, close: async () => {} }
  openDataDir(dataDir)
  const dir = path.join(dataDir, 'postgres')
  const lock = await lockDataDir(dataDir)
  if (lock === null) {
    const connectionString = isGuest ? runningEmbeddedPostgres(dir) : null
    if (connectionString === null)
      throw new StartError(
        `The data folder ${dataDir} is in use by another Verso. Stop that one, or choose another folder with VERSO_DATA_DIR.`,
      )
    return { connectionString, started: null, close: async () => {} }
  }
  try {
    if (isGuest && !existsSync(dir))
      throw new StartError(`There is no database in ${dataDir} yet. Run \`npm start\` once, or set DATABASE_URL.`)
    const { connectionString, isNew, stop } = await startEmbeddedPostgres({ dir })
    return {
      connectionString,
      started: { isNew },
      async close() {
        await stop()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
