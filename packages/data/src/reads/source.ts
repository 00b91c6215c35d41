import type { Connection } from '../connection.ts'
import type { Models } from '../tables/models.ts'

/** What reads are executed on. */
export interface Source {
  query: Connection['query']
  models: Models
  tests?: Connection['tests']
}
