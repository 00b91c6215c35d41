import type { Store } from '@verso/data'
import { isUuid } from '@verso/model'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { actorOfUser } from './actor-of-user.ts'
import { isAlive } from './session-state.ts'

export interface SessionClaim {
  sessionId: string
  userId: string
  now: Date
}

/** Who acts in a session, judged anew at each request: signing out, disabling and a change of roles take effect at the next one. */
export async function authenticateSession(store: Store, { sessionId, userId, now }: SessionClaim): Promise<Actor> {
  if (!isUuid(sessionId) || !isUuid(userId)) throw new Refusal('unauthenticated', 'This access token is not valid')
  const [session, user] = await Promise.all([store.sessions.find(sessionId), store.users.find(userId)])
  if (session === null || user === null || session.userId !== user.id || user.status !== 'active' || !isAlive(session, now)) {
    throw new Refusal('session_ended', 'This session has ended; sign in again')
  }
  return actorOfUser(store, user, session.id)
}
