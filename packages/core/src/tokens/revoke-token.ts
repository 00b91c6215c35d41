import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { auditedToken } from './audited-token.ts'
import { getToken } from './get-token.ts'

/** Ends a token at once, both secrets of a rotation. Revoking again changes nothing. */
export async function revokeToken(ctx: Context, tokenId: string): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const token = await getToken(ctx, tx, tokenId)
    if (token.revokedAt !== null) return
    await tx.tokens.update(token.id, { revokedAt: ctx.now(), previousHash: null, previousUntil: null })
    await recordAudit(ctx, tx, { action: 'token.revoke', target: { kind: 'token', id: token.id }, before: auditedToken(token) })
  })
}
