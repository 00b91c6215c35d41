import type { Actor } from '../context.ts'
import type { RightsSource } from './authenticate-token.ts'

/** Whoever comes without a credential: what the role `public` may do. */
export async function publicActor(store: Pick<RightsSource, 'roles'>): Promise<Actor> {
  return {
    kind: 'public',
    id: null,
    name: null,
    roles: await store.roles.findMany(['public']),
    limit: null,
    sessionId: null,
    makerId: null,
  }
}
