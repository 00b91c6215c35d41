import type { Context } from '../../context.ts'
import { knownId } from '../../known-id.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { authoriseManage } from '../../authorise.ts'
import { authoriseGiving } from '../authorise-giving.ts'
import { requireGoodPassword } from '../check-password.ts'
import type { Guard } from '../guard.ts'
import { type BothProofs, proveBoth } from './prove-both.ts'

/** Removes one's own second factor. The password has to be long enough to stand alone from then on. */
export async function removeSecondFactor(ctx: Context, proofs: BothProofs, guard: Guard): Promise<void> {
  const me = await proveBoth(ctx, proofs, guard)
  requireGoodPassword(proofs.password, { ...me, hasSecondFactor: false })
  await ctx.store.transaction(async (tx) => {
    if (!(await tx.secondFactors.remove(me.id))) return
    await recordAudit(ctx, tx, { action: 'second_factor.remove', target: { kind: 'user', id: me.id } })
  })
}

/**
 * Takes the second factor and the passkeys of somebody else away, who has lost them, and ends their sessions. Nobody does that to who has more rights than
 * they have, nor to themselves: one's own takes the password and a code.
 */
export async function resetSecondFactor(ctx: Context, userId: string): Promise<void> {
  authoriseManage(ctx.actor, 'users')
  const unknown = 'There is no such person'
  const id = knownId(userId, unknown)
  await ctx.store.transaction(async (tx) => {
    const user = await tx.users.find(id)
    if (user === null) throw new Refusal('not_found', unknown)
    if (id === ctx.actor.id || id === ctx.actor.makerId)
      throw new Refusal('not_allowed', 'Your own second factor is removed under Account, with your password and a code')
    authoriseGiving(ctx.actor, await tx.roles.findMany(user.roles), await tx.models.current())
    const isRemoved = await tx.secondFactors.remove(id)
    if ((await tx.passkeys.removeOfUser(id)) === 0 && !isRemoved) return
    await tx.sessions.endAll(id, ctx.now())
    await recordAudit(ctx, tx, { action: 'second_factor.reset', target: { kind: 'user', id } })
  })
}
