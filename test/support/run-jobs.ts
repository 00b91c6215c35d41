import type { Post } from '@verso/core'
import { runJobs as runDueJobs, type WorkerBase } from '@verso/worker'
import { asServer } from './database.ts'
import { databaseOf } from './test-store.ts'

/** Does every job that is due by the database's clock, as a worker would, and throws what the first of them threw. */
export function runJobs(base: WorkerBase, post: Post = noPost): Promise<void> {
  return runDueJobs({ base, post, connectionString: asServer(databaseOf(base.store)), log: () => {} })
}

/** Where no test expects a mail, one is a fault. */
const noPost: Post = {
  origin: 'http://localhost:4000',
  send: async ({ to }) => {
    throw new Error(`Nobody expected a mail to ${to}`)
  },
}
