import type { Context } from '@verso/core'

/** What verbs need, but for who acts: a job says in whose name it is done, or the system does it. */
export type WorkerBase = Omit<Context, 'actor' | 'address' | 'requestId'>
