import type { SessionRow, Transaction, UserRow } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { hashSecretText, makeSecretText } from '../secrets.ts'
import { actorOfUser } from './actor-of-user.ts'
import { isFactorMissing, secondFactorRoles } from './factor/factor-demand.ts'

const lifetimeMs = 7 * 24 * 60 * 60 * 1000

export interface SignedIn {
  user: UserRow
  session: SessionRow
  /** Given once; only its hash is kept. */
  refreshToken: string
  /** A role demands a second factor that isn't set up: the session reaches nothing but that. */
  mustSetUpFactor: boolean
}

export interface Proved {
  user: UserRow
  /** Whether the second factor was proved too, where there is one. */
  hasProvedFactor: boolean
  /** Whether they came by a way that proves both at once: a passkey, or a provider that asks for two factors. */
  isStrong?: boolean
  /** The provider that vouched for them. */
  provider?: string
  device: string | null
}

/** Opens a session for someone who has just proved who they are; refused when the account has changed meanwhile. */
export async function openSession(
  ctx: Context,
  { user: proved, hasProvedFactor, isStrong = false, provider, device }: Proved,
): Promise<SignedIn> {
  const refreshToken = makeSecretText()
  const at = ctx.now()
  return ctx.store.transaction(async (tx) => {
    const user = await tx.users.find(proved.id)
    if (user?.status !== 'active' || user.passwordHash !== proved.passwordHash)
      throw new Refusal('invalid_credentials', 'E-mail or password is wrong')
    if (user.hasSecondFactor && !hasProvedFactor) throw codeNeeded()
    const session: SessionRow = {
      id: ctx.newId(),
      userId: user.id,
      refreshHash: hashSecretText(refreshToken),
      device,
      address: ctx.address,
      createdAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + lifetimeMs),
      endedAt: null,
      isStrong,
    }
    await tx.sessions.create(session)
    await tx.users.update(user.id, { lastSeenAt: at })
    await recordSignIn(ctx, tx, { user, session, provider })
    const mustSetUpFactor = isFactorMissing({ user, session }, await secondFactorRoles(tx))
    return { user: { ...user, lastSeenAt: at }, session, refreshToken, mustSetUpFactor }
  })
}

export function codeNeeded(): Refusal {
  return new Refusal('otp_required', 'The code of your second factor is needed too', { facts: { secondFactor: 'required' } })
}

interface Opened {
  user: UserRow
  session: SessionRow
  provider: string | undefined
}

async function recordSignIn(ctx: Context, tx: Transaction, { user, session, provider }: Opened): Promise<void> {
  const actor = await actorOfUser(tx, user, session.id)
  await recordAudit({ ...ctx, actor }, tx, {
    action: 'session.create',
    target: { kind: 'session', id: session.id },
    ...(provider === undefined ? {} : { after: { provider } }),
  })
}
