import type { Transaction, UserRow } from '@verso/data'
import type { Model } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { auditedUser } from './audited-user.ts'
import { authoriseGiving } from './authorise-giving.ts'
import { requireRoles } from './find-roles.ts'
import { requireName } from './require-name.ts'

export interface UserChanges {
  name?: string
  roles?: string[]
  status?: 'active' | 'disabled'
}

const unknown = 'There is no such person'

/** Changes someone's name, roles or standing. Nobody touches who has more rights than they do, and one owner always stays. */
export async function changeUser(ctx: Context, userId: string, changes: UserChanges): Promise<UserRow> {
  authoriseManage(ctx.actor, 'users')
  const id = knownId(userId, unknown)
  return ctx.store.transaction(async (tx) => {
    await tx.users.lockOwners()
    // A role that is given isn't deleted or widened meanwhile.
    await tx.roles.lock()
    const before = await tx.users.find(id)
    if (before === null) throw new Refusal('not_found', unknown)
    const model = await tx.models.current()
    authoriseGiving(ctx.actor, await tx.roles.findMany(before.roles), model)
    const after = await changed(ctx, tx, { before, changes, model })
    await tx.users.update(id, { name: after.name, roles: after.roles, status: after.status })
    if (isOwner(before) && (await tx.users.countOwners()) === 0)
      throw new Refusal('in_use', 'This is the last owner; make another one first')
    if (after.status === 'disabled') {
      await tx.sessions.endAll(id, ctx.now())
      await tx.mailLinks.removeOfUser(id)
    }
    await recordAudit(ctx, tx, {
      action: 'user.change',
      target: { kind: 'user', id },
      before: auditedUser(before),
      after: auditedUser(after),
    })
    return after
  })
}

async function changed(
  ctx: Context,
  tx: Transaction,
  { before, changes, model }: { before: UserRow; changes: UserChanges; model: Model },
): Promise<UserRow> {
  const roles = changes.roles === undefined ? null : await requireRoles(tx, changes.roles)
  if (roles !== null) authoriseGiving(ctx.actor, roles, model)
  return {
    ...before,
    name: changes.name === undefined ? before.name : requireName(changes.name),
    roles: roles?.map((role) => role.name) ?? before.roles,
    status: await standing(tx, before, changes.status),
  }
}

/** Whoever was invited becomes active by accepting, or by a provider, not by somebody's word. */
async function standing(tx: Transaction, before: UserRow, wish: UserChanges['status']): Promise<UserRow['status']> {
  const hasNoWayIn = before.passwordHash === null && !(await tx.identities.isKnown(before.id))
  return wish === 'active' && hasNoWayIn ? 'invited' : (wish ?? before.status)
}

function isOwner({ roles, status }: UserRow): boolean {
  return status === 'active' && roles.includes('owner')
}
