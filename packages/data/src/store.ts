import type { Reads } from './reads/reads.ts'
import type { Audit } from './tables/audit.ts'
import type { OneTimeCodes, OneTimeCodesInTransaction } from './tables/codes.ts'
import type { Entries, EntriesInTransaction } from './tables/entries.ts'
import type { Imports } from './tables/imports.ts'
import type { Log, LogInTransaction } from './tables/log.ts'
import type { MediaInTransaction, MediaTable } from './tables/media.ts'
import type { Models, ModelsInTransaction } from './tables/models.ts'
import type { Publications, PublicationsInTransaction } from './tables/publications.ts'
import type { References } from './tables/references.ts'
import type { Revisions } from './tables/revisions.ts'
import type { Roles } from './tables/roles.ts'
import type { Sessions, SessionsInTransaction } from './tables/sessions.ts'
import type { Settings } from './tables/settings.ts'
import type { Tokens } from './tables/tokens.ts'
import type { Users, UsersInTransaction } from './tables/users.ts'

/** The store: every table, bound to one connection inside a transaction, to the pool outside. What locks exists only inside. */
export interface Store extends Tables {
  /** Runs `run` in one transaction (read committed); it is retried by nobody: refusals roll back and pass through. */
  transaction: <T>(run: (tx: Transaction) => Promise<T>) => Promise<T>
  /** Calls back with each new `seq` after its commit, and once after a lost connection was mended. Returns the way to stop. */
  onSeq: (listener: (seq: bigint) => void) => Promise<() => Promise<void>>
  ping: () => Promise<void>
  close: () => Promise<void>
}

export interface Tables {
  models: Models
  entries: Entries
  revisions: Revisions
  publications: Publications
  references: References
  log: Log
  media: MediaTable
  imports: Imports
  users: Users
  roles: Roles
  sessions: Sessions
  tokens: Tokens
  codes: OneTimeCodes
  audit: Audit
  settings: Settings
  reads: Reads
}

export interface Transaction extends Tables {
  models: ModelsInTransaction
  entries: EntriesInTransaction
  publications: PublicationsInTransaction
  log: LogInTransaction
  media: MediaInTransaction
  sessions: SessionsInTransaction
  codes: OneTimeCodesInTransaction
  users: UsersInTransaction
}
