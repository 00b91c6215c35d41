import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from './config.ts'
import { lockDataDir, openDataDir } from './data-dir.ts'
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres.ts'
import { StartError } from './start-error.ts'

/** Of servers that are started together, one starts PostgreSQL and the others wait that long for it. */
const startMs = 30_000
const lookAgainMs = 200

/** Where a database is: for who works on it, and for who owns its tables, which may be the same. */
export interface DatabaseAddress {
  connectionString: string
  ownersConnectionString: string
}

export interface OpenDatabase extends DatabaseAddress {
  /** What was started for it; null for a database of one's own. */
  started: { isNew: boolean } | null
  close: () => Promise<void>
}

interface Wishes {
  /** Uses the embedded PostgreSQL that another process has started: true for commands, and for a server of a part. */
  mayShare: boolean
  /** Makes one where there is none: true for servers. */
  mayMake: boolean
}

/**
 * The database of the configuration. Without a DATABASE_URL that is the embedded PostgreSQL of the data folder: a server takes it for
 * itself; what runs beside a server uses what that one has started.
 */
export async function openDatabase({ databaseUrl, migrateUrl, dataDir }: Config, { mayShare, mayMake }: Wishes): Promise<OpenDatabase> {
  if (databaseUrl !== null)
    return { connectionString: databaseUrl, ownersConnectionString: migrateUrl ?? databaseUrl, started: null, close: async () => {} }
  openDataDir(dataDir)
  const dir = path.join(dataDir, 'postgres')
  const lock = await lockDataDir(dataDir)
  if (lock === null) {
    const connectionString = mayShare ? await runningPostgres(dir, mayMake ? startMs : 0) : null
    if (connectionString === null)
      throw new StartError(
        `The data folder ${dataDir} is in use by another Verso. Stop that one, or choose another folder with VERSO_DATA_DIR.`,
      )
    return { connectionString, ownersConnectionString: connectionString, started: null, close: async () => {} }
  }
  try {
    if (!mayMake && !existsSync(dir))
      throw new StartError(`There is no database in ${dataDir} yet. Run \`npm start\` once, or set DATABASE_URL.`)
    const { connectionString, isNew, stop } = await startEmbeddedPostgres({ dir })
    return {
      connectionString,
      ownersConnectionString: connectionString,
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

async function runningPostgres(dir: string, waitMs: number): Promise<string | null> {
  for (let waited = 0; ; waited += lookAgainMs) {
    const running = existsSync(dir) ? runningEmbeddedPostgres(dir) : null
    if (running !== null || waited >= waitMs) return running
    await sleep(lookAgainMs)
  }
}
