import { buildIndexes, gatherMissing, removeFiles, runBulkJob, runRelease, runSchedules } from '@verso/core'
import type { JobHandlers, JobLog } from '@verso/data'
import { keepHouse } from './keep-house.ts'
import type { WorkerBase } from './worker-base.ts'

/** Everything that can be asked to happen later, and the verb that does it. Each must bear being done twice. */
export function tasks(base: WorkerBase, log: JobLog): JobHandlers {
  return {
    keepHouse: () => keepHouse(base, log),
    removeFiles: ({ hashes }) => removeFiles(base, hashes),
    gatherWords: (_, signal) => gatherMissing(base, signal),
    buildIndexes: (_, signal) => buildIndexes(base, signal),
    runSchedules: ({ entryId }) => runSchedules(base, entryId),
    publishRelease: ({ releaseId }) => runRelease(base, releaseId),
    changeEntries: ({ jobId }, signal) => runBulkJob(base, jobId, signal),
  }
}
