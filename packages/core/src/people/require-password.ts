import type { UserRow } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { Guard } from './guard.ts'
import { inHashSlot } from './hash-slots.ts'
import { isPasswordRight } from './password-hash.ts'

interface PasswordClaim {
  me: UserRow
  password: string
  /** Where the password stands in what was sent. */
  path: string
}

/** Refuses when this isn't the present password of who acts. Counts as a sign-in does. */
export async function requirePassword(ctx: Context, { me, password, path }: PasswordClaim, { passwords }: Guard): Promise<void> {
  const attempt = passwords(me.email, ctx.address)
  await inHashSlot(async () => {
    await attempt.begin()
    if (!(await isPasswordRight(me.passwordHash, password))) {
      const message = 'This is not your present password'
      throw new Refusal('invalid_value', message, { issues: [{ path, code: 'wrong_password', message }] })
    }
    await attempt.succeed()
  })
}
