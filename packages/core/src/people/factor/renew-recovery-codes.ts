import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import type { Guard } from '../guard.ts'
import { type BothProofs, proveBoth } from './prove-both.ts'
import { giveRecoveryCodes } from './recovery-codes.ts'

/** Gives fresh recovery codes, this once; the older ones are void. */
export async function renewRecoveryCodes(ctx: Context, proofs: BothProofs, guard: Guard): Promise<{ recoveryCodes: string[] }> {
  const me = await proveBoth(ctx, proofs, guard)
  return ctx.store.transaction(async (tx) => {
    if ((await tx.secondFactors.find(me.id)) === null) throw new Refusal('not_found', 'You have no second factor')
    const recoveryCodes = await giveRecoveryCodes(tx, me.id)
    await recordAudit(ctx, tx, { action: 'second_factor.renew_codes', target: { kind: 'user', id: me.id } })
    return { recoveryCodes }
  })
}
