import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { authoriseGiving } from '../people/authorise-giving.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { getKeptRole } from './change-role.ts'
import { auditedRole } from './role-input.ts'

/** Deletes a role that nobody has. */
export async function deleteRole(ctx: Context, idOrName: string, { ifRevision }: { ifRevision: number | null }): Promise<void> {
  authoriseManage(ctx.actor, 'roles')
  await ctx.store.transaction(async (tx) => {
    const model = await tx.models.lockShared()
    await tx.roles.lock()
    const role = await getKeptRole(tx, idOrName)
    if (role.builtIn) throw new Refusal('not_allowed', 'Built-in roles stay')
    if (ifRevision !== null && ifRevision !== role.revision)
      throw new Refusal('stale', 'Someone changed this role after you opened it', { facts: { revision: role.revision } })
    authoriseGiving(ctx.actor, [role], model)
    const holders = await tx.roles.countHolders(role.name)
    if (holders > 0) throw new Refusal('in_use', 'People or tokens have this role; take it from them first', { facts: { holders } })
    await tx.roles.delete(role.id)
    await recordAudit(ctx, tx, { action: 'role.delete', target: { kind: 'role', id: role.id }, before: auditedRole(role, model) })
  })
}
