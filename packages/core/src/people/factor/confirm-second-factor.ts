import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { getMe } from '../get-me.ts'
import type { Guard } from '../guard.ts'
import { giveRecoveryCodes } from './recovery-codes.ts'
import { openSecret } from './sealed-secret.ts'
import { stepOfCode } from './totp.ts'
import { plainDigits } from './use-code.ts'
import { wrongCode } from './wrong-code.ts'

/**
 * Shows by a first code that the app holds the secret: from now on sign-ins ask for one. Gives recovery codes, this once. All other
 * sessions, which were opened by the password alone, end.
 */
export async function confirmSecondFactor(ctx: Context, code: string, guard: Guard): Promise<{ recoveryCodes: string[] }> {
  const me = await getMe(ctx)
  const attempt = guard.codes(me.id)
  await attempt.begin()
  return ctx.store.transaction(async (tx) => {
    const factor = await tx.secondFactors.find(me.id)
    if (factor === null) throw new Refusal('not_found', 'Begin with setting up a second factor')
    const step = stepOfCode(openSecret(guard.factorKey, factor.secret, me.id), plainDigits(code), ctx.now())
    if (factor.confirmedAt === null && step === null) throw wrongCode()
    await attempt.succeed()
    if (step === null || !(await tx.secondFactors.confirm(me.id, factor.secret, ctx.now())))
      throw new Refusal('already_done', 'Your second factor is set up')
    // The code that confirmed it has been used, and opens nothing any more.
    await tx.secondFactors.takeStep(me.id, step)
    const recoveryCodes = await giveRecoveryCodes(tx, me.id)
    await tx.sessions.endAll(me.id, ctx.now(), ctx.actor.sessionId ?? undefined)
    await recordAudit(ctx, tx, { action: 'second_factor.set_up', target: { kind: 'user', id: me.id }, after: { kind: 'totp' } })
    return { recoveryCodes }
  })
}
