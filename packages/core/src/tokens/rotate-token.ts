import type { TokenRow } from '@verso/data'
import type { Context } from '../context.ts'
import { authoriseGiving } from '../people/authorise-giving.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import type { MadeToken } from './create-token.ts'
import { getToken } from './get-token.ts'
import { tokenRoles } from './token-roles.ts'
import { makeTokenText } from './token-text.ts'

/** Gives a token a new secret; the old one stays good for the overlap. Who gets the secret must have the token's rights. */
export async function rotateToken(
  ctx: Context,
  tokenId: string,
  { overlapSeconds = 0 }: { overlapSeconds?: number } = {},
): Promise<MadeToken> {
  return ctx.store.transaction(async (tx) => {
    await tx.tokens.lock((await getToken(ctx, tx, tokenId)).id)
    // Of two at once the second one follows upon the first: no secret that was given is dead from the beginning.
    const before = await getToken(ctx, tx, tokenId)
    if (before.revokedAt !== null) throw new Refusal('already_done', 'This token was revoked; make a new one')
    const maker = await tx.users.find(before.createdById)
    const makersRoles = await tx.roles.findMany(maker?.roles ?? [])
    authoriseGiving(ctx.actor, tokenRoles(before, await tx.roles.findMany(before.roles), makersRoles), await tx.models.current())
    const { text, hash } = makeTokenText(before.kind, before.id)
    const previousUntil = new Date(ctx.now().getTime() + overlapSeconds * 1000)
    const token: TokenRow = {
      ...before,
      secretHash: hash,
      previousHash: overlapSeconds === 0 ? null : before.secretHash,
      previousUntil: overlapSeconds === 0 ? null : previousUntil,
    }
    await tx.tokens.update(token.id, { secretHash: token.secretHash, previousHash: token.previousHash, previousUntil: token.previousUntil })
    await recordAudit(ctx, tx, { action: 'token.rotate', target: { kind: 'token', id: token.id }, after: { overlapSeconds } })
    return { token, text }
  })
}
