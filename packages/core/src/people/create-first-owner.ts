import type { Transaction, UserRow } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { auditedUser } from './audited-user.ts'
import { requireGoodPassword } from './check-password.ts'
import { inHashSlot } from './hash-slots.ts'
import { requireEmail } from './normalise-email.ts'
import { requireName } from './require-name.ts'
import { hashPassword } from './password-hash.ts'

export interface NewOwner {
  email: string
  name: string
  password: string
}

/** Makes the first owner, once. What must hold in the same transaction, such as a used code, comes first, in `alongside`. */
export async function createFirstOwner(
  ctx: Context,
  owner: NewOwner,
  alongside: (tx: Transaction) => Promise<void> = async () => {},
): Promise<UserRow> {
  const email = requireEmail(owner.email)
  const name = requireName(owner.name)
  requireGoodPassword(owner.password, { email, name })
  const passwordHash = await inHashSlot(() => hashPassword(owner.password))
  return ctx.store.transaction(async (tx) => {
    // Of several set-ups at once the first one through makes the owner; the others find one.
    await tx.users.lockOwners()
    if ((await tx.users.countOwners()) > 0) throw new Refusal('already_done', 'The first owner exists already; sign in instead')
    await alongside(tx)
    const user = {
      id: ctx.newId(),
      email,
      name,
      passwordHash,
      status: 'active' as const,
      roles: ['owner'],
      preferences: {},
      lastSeenAt: null,
      createdAt: ctx.now(),
    }
    await tx.users.create(user)
    await recordAudit(ctx, tx, { action: 'user.setup', target: { kind: 'user', id: user.id }, after: auditedUser(user) })
    return { ...user, hasSecondFactor: false }
  })
}
