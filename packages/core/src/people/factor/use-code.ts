import type { Transaction, UserRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import type { Guard } from '../guard.ts'
import { takeRecoveryCode } from './recovery-codes.ts'
import { openSecret } from './sealed-secret.ts'
import { isCodeShaped, stepOfCode } from './totp.ts'

/**
 * Whether a code is right for somebody's confirmed second factor: of their app, or a recovery code. It is used up by that, so that nobody
 * who looked over a shoulder can use it again. Wrong ones count, and too many shut the door.
 */
export async function useCode(ctx: Context, { user, code }: { user: UserRow; code: string }, guard: Guard): Promise<boolean> {
  const attempt = guard.codes(user.id)
  await attempt.begin()
  const isRight = await ctx.store.transaction((tx) => takeCode(ctx, tx, { user, code, key: guard.factorKey }))
  if (isRight) await attempt.succeed()
  return isRight
}

async function takeCode(
  ctx: Context,
  tx: Transaction,
  { user, code, key }: { user: UserRow; code: string; key: Buffer },
): Promise<boolean> {
  const factor = await tx.secondFactors.find(user.id)
  if (factor === null || factor.confirmedAt === null) return false
  if (isCodeShaped(plainDigits(code))) {
    const step = stepOfCode(openSecret(key, factor.secret, user.id), plainDigits(code), ctx.now())
    return step !== null && (await tx.secondFactors.takeStep(user.id, step))
  }
  const isTaken = await takeRecoveryCode(tx, user.id, code)
  if (isTaken)
    await recordAudit(ctx, tx, {
      action: 'second_factor.use_recovery_code',
      target: { kind: 'user', id: user.id },
      after: { left: factor.recoveryCodesLeft - 1 },
    })
  return isTaken
}

/** Apps show their six digits with a space in the middle. */
export function plainDigits(code: string): string {
  return code.replace(/\s/g, '')
}
