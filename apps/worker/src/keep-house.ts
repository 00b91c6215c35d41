import {
  buildIndexes,
  clearIdempotencyKeys,
  clearRemovedValues,
  forgetBulkJobs,
  forgetDeliveries,
  forgetLinks,
  forgetPreviews,
  gatherMissing,
  pruneRevisions,
  purgeDue,
  startCompaction,
  sweepFiles,
  systemContext,
} from '@verso/core'
import type { JobLog } from '@verso/data'
import { sweepTemp } from '@verso/media'
import type { WorkerBase } from './worker-base.ts'

/** No upload takes that long. */
const tempMaxAgeMs = 24 * 3_600_000

/** What is tidied up every hour, in this order. */
const chores: Record<string, (base: WorkerBase) => Promise<unknown>> = {
  'clear idempotency keys': clearIdempotencyKeys,
  'purge the trash': (base) => purgeDue(systemContext(base)),
  'prune revisions': (base) => pruneRevisions(systemContext(base)),
  'clear removed values': (base) => clearRemovedValues(systemContext(base)),
  'gather words for the search': (base) => gatherMissing(base),
  'look after the indexes of fields': (base) => buildIndexes(base),
  'sweep temporary files': ({ files }) => sweepTemp(files, { olderThanMs: tempMaxAgeMs }),
  'sweep uploads that nobody goes on with': ({ files }) => files.parts.sweep({ olderThanMs: tempMaxAgeMs }),
  'sweep files that nothing names': sweepFiles,
  'forget bulk jobs': forgetBulkJobs,
  'forget previews': forgetPreviews,
  'forget links': forgetLinks,
  'forget what webhooks were sent': forgetDeliveries,
  'compact history': startCompaction,
}

/** Does every chore; one that fails keeps none of the others from being done, and all are tried again. */
export async function keepHouse(base: WorkerBase, log: JobLog): Promise<void> {
  const failures: unknown[] = []
  for (const [name, run] of Object.entries(chores)) {
    try {
      await run(base)
    } catch (error) {
      log('error', `The chore ${name} failed: ${error instanceof Error ? error.message : String(error)}`)
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
