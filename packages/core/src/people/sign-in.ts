import type { UserRow } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { inHashSlot } from './hash-slots.ts'
import { normaliseEmail } from './normalise-email.ts'
import { openSession, type SignedIn } from './open-session.ts'
import { hashPassword, isOutdated, isPasswordRight } from './password-hash.ts'
import type { Attempt, SignInLimits } from './sign-in-limits.ts'

export interface Credentials {
  email: string
  password: string
  device: string | null
}

/** Opens a session for the right e-mail and password. Unknown, disabled and wrong are one answer, after the same work. */
export async function signIn(ctx: Context, { email, password, device }: Credentials, limits: SignInLimits): Promise<SignedIn> {
  const address = normaliseEmail(email)
  const attempt = limits(address ?? 'no address', ctx.address)
  attempt.check()
  const user = address === null ? null : await ctx.store.users.findByEmail(address)
  const proved = await prove(ctx, { user, password, attempt })
  if (proved === null) {
    await recordAudit(ctx, ctx.store, { action: 'session.create', target: { kind: 'user', id: user?.id ?? null }, outcome: 'refused' })
    throw new Refusal('invalid_credentials', 'E-mail or password is wrong')
  }
  return openSession(ctx, proved, device)
}

interface Claim {
  user: UserRow | null
  password: string
  attempt: Attempt
}

async function prove(ctx: Context, { user, password, attempt }: Claim): Promise<UserRow | null> {
  const passwordHash = user?.status === 'active' ? user.passwordHash : null
  return inHashSlot(async () => {
    // Counted inside the slot: tries that waited together must not all pass a count taken before any of them failed.
    attempt.begin()
    if (!(await isPasswordRight(passwordHash, password)) || user === null || passwordHash === null) return null
    attempt.succeed()
    if (!isOutdated(passwordHash)) return user
    const renewed = await hashPassword(password)
    await ctx.store.users.update(user.id, { passwordHash: renewed })
    return { ...user, passwordHash: renewed }
  })
}
