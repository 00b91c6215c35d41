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
import { requireName } from './require-name.ts'
import { requirePassword } from './require-password.ts'

const maxPreferencesLength = 64 * 1024

export interface MyChanges {
  name?: string
  password?: { current: string; new: string }
  preferences?: Record<string, Json>
}

/** Changes one's own name, password or preferences. A new password needs the present one and ends all other sessions. */
export async function changeMe(ctx: Context, changes: MyChanges, guard: Guard): Promise<UserRow> {
  const me = await getMe(ctx)
  const name = changes.name === undefined ? me.name : requireName(changes.name)
  const preferences = mergedPreferences(me, changes.preferences)
  const passwordHash = changes.password === undefined ? me.passwordHash : await newHash(ctx, { me, password: changes.password, guard })
  const hasNewPassword = passwordHash !== me.passwordHash
  await ctx.store.transaction(async (tx) => {
    await tx.users.update(me.id, { name, preferences, ...(hasNewPassword ? { passwordHash } : {}) })
    if (hasNewPassword) {
      await tx.mailLinks.removeOfUser(me.id)
      await tx.sessions.endAll(me.id, ctx.now(), ctx.actor.sessionId ?? undefined)
      await recordAudit(ctx, tx, { action: 'user.change_password', target: { kind: 'user', id: me.id } })
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

interface PasswordChange {
  me: UserRow
  password: { current: string; new: string }
  guard: Guard
}

async function newHash(ctx: Context, { me, password, guard }: PasswordChange): Promise<string> {
  requireGoodPassword(password.new, me, '/password/new')
  await requirePassword(ctx, { me, password: password.current, path: '/password/current' }, guard)
  return inHashSlot(() => hashPassword(password.new))
}
