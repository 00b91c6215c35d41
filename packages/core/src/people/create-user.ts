import { DuplicateError, type UserRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { auditedUser } from './audited-user.ts'
import { authoriseGiving } from './authorise-giving.ts'
import { requireGoodPassword } from './check-password.ts'
import { requireRoles } from './find-roles.ts'
import { inHashSlot } from './hash-slots.ts'
import { requireEmail } from './normalise-email.ts'
import { hashPassword } from './password-hash.ts'
import { requireName } from './require-name.ts'

export interface NewUser {
  email: string
  name: string
  roles: string[]
  password?: string
}

/** Makes an account with roles that whoever makes it could use as well. */
export async function createUser(ctx: Context, input: NewUser): Promise<UserRow> {
  authoriseManage(ctx.actor, 'users')
  const email = requireEmail(input.email)
  const name = requireName(input.name)
  const roles = await requireRoles(ctx.store, input.roles)
  authoriseGiving(ctx.actor, roles)
  const password = requirePassword(input.password)
  requireGoodPassword(password, { email, name })
  const passwordHash = await inHashSlot(() => hashPassword(password))
  const user: Omit<UserRow, 'hasSecondFactor'> = {
    id: ctx.newId(),
    email,
    name,
    passwordHash,
    status: 'active',
    roles: roles.map((role) => role.name),
    preferences: {},
    lastSeenAt: null,
    createdAt: ctx.now(),
  }
  try {
    await ctx.store.transaction(async (tx) => {
      await tx.users.create(user)
      await recordAudit(ctx, tx, { action: 'user.create', target: { kind: 'user', id: user.id }, after: auditedUser(user) })
    })
  } catch (error) {
    if (error instanceof DuplicateError) throw emailTaken()
    throw error
  }
  return { ...user, hasSecondFactor: false }
}

function requirePassword(password: string | undefined): string {
  if (password !== undefined) return password
  const message = 'Give the account a first password; its owner can change it after signing in'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/password', code: 'required', message }] })
}

function emailTaken(): Refusal {
  const message = 'Someone else has this e-mail address'
  return new Refusal('name_taken', message, { issues: [{ path: '/email', code: 'duplicate_name', message }] })
}
