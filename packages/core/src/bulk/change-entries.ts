import { authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { storeForTrial } from './bound-store.ts'
import { type BulkChange, bulkActions, type BulkOutcome } from './bulk-change.ts'
import { runBulk } from './run-bulk.ts'
import { startBulkJob } from './start-bulk-job.ts'
import { type Selection, selectEntryIds } from './select-entry-ids.ts'

/** As many entries as are changed while the caller waits. */
const atOnce = 100

export interface EntriesChange extends BulkChange, Selection {
  /** Find out what would become of each entry, and change nothing. */
  dryRun?: boolean | undefined
}

/** A change that goes on without its caller. */
export interface StartedJob {
  jobId: string
}

/**
 * Does one thing to a selection of entries: a result for each of them, or all or nothing. Of many entries it is a job, which is made of
 * the selection as it is now.
 */
export async function changeEntries(
  ctx: Context,
  { ids, type, filter, dryRun, ...change }: EntriesChange,
): Promise<BulkOutcome | StartedJob> {
  authoriseKind(ctx.actor, bulkActions[change.action])
  refuseMisplaced(change)
  const entryIds = await selectEntryIds(ctx, { ids, type, filter })
  if (entryIds.length > atOnce) return { jobId: await startBulkJob(ctx, { ...change, dryRun }, entryIds) }
  return runBulk(dryRun === true ? { ...ctx, store: storeForTrial(ctx.store) } : ctx, change, entryIds)
}

/** What only goes with some actions is refused with others, where it would be ignored. */
function refuseMisplaced({ action, fields, locales, parent }: BulkChange): void {
  const issues: RefusalIssue[] = [
    ...placeIssue('/fields', action === 'edit', { isThere: fields !== undefined, isNeeded: true }),
    ...placeIssue('/locales', action === 'publish' || action === 'unpublish', { isThere: locales !== undefined, isNeeded: false }),
    ...placeIssue('/parent', action === 'move', { isThere: parent !== undefined, isNeeded: true }),
  ]
  if (issues.length > 0) throw new Refusal('invalid_request', `The body does not fit "${action}"`, { issues })
}

function placeIssue(path: string, fits: boolean, { isThere, isNeeded }: { isThere: boolean; isNeeded: boolean }): RefusalIssue[] {
  if (!fits && isThere) return [{ path, code: 'unknown_member', message: 'This does not go with the action' }]
  return fits && isNeeded && !isThere ? [{ path, code: 'required', message: 'The action needs this' }] : []
}
