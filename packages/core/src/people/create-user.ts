import { DuplicateError, type Transaction, type UserRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { auditedUser } from './audited-user.ts'
import { authoriseGiving } from './authorise-giving.ts'
import { requireGoodPassword } from './check-password.ts'
import { requireRoles } from './find-roles.ts'
import { inHashSlot } from './hash-slots.ts'
import { askForLink } from './links/ask-for-link.ts'
import { type MadeLink, makeLink } from './links/mail-link.ts'
import { requireEmail } from './normalise-email.ts'
import { hashPassword } from './password-hash.ts'
import { requireName } from './require-name.ts'

export interface NewUser {
  email: string
  name: string
  roles: string[]
  /** Absent: they are invited, and choose one themselves. */
  password?: string
}

export interface MadeUser {
  user: UserRow
  /** Where no mail is set up that could bring it. */
  invitation: MadeLink | null
}

/** Makes an account with roles that whoever makes it could use as well. Without a password its owner is invited by mail, or by a link. */
export async function createUser(ctx: Context, input: NewUser, { hasMail }: { hasMail: boolean }): Promise<MadeUser> {
  authoriseManage(ctx.actor, 'users')
  const email = requireEmail(input.email)
  const name = requireName(input.name)
  const roles = await requireRoles(ctx.store, input.roles)
  authoriseGiving(ctx.actor, roles, await ctx.model())
  const user: UserRow = {
    id: ctx.newId(),
    email,
    name,
    ...(await standing(input.password, { email, name })),
    roles: roles.map((role) => role.name),
    preferences: {},
    lastSeenAt: null,
    createdAt: ctx.now(),
    hasSecondFactor: false,
  }
  try {
    return { user, invitation: await ctx.store.transaction((tx) => make(ctx, tx, { user, hasMail })) }
  } catch (error) {
    if (error instanceof DuplicateError) throw emailTaken()
    throw error
  }
}

async function standing(
  password: string | undefined,
  owner: { email: string; name: string },
): Promise<Pick<UserRow, 'passwordHash' | 'status'>> {
  if (password === undefined) return { passwordHash: null, status: 'invited' }
  requireGoodPassword(password, owner)
  return { passwordHash: await inHashSlot(() => hashPassword(password)), status: 'active' }
}

async function make(ctx: Context, tx: Transaction, { user, hasMail }: { user: UserRow; hasMail: boolean }): Promise<MadeLink | null> {
  const { hasSecondFactor: _, ...row } = user
  // A role that is given isn't deleted or widened meanwhile.
  await tx.roles.lock()
  authoriseGiving(ctx.actor, await requireRoles(tx, user.roles), await tx.models.current())
  await tx.users.create(row)
  await recordAudit(ctx, tx, { action: 'user.create', target: { kind: 'user', id: user.id }, after: auditedUser(user) })
  if (user.status === 'active') return null
  if (!hasMail) return makeLink(ctx, tx, user)
  await askForLink(tx, user.email)
  return null
}

function emailTaken(): Refusal {
  const message = 'Someone else has this e-mail address'
  return new Refusal('name_taken', message, { issues: [{ path: '/email', code: 'duplicate_name', message }] })
}
