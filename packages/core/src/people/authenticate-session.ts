import type { Store } from '@verso/data'
import { isUuid } from '@verso/model'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { isFactorMissing } from './factor/factor-demand.ts'
import { isAlive } from './session-state.ts'

export interface SessionClaim {
  sessionId: string
  userId: string
  now: Date
}

/** Who acts in a session, judged anew at each request: signing out, disabling and a change of roles take effect at the next one. */
export async function authenticateSession(store: Store, { sessionId, userId, now }: SessionClaim): Promise<Actor> {
  if (!isUuid(sessionId) || !isUuid(userId)) throw new Refusal('unauthenticated', 'This access token is not valid')
  const acting = await store.sessions.findActing(sessionId)
  if (acting === null || acting.user.id !== userId || acting.user.status !== 'active' || !isAlive(acting.session, now)) {
    throw new Refusal('session_ended', 'This session has ended; sign in again')
  }
  const { session, user, roles, secondFactorRoles } = acting
  const who: Actor = { kind: 'user', id: user.id, name: user.name, roles, limit: null, sessionId: session.id, makerId: null }
  return isFactorMissing({ user, session }, secondFactorRoles) ? { ...who, roles: [], isHalfSignedIn: true } : who
}
