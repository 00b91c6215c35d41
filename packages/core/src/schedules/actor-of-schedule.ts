import type { ScheduleRow, Store } from '@verso/data'
import type { Actor } from '../context.ts'
import { actorOfUser } from '../people/actor-of-user.ts'
import { Refusal } from '../refusal.ts'
import { systemActor } from '../system-actor.ts'
import { actorOfToken } from '../tokens/authenticate-token.ts'

/** Whoever asked for a schedule, with the rights of this moment. Who has no account any more, or whose token has ended, can do nothing. */
export async function actorOfSchedule(
  store: Store,
  { createdByKind, createdById }: Pick<ScheduleRow, 'createdByKind' | 'createdById'>,
  now: Date,
): Promise<Actor> {
  if (createdByKind === 'system') return systemActor
  if (createdByKind === 'user') {
    const user = createdById === null ? null : await store.users.find(createdById)
    if (user?.status !== 'active') throw new Refusal('not_allowed', 'Whoever scheduled this has no account any more')
    return actorOfUser(store, user, null)
  }
  const token = createdById === null ? null : await store.tokens.find(createdById)
  if (token === null || token.revokedAt !== null || (token.expiresAt !== null && token.expiresAt <= now))
    throw new Refusal('not_allowed', 'The token that scheduled this is not valid any more')
  return actorOfToken(store, token)
}
