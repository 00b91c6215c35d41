import { timingSafeEqual } from 'node:crypto'
import type { RoleRow, Store, TokenRow } from '@verso/data'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { hashSecretText } from '../secrets.ts'
import { isAllowedAddress } from './address-list.ts'
import { tokenRoles } from './token-roles.ts'
import { readTokenText } from './token-text.ts'

const lastUseMs = 60 * 1000

export interface TokenClaim {
  secret: string
  /** The kinds that are good at this door. */
  kinds: readonly TokenRow['kind'][]
  address: string | null
  now: Date
}

/** Where it is looked up who may what. */
export interface RightsSource {
  tokens: Pick<Store['tokens'], 'find' | 'noteUse'>
  users: Pick<Store['users'], 'find'>
  roles: Pick<Store['roles'], 'findMany'>
}

/** Who acts with a token. A wrong, revoked or expired one is refused, never taken for less; its maker's present rights bound it. */
export async function authenticateToken(store: RightsSource, { secret, kinds, address, now }: TokenClaim): Promise<Actor> {
  const token = await findToken(store, secret, now)
  if (token === null || !kinds.includes(token.kind)) throw new Refusal('unauthenticated', 'This token is not valid here')
  if (token.revokedAt !== null) throw new Refusal('token_revoked', 'This token was revoked')
  if (token.expiresAt !== null && token.expiresAt <= now) throw new Refusal('token_expired', 'This token has expired')
  if (!isAllowedAddress(token.allowedAddresses, address))
    throw new Refusal('address_not_allowed', 'This token may not be used from this address')
  const actor = await actorOfToken(store, token)
  if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() >= lastUseMs) await store.tokens.noteUse(token.id, now)
  return actor
}

async function findToken(store: RightsSource, secret: string, now: Date): Promise<TokenRow | null> {
  const read = readTokenText(secret)
  const token = read === null ? null : await store.tokens.find(read.id)
  if (read === null || token?.kind !== read.kind) return null
  const hash = hashSecretText(secret)
  const isCurrent = timingSafeEqual(token.secretHash, hash)
  const isPrevious =
    token.previousHash !== null && token.previousUntil !== null && token.previousUntil > now && timingSafeEqual(token.previousHash, hash)
  return isCurrent || isPrevious ? token : null
}

/** The token as who acts, with its maker's rights of this moment. */
export async function actorOfToken(store: Omit<RightsSource, 'tokens'>, token: TokenRow): Promise<Actor> {
  const maker = await store.users.find(token.createdById)
  if (maker?.status !== 'active') throw new Refusal('token_revoked', 'Whoever made this token has no account any more')
  const roles = await store.roles.findMany([...new Set([...maker.roles, ...token.roles])])
  const named = (names: string[]): RoleRow[] => roles.filter((role) => names.includes(role.name))
  const limit = named(maker.roles)
  return {
    kind: 'token',
    id: token.id,
    name: token.name,
    roles: tokenRoles(token, named(token.roles), limit),
    limit,
    sessionId: null,
    makerId: maker.id,
    ...(token.kind === 'preview' ? { mayPreview: true } : {}),
  }
}
