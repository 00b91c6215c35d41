export { startWebhooks, type WebhookOptions } from './send-webhooks.ts'
export { runJobs, startWorker, type Worker, type WorkerOptions } from './start-worker.ts'
export type { WorkerBase } from './worker-base.ts'
