import type { TokenRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { authoriseGiving } from '../people/authorise-giving.ts'
import { requireRoles } from '../people/find-roles.ts'
import { requireName } from '../people/require-name.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { requireAddresses } from './address-list.ts'
import { auditedToken } from './audited-token.ts'
import { tokenRoles } from './token-roles.ts'
import { foldersFor, modelFor } from '../roles/role-input.ts'
import { readScope, type ScopeInput } from './token-scope.ts'
import { makeTokenText } from './token-text.ts'

const lifetimeMs = 90 * 24 * 60 * 60 * 1000

export interface NewToken extends ScopeInput {
  name: string
  /** RFC 3339; null for one that never expires; 90 days when absent. */
  expiresAt?: string | null
  allowedAddresses?: string[]
}

/** A token and its text, which is never shown again. */
export interface MadeToken {
  token: TokenRow
  text: string
}

/** Makes a token that can do no more than whoever makes it. */
export async function createToken(ctx: Context, input: NewToken): Promise<MadeToken> {
  authoriseManage(ctx.actor, 'tokens')
  const makerId = ctx.actor.kind === 'user' ? ctx.actor.id : ctx.actor.makerId
  if (makerId === null) throw new Refusal('not_allowed', 'Only people make tokens')
  const name = requireName(input.name)
  const model = await ctx.model()
  const scope = readScope(input, {
    model: modelFor(ctx, model),
    folderIds: await foldersFor(ctx, ctx.store),
    now: ctx.now(),
  })
  const named = await requireRoles(ctx.store, input.roles ?? [])
  authoriseGiving(
    ctx.actor,
    tokenRoles({ ...scope, kind: input.kind, roles: input.roles ?? [] }, named, ctx.actor.limit ?? ctx.actor.roles),
    model,
  )
  const id = ctx.newId()
  const { text, prefix, hash } = makeTokenText(input.kind, id)
  const token: TokenRow = {
    id,
    name,
    kind: input.kind,
    prefix,
    secretHash: hash,
    previousHash: null,
    previousUntil: null,
    ...scope,
    roles: named.map((role) => role.name),
    allowedAddresses: requireAddresses(input.allowedAddresses ?? []),
    expiresAt: readExpiry(ctx, input.expiresAt),
    revokedAt: null,
    lastUsedAt: null,
    createdAt: ctx.now(),
    createdById: makerId,
  }
  await ctx.store.transaction(async (tx) => {
    // A role that is given isn't deleted or widened meanwhile.
    await tx.roles.lock()
    await requireRoles(tx, token.roles)
    await tx.tokens.create(token)
    await recordAudit(ctx, tx, { action: 'token.create', target: { kind: 'token', id }, after: auditedToken(token) })
  })
  return { token, text }
}

function readExpiry(ctx: Context, text: string | null | undefined): Date | null {
  if (text === null) return null
  const expiresAt = text === undefined ? new Date(ctx.now().getTime() + lifetimeMs) : new Date(text)
  if (expiresAt > ctx.now()) return expiresAt
  const message = 'The time of expiry must lie ahead'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/expiresAt', code: 'too_small', message }] })
}
