import type { Store } from '@verso/data'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { authenticateToken, type RightsSource, type TokenClaim } from './authenticate-token.ts'
import { publicActor } from './public-actor.ts'
import { readTokenText } from './token-text.ts'

/** Judges many credentials, null for none, exactly as one by one, with three statements however many they are. */
export async function authenticateMany(store: Store, claims: readonly (TokenClaim | null)[]): Promise<(Actor | Refusal)[]> {
  const source = await lookedUp(store, claims)
  return Promise.all(
    claims.map(async (claim) => {
      try {
        return await (claim === null ? publicActor(source) : authenticateToken(source, claim))
      } catch (error) {
        if (error instanceof Refusal) return error
        throw error
      }
    }),
  )
}

/** All that judging these asks for, in hand. When somebody listens is no use of a token: coming was. */
async function lookedUp(store: Store, claims: readonly (TokenClaim | null)[]): Promise<RightsSource> {
  const ids = claims.flatMap((claim) => (claim === null ? [] : (readTokenText(claim.secret)?.id ?? [])))
  const tokens = new Map((ids.length === 0 ? [] : await store.tokens.findMany([...new Set(ids)])).map((token) => [token.id, token]))
  const makerIds = [...new Set([...tokens.values()].map(({ createdById }) => createdById))]
  const users = new Map((makerIds.length === 0 ? [] : await store.users.findMany(makerIds)).map((user) => [user.id, user]))
  const names = [...[...tokens.values(), ...users.values()].flatMap(({ roles }) => roles), 'public']
  const roles = await store.roles.findMany([...new Set(names)])
  return {
    tokens: { find: async (id) => tokens.get(id) ?? null, noteUse: async () => {} },
    users: { find: async (id) => users.get(id) ?? null },
    roles: { findMany: async (wanted) => roles.filter(({ name }) => wanted.includes(name)) },
  }
}
