import { buildIndexes, gatherMissing, type Post, removeFiles, runBulkJob, runRelease, runSchedules, sendLink } from '@verso/core'
import type { JobHandlers, JobLog } from '@verso/data'
import { keepHouse } from './keep-house.ts'
import type { WorkerBase } from './worker-base.ts'

/** Everything that can be asked to happen later, and the verb that does it. Each must bear being done twice. */
export function tasks({ base, post, log }: { base: WorkerBase; post: Post; log: JobLog }): JobHandlers {
  return {
    keepHouse: () => keepHouse(base, log),
    removeFiles: ({ hashes }) => removeFiles(base, hashes),
    sendLink: ({ email }) => sendLink(base, email, post),
    gatherWords: (_, signal) => gatherMissing(base, signal),
    buildIndexes: (_, signal) => buildIndexes(base, signal),
    runSchedules: ({ entryId }) => runSchedules(base, entryId),
    publishRelease: ({ releaseId }) => runRelease(base, releaseId),
    changeEntries: ({ jobId }, signal) => runBulkJob(base, jobId, signal),
  }
}
