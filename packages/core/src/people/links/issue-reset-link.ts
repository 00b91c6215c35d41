import { authoriseManage } from '../../authorise.ts'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { type MadeLink, makeLink } from './mail-link.ts'

/** A link to a new password, or into the house for who was invited, for who runs the server: whoever has it has the account. */
export async function issueResetLink(ctx: Context, userId: string): Promise<MadeLink> {
  authoriseManage(ctx.actor, 'users')
  if (ctx.actor.kind !== 'system') throw new Refusal('not_allowed', 'Only who runs the server takes a link to somebody else’s password')
  return ctx.store.transaction(async (tx) => {
    const user = await tx.users.find(userId)
    if (user === null) throw new Refusal('not_found', 'There is no such person')
    if (user.status === 'disabled') throw new Refusal('conflict', 'Enable this account first; who is disabled can not sign in')
    await recordAudit(ctx, tx, { action: 'user.take_link', target: { kind: 'user', id: user.id } })
    return makeLink(ctx, tx, user)
  })
}
