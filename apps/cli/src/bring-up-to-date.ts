import { deployMigrations, grantToAppRole } from '@verso/data'
import { migrationsDir } from './locations.ts'
import type { DatabaseAddress } from './open-database.ts'

/** Applies what is missing, as the owner of the tables, and gives the role beside it what a server needs of what is new. */
export async function bringUpToDate(
  { connectionString, ownersConnectionString }: DatabaseAddress,
  onWait: () => void,
): Promise<{ applied: string[] }> {
  const done = await deployMigrations({ connectionString: ownersConnectionString, migrationsDir, onWait })
  if (ownersConnectionString !== connectionString) await grantToAppRole(ownersConnectionString, connectionString)
  return done
}
