import type { Context } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { getMe } from '../get-me.ts'
import type { Guard } from '../guard.ts'
import { sealSecret } from './sealed-secret.ts'
import { makeTotpSecret, otpauthUrl } from './totp.ts'

/** Makes the secret that an app is to hold, given this once. Nothing changes at sign-in before a first code has confirmed it. */
export async function beginSecondFactor(ctx: Context, guard: Guard): Promise<{ secret: string; otpauthUrl: string }> {
  const me = await getMe(ctx)
  const secret = makeTotpSecret()
  const isBegun = await ctx.store.transaction((tx) => tx.secondFactors.begin(me.id, sealSecret(guard.factorKey, secret, me.id), ctx.now()))
  if (!isBegun) throw new Refusal('already_done', 'You have a second factor; remove it before you set up another one')
  return { secret, otpauthUrl: otpauthUrl(secret, me.email) }
}
