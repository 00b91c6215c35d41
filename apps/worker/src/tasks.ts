import {
  analyzeTables,
  buildIndexes,
  compactHistory,
  gatherMissing,
  type Post,
  removeFiles,
  runBulkJob,
  runRelease,
  runSchedules,
  sendEmailLink,
  sendLink,
  systemContext,
  tellWebhookOwner,
  tellOldAddress,
} from '@verso/core'
import type { JobHandlers, JobLog } from '@verso/data'
import { keepHouse } from './keep-house.ts'
import type { WorkerBase } from './worker-base.ts'

/** Everything that can be asked to happen later, and the verb that does it. Each must bear being done twice. */
export function tasks({ base, post, log }: { base: WorkerBase; post: Post; log: JobLog }): JobHandlers {
  return {
    keepHouse: () => keepHouse(base, log),
    removeFiles: ({ hashes }) => removeFiles(base, hashes),
    sendEmailLink: (wish) => sendEmailLink(base, wish, post),
    tellOldAddress: (wish) => tellOldAddress(base, wish, post),
    sendLink: ({ email }) => sendLink(base, email, post),
    tellWebhookOwner: ({ webhookId }) => tellWebhookOwner(base, webhookId, post),
    compactHistory: async (_, signal) => {
      const done = await compactHistory(systemContext(base), { signal })
      // Another worker takes it then, or this one after its next start.
      if (done?.state === 'running') throw new Error('The compaction was broken off, and goes on later')
    },
    gatherWords: (_, signal) => gatherMissing(base, signal),
    analyzeTables: () => analyzeTables(base),
    buildIndexes: (_, signal) => buildIndexes(base, signal),
    runSchedules: ({ entryId }) => runSchedules(base, entryId),
    publishRelease: ({ releaseId }) => runRelease(base, releaseId),
    changeEntries: ({ jobId }, signal) => runBulkJob(base, jobId, signal),
  }
}
