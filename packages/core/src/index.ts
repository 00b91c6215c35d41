export type { Actor, Context } from './context.ts'

export {
  type Action,
  type Area,
  type Owned,
  type Reach,
  actions,
  areas,
  authorise,
  authoriseKind,
  authoriseManage,
  may,
  mayManage,
  ownIds,
  reachOf,
} from './authorise.ts'
export { type Audited, recordAudit } from './record-audit.ts'
export { Refusal, type RefusalCode, type RefusalDetails, type RefusalIssue, refusalCodes, refuseQuery } from './refusal.ts'

export type { Answer } from './requests/answer.ts'
export { clearRemovedValues, type ClearedValues } from './types/clear-removed-values.ts'
export { clearIdempotencyKeys } from './requests/clear-idempotency-keys.ts'
export { type Claim, createKeyedRequests, type KeyedRequest, type KeyedRequests } from './requests/keyed-requests.ts'

export type { ActorName } from './actor-names.ts'
export { type BulkAction, type BulkOutcome, type BulkResult, bulkActions } from './bulk/bulk-change.ts'
export { changeEntries, type EntriesChange } from './bulk/change-entries.ts'
export { compareRevisions, type Comparison } from './entries/compare-revisions.ts'
export { createEntry, type EntryToCreate } from './entries/create-entry.ts'
export { autosaveEntry } from './entries/autosave-entry.ts'
export { discardDraft } from './entries/discard-draft.ts'
export { discardWorkingCopy } from './entries/discard-working-copy.ts'
export { duplicateEntry } from './entries/duplicate-entry.ts'
export type { EntryDetail, EntryRights, WorkingCopy } from './entries/entry-detail.ts'
export { type EntryStatus, entryStatuses } from './entries/entry-status.ts'
export { getEntry } from './entries/get-entry.ts'
export { getRevision, type RevisionDetail } from './entries/get-revision.ts'
export { listEntries, type EntryList } from './entries/list-entries.ts'
export { listEntryCards, type EntryCard } from './entries/list-entry-cards.ts'
export { describeUsages, listEntryUsages, type EntryUsage, type EntryUsages } from './entries/list-entry-usages.ts'
export { listRevisions, type RevisionList, type RevisionSummary } from './entries/list-revisions.ts'
export type { ChangedEntry } from './entries/change-one.ts'
export { publishEntry, type PublishOptions } from './entries/publish-entry.ts'
export { nameRevision } from './entries/name-revision.ts'
export { pruneRevisions } from './entries/prune-revisions.ts'
export { type EntryMove, moveEntry } from './entries/move-entry.ts'
export { type ProposedSlug, proposeSlug, type SlugQuestion } from './entries/propose-slug.ts'
export { purgeEntry } from './entries/purge-entry.ts'
export { restoreEntry, type RestoreOptions } from './entries/restore-entry.ts'
export { restoreRevision, type RestoredRevision } from './entries/restore-revision.ts'
export { type EntryChange, saveEntry, type SavedEntry } from './entries/save-entry.ts'
export { confirmTranslation, type TranslationConfirmation } from './entries/confirm-translation.ts'
export { getHome, type Home } from './home/get-home.ts'
export { createLiveFeed } from './live/live-feed.ts'
export { endPresence, notePresence, type PresenceNote } from './live/note-presence.ts'
export { cancelSchedule } from './schedules/cancel-schedule.ts'
export { createSchedule, type NewSchedule } from './schedules/create-schedule.ts'
export {
  getSchedule,
  listEntrySchedules,
  listSchedules,
  type ScheduleOfEntry,
  type ScheduleQuery,
  scheduleStates,
} from './schedules/list-schedules.ts'
export { runOverdueSchedules, runSchedules } from './schedules/run-schedules.ts'
export type { ScheduleDetail } from './schedules/schedule-detail.ts'
export { trashEntry } from './entries/trash-entry.ts'
export { unpublishEntry } from './entries/unpublish-entry.ts'
export { applyModel, type AppliedModel, type PlanToApply } from './types/apply-model.ts'
export type { ModelPlan, ShownStep } from './types/keep-plan.ts'
export { listModelVersions, type ModelVersionSummary, type UndoState } from './types/list-model-versions.ts'
export { planModel } from './types/plan-model.ts'
export { type ChangeToUndo, undoModel } from './types/undo-model.ts'
export { changeType, type TypeChange } from './types/change-type.ts'
export { type ChangedType, createType } from './types/create-type.ts'
export { deleteType } from './types/delete-type.ts'
export { listTypes, type TypeList } from './types/list-types.ts'
export { getType, type TypeDetail } from './types/get-type.ts'
export { changeLocale } from './types/change-locale.ts'
export { type ChangedLocale, createLocale, type NewLocale } from './types/create-locale.ts'
export { deleteLocale } from './types/delete-locale.ts'
export { listLocales, type LocaleList } from './types/list-locales.ts'
export type { LocaleInput } from './types/next-locales.ts'

export { eraseEntry } from './erasure/erase-entry.ts'
export type { Erased, ErasureWish } from './erasure/erased.ts'
export { eraseMedia } from './erasure/erase-media.ts'
export { eraseUser } from './erasure/erase-user.ts'

export type { Preflight, PreflightQuestion } from './preflight/preflight.ts'
export { preflightEntry } from './preflight/preflight-entry.ts'

export type { PublishedAnswer, ReaderContext } from './content/published-answer.ts'
export { readPublishedByIds } from './content/read-published-by-ids.ts'
export { readPublishedList } from './content/read-published-list.ts'
export { readPublishedModel } from './content/read-published-model.ts'
export { readPublishedOne, readPublishedSingle } from './content/read-published-one.ts'
export { type PathQuestion, resolvePath } from './content/resolve-path.ts'
export { readEvents } from './content/read-events.ts'
export { syncContent } from './content/sync/sync-content.ts'

export { createHitCounter, type HitCounter } from './redirects/count-hits.ts'
export { slugOf } from './entries/slug-of.ts'
export { createRedirect, type NewRedirect } from './redirects/create-redirect.ts'
export { deleteRedirect } from './redirects/delete-redirect.ts'
export { listRedirects, type RedirectQuery } from './redirects/list-redirects.ts'
export type { RedirectDetail } from './redirects/redirect-detail.ts'

export { type FetchedFile, fetchMedia } from './import/fetch-media.ts'
export { type ImportBatch, importEntries, type ImportOutcome } from './import/import-entries.ts'
export type { ImportRecord } from './import/import-record.ts'
export { importMedia, type ImportMedia, type ImportMediaBatch, type ImportMediaOutcome } from './import/import-media.ts'
export { reserveImportIds } from './import/reserve-import-ids.ts'
export type { ImportIds } from './import/resolve-keys.ts'

export { UnavailableError } from '@verso/data'
export { fileHeaders, parseRange, type ReceivedFile } from '@verso/media'
export { actorNames } from './actor-names.ts'
export { changeMedia, type ChangedMedia, type MediaChanges } from './media/change-media.ts'
export { deleteMedia } from './media/delete-media.ts'
export { getMedia, readMediaFile } from './media/get-media.ts'
export { listMedia, type MediaQuery } from './media/list-media.ts'
export { listMediaUsages } from './media/list-media-usages.ts'
export { authoriseUpload } from './media/media-rights.ts'
export { createMedia, type Description, receiveMedia, type Uploaded } from './media/upload-media.ts'
export { authenticateSession } from './people/authenticate-session.ts'
export { changeMe, type MyChanges } from './people/change-me.ts'
export { changeUser, type UserChanges } from './people/change-user.ts'
export { createFirstOwner, type NewOwner } from './people/create-first-owner.ts'
export { createUser, type NewUser } from './people/create-user.ts'
export { endOtherSessions, endSession, signOut } from './people/end-session.ts'
export { getMe } from './people/get-me.ts'
export { issueSetupLink } from './people/issue-setup-link.ts'
export { type AuditPage, listAudit } from './people/list-audit.ts'
export { listRights, type Rights } from './people/list-rights.ts'
export { getRole, listRoles } from './people/list-roles.ts'
export { listSessions } from './people/list-sessions.ts'
export { getUser, listUsers } from './people/list-users.ts'
export type { SignedIn } from './people/open-session.ts'
export { refreshSession } from './people/refresh-session.ts'
export { idleUntil } from './people/session-state.ts'
export { isSetupNeeded, setUpOwner } from './people/set-up-owner.ts'
export { signIn } from './people/sign-in.ts'
export { createSignInLimits, type SignInLimits } from './people/sign-in-limits.ts'
export { deriveKey, secretFitsDatabase } from './secrets.ts'
export { authenticateToken, type TokenClaim } from './tokens/authenticate-token.ts'
export { createToken, type MadeToken, type NewToken } from './tokens/create-token.ts'
export { listTokens } from './tokens/get-token.ts'
export { publicActor } from './tokens/public-actor.ts'
export { revokeToken } from './tokens/revoke-token.ts'
export { rotateToken } from './tokens/rotate-token.ts'
