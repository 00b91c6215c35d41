import type { Actor, Context } from './context.ts'

/** The system itself, which may do everything: what nobody in particular asked for, and the command line, whose user has the database anyway. */
export const systemActor: Actor = { kind: 'system', id: null, name: null, roles: [], limit: null, sessionId: null, makerId: null }

/** What verbs need, in the system's own name. */
export function systemContext(base: Omit<Context, 'actor' | 'address' | 'requestId'>): Context {
  return { ...base, actor: systemActor, address: null, requestId: null }
}
