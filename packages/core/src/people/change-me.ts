import type { UserRow } from '@verso/data'
import type { Json } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { requireGoodPassword } from './check-password.ts'
import { getMe } from './get-me.ts'
import type { Guard } from './guard.ts'
import { inHashSlot } from './hash-slots.ts'
import { hashPassword } from './password-hash.ts'
import { requireEmail } from './normalise-email.ts'
import { requireName } from './require-name.ts'
import { requirePassword } from './require-password.ts'

const maxPreferencesLength = 64 * 1024

export interface MyChanges {
  name?: string
  /** Counts once a link that is sent there was followed; needs the present password. */
  email?: string
  password?: { current: string; new?: string }
  preferences?: Record<string, Json>
}

/** Changes one's own name, password or preferences. A new password needs the present one and ends all other sessions. */
export async function changeMe(ctx: Context, changes: MyChanges, guard: Guard): Promise<UserRow> {
  const me = await getMe(ctx)
  const name = changes.name === undefined ? me.name : requireName(changes.name)
  const preferences = mergedPreferences(me, changes.preferences)
  const email = wantedEmail(me, changes)
  const passwordHash = changes.password === undefined ? me.passwordHash : await newHash(ctx, { me, password: changes.password, guard })
  const hasNewPassword = passwordHash !== me.passwordHash
  await ctx.store.transaction(async (tx) => {
    await tx.users.update(me.id, { name, preferences, ...(hasNewPassword ? { passwordHash } : {}) })
    if (hasNewPassword) {
      await tx.mailLinks.removeOfUser(me.id)
      await tx.sessions.endAll(me.id, ctx.now(), ctx.actor.sessionId ?? undefined)
      await recordAudit(ctx, tx, { action: 'user.change_password', target: { kind: 'user', id: me.id } })
    }
    if (email !== null) {
      await tx.jobs.add({ task: 'sendEmailLink', payload: { userId: me.id, email }, maxAttempts: 10 })
      await recordAudit(ctx, tx, { action: 'user.ask_email', target: { kind: 'user', id: me.id }, after: { email } })
    }
    if (name !== me.name)
      await recordAudit(ctx, tx, { action: 'user.change', target: { kind: 'user', id: me.id }, before: { name: me.name }, after: { name } })
  })
  return { ...me, name, preferences, passwordHash }
}

/** Preferences are set one by one; null takes one away. */
function mergedPreferences(me: UserRow, changes: Record<string, Json> = {}): Record<string, Json> {
  const merged = Object.fromEntries(Object.entries({ ...me.preferences, ...changes }).filter(([, value]) => value !== null))
  if (JSON.stringify(merged).length > maxPreferencesLength) {
    const message = 'That is too much to remember'
    throw new Refusal('invalid_value', message, { issues: [{ path: '/preferences', code: 'too_large', message }] })
  }
  return merged
}

/** The address that is asked for, if it is another one. */
function wantedEmail(me: UserRow, { email, password }: MyChanges): string | null {
  if (email !== undefined && password === undefined) throw missing('/password', 'A new address needs the present password')
  if (email === undefined && password !== undefined && password.new === undefined) throw missing('/password/new', 'Give the new password')
  const wanted = email === undefined ? me.email : requireEmail(email)
  return wanted === me.email ? null : wanted
}

function missing(path: string, message: string): Refusal {
  return new Refusal('invalid_request', message, { issues: [{ path, code: 'required', message }] })
}

interface PasswordChange {
  me: UserRow
  password: { current: string; new?: string }
  guard: Guard
}

async function newHash(ctx: Context, { me, password, guard }: PasswordChange): Promise<string | null> {
  const next = password.new
  if (next !== undefined) requireGoodPassword(next, me, '/password/new')
  await requirePassword(ctx, { me, password: password.current, path: '/password/current' }, guard)
  return next === undefined ? me.passwordHash : inHashSlot(() => hashPassword(next))
}
