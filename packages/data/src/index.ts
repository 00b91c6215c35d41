export { createStore } from './create-store.ts'
export type { StoreOptions } from './create-store.ts'
export { type AppRole, findAppRole, grantToAppRole, makeAppRole } from './app-role/app-role.ts'
export type { OpenStore, Store, Tables, Transaction } from './store.ts'
export { CompactedError } from './compacted-error.ts'
export { idsIn } from './reads/ids-in.ts'
export { DuplicateError } from './duplicate-error.ts'
export { PlaceError } from './place-error.ts'
export type { PlaceFault } from './place-error.ts'
export { TakenError } from './taken-error.ts'
export type { Taken } from './taken-error.ts'
export { UnavailableError } from './unavailable-error.ts'
export type { UnavailableReason } from './unavailable-error.ts'
export type {
  Address,
  DraftOptions,
  HeldRows,
  DraftRead,
  PublishedMedia,
  PublishedOptions,
  AggregateRead,
  AggregateRow,
  PublishedRead,
  PublishedRow,
  Reads,
  WhichRows,
  ResolvedRow,
} from './reads/reads.ts'
export type { FieldIndexes, FieldIndexState, IndexStep } from './indexes/index-builder.ts'
export type { Previewed } from './reads/previewed.ts'
export type { Audit, AuditFilter, AuditRow } from './tables/audit.ts'
export type { AuditBreak } from './tables/audit-chain.ts'
export type { OneTimeCodeRow, OneTimeCodes, OneTimeCodesInTransaction } from './tables/codes.ts'
export type { Entries, EntriesInTransaction, EntryOutline, SlugWish } from './tables/entries.ts'
export type { DraftInput, NewEntry, TranslationState } from './tables/entry-writes.ts'
export type { DraftLocales, LastChange, Outdated, Translations } from './tables/draft-locales.ts'
export type { DraftRewrite, EntryRewrites, PublicationRewrite } from './tables/entry-rewrites.ts'
export type { EntryScan, ScanCursor, ScannedDraft, ScannedPublication, ScannedRevision } from './tables/entry-scan.ts'
export type { EntryRow, HeadRow, PublishedTimes } from './tables/entry-row.ts'
export type { EntryTree, EntryTreeInTransaction, Sibling } from './tables/entry-tree.ts'
export type { ErasureRow, Erasures, ErasuresInTransaction } from './tables/erasures.ts'
export type { ClearedTo, History, HistoryInTransaction, SnapshotRow } from './tables/history.ts'
export type { IdempotencyKeyRow, IdempotencyKeys, IdempotencyKeysInTransaction } from './tables/idempotency-keys.ts'
export type { ImportKeyRow, Imports } from './tables/imports.ts'
export type { JobFigures, Jobs, JobsInTransaction, JobToAdd, TaskName, TaskPayloads } from './tables/jobs.ts'
export type { EventItem, EventKind, EventRow, Log, LogInTransaction, TakenSeq } from './tables/log.ts'
export type { FolderRow } from './tables/folders.ts'
export type { RenditionRow } from './tables/renditions.ts'
export type { Crop, MediaRow, Point } from './tables/media-row.ts'
export type { FileScope, MediaFilter, MediaPage } from './tables/media-list.ts'
export type { MediaInTransaction, MediaTable } from './tables/media.ts'
export type { ModelFacts } from './tables/model-writes.ts'
export type { ModelPlanRow, ModelPlans } from './tables/model-plans.ts'
export type { Models, ModelState, ModelsInTransaction, ModelVersionRow } from './tables/models.ts'
export type { PreviewLinkRow, PreviewLinks, PreviewLinksInTransaction } from './tables/preview-links.ts'
export type { OutdatedEntry, PreviewChange, PreviewDocument, Previews, PreviewsInTransaction, PreviewState } from './tables/previews.ts'
export type { DraftMessageRow } from './tables/draft-messages.ts'
export type { DocumentText } from './tables/document-texts.ts'
export { draftWords } from './tables/document-texts.ts'
export type { SearchWords, SearchWordsInTransaction, WordlessPublication, WordsWanted } from './tables/search-words.ts'
export type { PublicationInput } from './tables/publication-writes.ts'
export type { Claimant } from './tables/refuse-taken.ts'
export type { ChangedDocument, DocumentKey, HeadBody, Publications, PublicationsInTransaction } from './tables/publications.ts'
export type { UniqueWish } from './tables/unique-key.ts'
export type { RedirectInput, RedirectRow, Redirects, RedirectsInTransaction } from './tables/redirects.ts'
export type { PresenceRow, PresenceTable, SavedRow } from './tables/presence.ts'
export type { RecentEntries } from './tables/recent-entries.ts'
export type { Retention } from './history/prune-revisions.ts'
export type { DependantRow, Dependants, LiveLinkRow, ReferenceInput, References, UsageRow } from './tables/references.ts'
export type { BulkJobProgress, BulkJobRow, BulkJobState, BulkResultRow } from './tables/bulk-jobs.ts'
export type { ReleaseAction, ReleaseItemRow, ReleaseRow, ReleaseState } from './tables/releases.ts'
export type { RevisionKind, RevisionRow } from './history/revision-row.ts'
export type { ListedRevision, Revisions } from './tables/revisions.ts'
export type { KeptRole, RoleRow, Roles, RolesInTransaction, RuleRow, RuleWhere } from './tables/roles.ts'
export type { SeenTypes } from './reads/draft-scope.ts'
export type { RowGrant, RowRights, TypeRights } from './reads/row-rights.ts'
export type { RowTests } from './row-tests.ts'
export type {
  ScheduleFigures,
  ScheduledAction,
  SchedulePage,
  ScheduleReason,
  ScheduleRow,
  Schedules,
  SchedulesInTransaction,
  ScheduleState,
} from './tables/schedules.ts'
export type { MailLinkRow } from './tables/mail-links.ts'
export type { IdentityProviderRow, IdentityRow, ProviderPolicy } from './tables/identities.ts'
export type { PasskeyRow } from './tables/passkeys.ts'
export type { SessionRow, Sessions, SessionsInTransaction } from './tables/sessions.ts'
export type { Settings } from './tables/settings.ts'
export type { TokenRow, Tokens } from './tables/tokens.ts'
export type { UserRow, Users, UsersInTransaction } from './tables/users.ts'
export type { AttemptMade, Deliveries, DeliveriesOfHour, DeliveryAttempt, DeliveryRow, DeliveryState, Moved } from './tables/deliveries.ts'
export type { NewWebhook, WebhookChanges, WebhookRow, Webhooks, WebhookSettings, WebhookState } from './tables/webhooks.ts'
export type { PageReadRow, SiteRow, Sites } from './tables/sites.ts'
export type { WorkingCopies, WorkingCopyRow } from './tables/working-copies.ts'
export type { JobLog } from './jobs/graphile-logger.ts'
export { type JobHandlers, type JobRunner, type JobRunnerOptions, runDueJobs, startJobRunner } from './jobs/job-runner.ts'
export { deployMigrations } from './migrations/deploy-migrations.ts'
export { UnusableDatabaseError } from './migrations/unusable-database-error.ts'
export { migrationStatus } from './migrations/migration-status.ts'
export { schemaSql } from './migrations/schema-sql.ts'
