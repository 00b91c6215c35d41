import type { FieldIndexes } from './indexes/index-builder.ts'
import type { Reads } from './reads/reads.ts'
import type { MakeRowTests } from './row-tests.ts'
import type { Audit } from './tables/audit.ts'
import type { AuditChain } from './tables/audit-chain.ts'
import type { BulkJobs, BulkJobsInTransaction } from './tables/bulk-jobs.ts'
import type { OneTimeCodes, OneTimeCodesInTransaction } from './tables/codes.ts'
import type { Deliveries } from './tables/deliveries.ts'
import type { DraftMessages } from './tables/draft-messages.ts'
import type { DraftLocales } from './tables/draft-locales.ts'
import type { EntryRewrites } from './tables/entry-rewrites.ts'
import type { RemovedValues } from './tables/removed-values.ts'
import type { EntryScan } from './tables/entry-scan.ts'
import type { Entries, EntriesInTransaction } from './tables/entries.ts'
import type { EntryTree, EntryTreeInTransaction } from './tables/entry-tree.ts'
import type { Erasures, ErasuresInTransaction } from './tables/erasures.ts'
import type { Identities, IdentitiesInTransaction } from './tables/identities.ts'
import type { IdempotencyKeys, IdempotencyKeysInTransaction } from './tables/idempotency-keys.ts'
import type { Imports, ImportsInTransaction } from './tables/imports.ts'
import type { InterfaceSearch } from './tables/interface-search.ts'
import type { Jobs, JobsInTransaction } from './tables/jobs.ts'
import type { Log, LogInTransaction } from './tables/log.ts'
import type { MailLinks, MailLinksInTransaction } from './tables/mail-links.ts'
import type { MediaInTransaction, MediaTable } from './tables/media.ts'
import type { Renditions } from './tables/renditions.ts'
import type { Folders, FoldersInTransaction } from './tables/folders.ts'
import type { ModelPlans } from './tables/model-plans.ts'
import type { Models, ModelsInTransaction } from './tables/models.ts'
import type { Passkeys, PasskeysInTransaction } from './tables/passkeys.ts'
import type { PresenceTable } from './tables/presence.ts'
import type { PreviewLinks, PreviewLinksInTransaction } from './tables/preview-links.ts'
import type { Previews, PreviewsInTransaction } from './tables/previews.ts'
import type { Publications, PublicationsInTransaction } from './tables/publications.ts'
import type { RecentEntries } from './tables/recent-entries.ts'
import type { Redirects, RedirectsInTransaction } from './tables/redirects.ts'
import type { References } from './tables/references.ts'
import type { Revisions, RevisionsInTransaction } from './tables/revisions.ts'
import type { Releases, ReleasesInTransaction } from './tables/releases.ts'
import type { Roles, RolesInTransaction } from './tables/roles.ts'
import type { SearchWords, SearchWordsInTransaction } from './tables/search-words.ts'
import type { Schedules, SchedulesInTransaction } from './tables/schedules.ts'
import type { SecondFactors, SecondFactorsInTransaction } from './tables/second-factors.ts'
import type { Sessions, SessionsInTransaction } from './tables/sessions.ts'
import type { History, HistoryInTransaction } from './tables/history.ts'
import type { Settings, SettingsInTransaction } from './tables/settings.ts'
import type { Tokens, TokensInTransaction } from './tables/tokens.ts'
import type { Trash, TrashInTransaction } from './tables/trash.ts'
import type { Users, UsersInTransaction } from './tables/users.ts'
import type { Sites } from './tables/sites.ts'
import type { Webhooks, WebhooksInTransaction } from './tables/webhooks.ts'
import type { FailedTries } from './tables/failed-tries.ts'
import type { WorkingCopies, WorkingCopiesInTransaction } from './tables/working-copies.ts'

/** The store: every table, bound to one connection inside a transaction, to the pool outside. What locks exists only inside. */
export interface Store extends Tables {
  /** Runs `run` in one transaction (read committed); it is retried by nobody: refusals roll back and pass through. */
  transaction: <T>(run: (tx: Transaction) => Promise<T>, options?: TransactionOptions) => Promise<T>
  /** Begins a transaction that the caller ends, for what spans more than one verb: a request and the answer that is kept of it. */
  open: () => Promise<OpenStore>
  /**
   * Calls back with each new `seq` after its commit, and once after a lost connection was mended; of what this process commits
   * itself before the commit is acknowledged. `onLost` hears that nobody listens for a while. Returns the way to stop.
   */
  onSeq: (listener: (seq: bigint) => void, onLost?: () => void) => Promise<() => Promise<void>>
  /** Says that a sender of webhooks lives until this process or its connection ends, which `onLost` hears; returns the way to end it. */
  holdLife: (senderId: string, onLost: () => void) => Promise<() => Promise<void>>
  indexes: FieldIndexes
  /** The same store, whose entries tell which tests their drafts meet. */
  testing: (tests: MakeRowTests) => Store
  /** The same store for those who read what is public: on connections of their own, so that they and editors can't hold up one another, and with less time. */
  readers: () => Store
  ping: () => Promise<void>
  close: () => Promise<void>
}

interface TransactionOptions {
  timeoutMs?: number
  /** Everything is read as it was at its first statement (repeatable read); what others changed since can't be changed, and fails as `busy`. */
  isSnapshot?: boolean
}

/** A transaction that is open until it is ended; within it, those of `store` are parts of it. */
export interface OpenStore {
  store: Store
  tx: Transaction
  commit: () => Promise<void>
  rollback: () => Promise<void>
}

export interface Tables {
  models: Models
  modelPlans: ModelPlans
  scan: EntryScan
  removedValues: RemovedValues
  entries: Entries
  tree: EntryTree
  revisions: Revisions
  workingCopies: WorkingCopies
  publications: Publications
  previews: Previews
  previewLinks: PreviewLinks
  references: References
  redirects: Redirects
  releases: Releases
  bulkJobs: BulkJobs
  log: Log
  folders: Folders
  media: MediaTable
  renditions: Renditions
  imports: Imports
  jobs: Jobs
  erasures: Erasures
  trash: Trash
  schedules: Schedules
  searchWords: SearchWords
  interfaceSearch: InterfaceSearch
  recent: RecentEntries
  presence: PresenceTable
  users: Users
  roles: Roles
  secondFactors: SecondFactors
  failedTries: FailedTries
  mailLinks: MailLinks
  passkeys: Passkeys
  identities: Identities
  sessions: Sessions
  tokens: Tokens
  codes: OneTimeCodes
  idempotencyKeys: IdempotencyKeys
  audit: Audit
  auditChain: AuditChain
  history: History
  settings: Settings
  webhooks: Webhooks
  deliveries: Deliveries
  draftMessages: DraftMessages
  sites: Sites
  reads: Reads
}

export interface Transaction extends Tables {
  /** Runs `run` in this transaction so that a failure takes back what it did, and nothing else. */
  nested: <T>(run: (tx: Transaction) => Promise<T>) => Promise<T>
  models: ModelsInTransaction
  rewrites: EntryRewrites
  draftLocales: DraftLocales
  entries: EntriesInTransaction
  tree: EntryTreeInTransaction
  revisions: RevisionsInTransaction
  workingCopies: WorkingCopiesInTransaction
  publications: PublicationsInTransaction
  previews: PreviewsInTransaction
  previewLinks: PreviewLinksInTransaction
  redirects: RedirectsInTransaction
  releases: ReleasesInTransaction
  bulkJobs: BulkJobsInTransaction
  jobs: JobsInTransaction
  schedules: SchedulesInTransaction
  searchWords: SearchWordsInTransaction
  log: LogInTransaction
  folders: FoldersInTransaction
  media: MediaInTransaction
  imports: ImportsInTransaction
  erasures: ErasuresInTransaction
  trash: TrashInTransaction
  secondFactors: SecondFactorsInTransaction
  mailLinks: MailLinksInTransaction
  passkeys: PasskeysInTransaction
  identities: IdentitiesInTransaction
  sessions: SessionsInTransaction
  codes: OneTimeCodesInTransaction
  idempotencyKeys: IdempotencyKeysInTransaction
  users: UsersInTransaction
  roles: RolesInTransaction
  history: HistoryInTransaction
  settings: SettingsInTransaction
  webhooks: WebhooksInTransaction
  tokens: TokensInTransaction
}
