import type { Store, UserRow } from '@verso/data'
import type { Actor } from '../context.ts'

/** A person as who acts, with the roles as they are now. */
export async function actorOfUser(store: Pick<Store, 'roles'>, user: UserRow, sessionId: string | null): Promise<Actor> {
  const roles = await store.roles.findMany(user.roles)
  return { kind: 'user', id: user.id, name: user.name, roles, limit: null, sessionId, makerId: null }
}
