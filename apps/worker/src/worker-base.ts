import type { Actor, Context } from '@verso/core'

/** What verbs need, but for who acts: a job says in whose name it is done, or the system does it. */
export type WorkerBase = Omit<Context, 'actor' | 'address' | 'requestId'>

/** The system itself, for what nobody in particular asked for. */
export function systemContext(base: WorkerBase): Context {
  return { ...base, actor: system, address: null, requestId: null }
}

const system: Actor = { kind: 'system', id: null, name: null, roles: [], limit: null, sessionId: null, makerId: null }
