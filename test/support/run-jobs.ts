import { runJobs as runDueJobs, type WorkerBase } from '@verso/worker'
import { databaseOf } from './test-store.ts'

/** Does every job that is due by the database's clock, as a worker would, and throws what the first of them threw. */
export function runJobs(base: WorkerBase): Promise<void> {
  return runDueJobs({ base, connectionString: databaseOf(base.store), log: () => {} })
}
