import { Logger } from 'graphile-worker'

/** Takes what the job runner has to say. Only sentences: what it adds to them holds payloads and whole errors. */
export type JobLog = (level: 'error' | 'warn' | 'debug', message: string) => void

/** Its every job done is no news to us. */
const levels: Record<string, Parameters<JobLog>[0]> = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' }

export function graphileLogger(log: JobLog): Logger {
  return new Logger(() => (level, message) => log(levels[level] ?? 'debug', message))
}
