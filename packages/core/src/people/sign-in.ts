import type { UserRow } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { useCode } from './factor/use-code.ts'
import type { Attempt } from './failure-counts.ts'
import type { Guard } from './guard.ts'
import { inHashSlot } from './hash-slots.ts'
import { normaliseEmail } from './normalise-email.ts'
import { codeNeeded, openSession, type SignedIn } from './open-session.ts'
import { hashPassword, isOutdated, isPasswordRight } from './password-hash.ts'

export interface Credentials {
  email: string
  password: string
  /** A code of the second factor; only looked at where there is one. */
  otp?: string | undefined
  device: string | null
}

/**
 * Opens a session for the right e-mail and password, and code where there is a second factor. Unknown, disabled and wrong are one answer,
 * after the same work; only who knows the password learns that a code is needed.
 */
export async function signIn(ctx: Context, { email, password, otp, device }: Credentials, guard: Guard): Promise<SignedIn> {
  const address = normaliseEmail(email)
  const attempt = guard.passwords(address ?? 'no address', ctx.address)
  await attempt.check()
  const user = address === null ? null : await ctx.store.users.findByEmail(address)
  const proved = await prove(ctx, { user, password, attempt })
  if (proved === null) throw await refused(ctx, user, wrong())
  if (!proved.hasSecondFactor) return openSession(ctx, { user: proved, hasProvedFactor: false, device })
  if (otp === undefined) throw await refused(ctx, user, codeNeeded())
  if (!(await useCode(ctx, { user: proved, code: otp }, guard)))
    throw await refused(ctx, user, wrong([{ path: '/otp', code: 'wrong_code', message: 'This code is wrong, or it was used already' }]))
  return openSession(ctx, { user: proved, hasProvedFactor: true, device })
}

/** The refusal, once the audit knows of it. */
async function refused(ctx: Context, user: UserRow | null, refusal: Refusal): Promise<Refusal> {
  const reason = refusal.issues.length > 0 ? 'wrong_code' : refusal.code
  await recordAudit(ctx, ctx.store, {
    action: 'session.create',
    target: { kind: 'user', id: user?.id ?? null },
    after: { reason },
    outcome: 'refused',
  })
  return refusal
}

function wrong(issues: RefusalIssue[] = []): Refusal {
  return new Refusal('invalid_credentials', issues[0]?.message ?? 'E-mail or password is wrong', { issues })
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
    await attempt.begin()
    if (!(await isPasswordRight(passwordHash, password)) || user === null || passwordHash === null) return null
    await attempt.succeed()
    if (!isOutdated(passwordHash)) return user
    const renewed = await hashPassword(password)
    await ctx.store.users.update(user.id, { passwordHash: renewed })
    return { ...user, passwordHash: renewed }
  })
}
