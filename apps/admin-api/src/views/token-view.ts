import type { TokenView } from '@verso/contract'
import { actorNames, type Context, type MadeToken, typeNames } from '@verso/core'
import { toRule } from './role-view.ts'

type Token = MadeToken['token']

/** Tokens as they may be seen: never anything of their secrets. */
export async function toTokenViews(ctx: Context, tokens: readonly Token[]): Promise<TokenView[]> {
  const [model, names] = await Promise.all([
    ctx.model(),
    actorNames(
      ctx.store,
      tokens.map((token) => token.createdById),
    ),
  ])
  return tokens.map((token) => ({
    id: token.id,
    name: token.name,
    kind: token.kind,
    prefix: token.prefix,
    types: token.allTypes ? ['*'] : typeNames(token.types, model),
    locales: token.locales,
    rules: (token.rules ?? []).map((rule) => toRule(rule, model)),
    roles: token.roles,
    allowedAddresses: token.allowedAddresses,
    expiresAt: token.expiresAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    createdAt: token.createdAt.toISOString(),
    createdBy: names.get(token.createdById) ?? null,
  }))
}

export async function toTokenWithSecret(ctx: Context, { token, text }: MadeToken): Promise<TokenView & { token: string }> {
  const [view] = await toTokenViews(ctx, [token])
  if (view === undefined) throw new Error('A token has exactly one view')
  return { ...view, token: text }
}
