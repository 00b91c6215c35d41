import { runMigrations } from 'graphile-worker'
import { graphileLogger } from './graphile-logger.ts'

/** Brings graphile-worker's own schema to the state that this version needs. Does nothing where it is. */
export async function installJobs(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, maxPoolSize: 1, logger: graphileLogger(() => {}) })
}
