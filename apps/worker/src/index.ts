export { runJobs, startWorker, type Worker, type WorkerOptions } from './start-worker.ts'
export type { WorkerBase } from './worker-base.ts'
