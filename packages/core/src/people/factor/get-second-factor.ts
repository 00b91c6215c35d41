import type { Context } from '../../context.ts'
import { requirePerson } from '../require-person.ts'

export interface SecondFactorDetail {
  /** Null until one is set up. */
  confirmedAt: Date | null
  recoveryCodesLeft: number
}

/** How one's own second factor stands. */
export async function getSecondFactor(ctx: Context): Promise<SecondFactorDetail> {
  const factor = await ctx.store.secondFactors.find(requirePerson(ctx.actor))
  return { confirmedAt: factor?.confirmedAt ?? null, recoveryCodesLeft: factor?.recoveryCodesLeft ?? 0 }
}
