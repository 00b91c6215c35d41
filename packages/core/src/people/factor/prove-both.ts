import type { UserRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { getMe } from '../get-me.ts'
import type { Guard } from '../guard.ts'
import { requirePassword } from '../require-password.ts'
import { useCode } from './use-code.ts'
import { wrongCode } from './wrong-code.ts'

export interface BothProofs {
  password: string
  code: string
}

/** Oneself, after password and second factor were both proved again: for what somebody at an open screen must not be able to do. */
export async function proveBoth(ctx: Context, { password, code }: BothProofs, guard: Guard): Promise<UserRow> {
  const me = await getMe(ctx)
  if (!me.hasSecondFactor) throw new Refusal('not_found', 'You have no second factor')
  await requirePassword(ctx, { me, password, path: '/password' }, guard)
  if (!(await useCode(ctx, { user: me, code }, guard))) throw wrongCode()
  return me
}
