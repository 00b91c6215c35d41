import type { SessionRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { requirePerson } from './require-person.ts'
import { isAlive } from './session-state.ts'

/** Where someone is signed in now: oneself, or for who manages people anyone. */
export async function listSessions(ctx: Context, userId?: string): Promise<SessionRow[]> {
  const ownId = requirePerson(ctx.actor)
  if (userId !== undefined && userId !== ownId) authoriseManage(ctx.actor, 'users')
  const sessions = await ctx.store.sessions.list(knownId(userId ?? ownId, 'There is no such person'))
  return sessions.filter((session) => isAlive(session, ctx.now()))
}
