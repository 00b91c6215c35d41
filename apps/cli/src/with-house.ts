import { migrationStatus } from '@verso/data'
import type { Config } from './config.ts'
import { migrationsDir } from './locations.ts'
import { openDatabase } from './open-database.ts'
import { type House, openHouse } from './open-house.ts'
import { StartError } from './start-error.ts'

/** Opens the installation for one command, also beside a running server, and closes what it opened. */
export async function withHouse<T>(config: Config, run: (house: House) => Promise<T>): Promise<T> {
  const database = await openDatabase(config, { mayShare: true, mayMake: false })
  try {
    const { pending, unknown } = await migrationStatus({ connectionString: database.ownersConnectionString, migrationsDir })
    if (pending.length > 0)
      throw new StartError(
        `The database misses ${pending.length === 1 ? 'a migration' : `${pending.length} migrations`}. Run \`verso migrate deploy\`, or start the server.`,
      )
    if (unknown.length > 0)
      throw new StartError(`This database was migrated by a newer version of Verso, which brought ${unknown.join(', ')}.`)
    const house = await openHouse(config, database)
    try {
      return await run(house)
    } finally {
      await house.close()
    }
  } finally {
    await database.close()
  }
}
