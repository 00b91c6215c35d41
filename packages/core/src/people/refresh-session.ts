import type { Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { hashSecretText, makeSecretText } from '../secrets.ts'
import { isFactorMissing, secondFactorRoles } from './factor/factor-demand.ts'
import type { SignedIn } from './open-session.ts'
import { isAlive } from './session-state.ts'

/** Gives the next refresh token for the present one. A used one was copied by someone: the whole session ends. */
export async function refreshSession(ctx: Context, refreshToken: string): Promise<SignedIn> {
  // Ending the session must be kept, so the refusal is thrown after the commit.
  const renewed = await ctx.store.transaction((tx) => renew(ctx, tx, refreshToken))
  if (renewed === null) throw new Refusal('session_ended', 'This session has ended; sign in again')
  return renewed
}

async function renew(ctx: Context, tx: Transaction, refreshToken: string): Promise<SignedIn | null> {
  const found = await tx.sessions.lockByRefreshHash(hashSecretText(refreshToken))
  if (found === null) return null
  const { session, current } = found
  const at = ctx.now()
  const user = await tx.users.find(session.userId)
  if (!isAlive(session, at) || user?.status !== 'active') return null
  if (!current) {
    await tx.sessions.end([session.id], at)
    await recordAudit(ctx, tx, { action: 'session.reuse', target: { kind: 'session', id: session.id }, outcome: 'refused' })
    return null
  }
  const next = makeSecretText()
  await tx.sessions.rotate(session.id, { refreshHash: hashSecretText(next), lastSeenAt: at })
  await tx.users.update(user.id, { lastSeenAt: at })
  const mustSetUpFactor = isFactorMissing({ user, session }, await secondFactorRoles(tx))
  return { user: { ...user, lastSeenAt: at }, session: { ...session, lastSeenAt: at }, refreshToken: next, mustSetUpFactor }
}
