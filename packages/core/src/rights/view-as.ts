import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { getKeptRole } from '../roles/change-role.ts'
import { actingStore } from './acting-store.ts'

/**
 * The context in which somebody who manages roles looks at things as a role would: with its rights, and never more than their own. What was
 * made by themselves stays their own. Each look is told to the audit.
 */
export async function viewAs(ctx: Context, roleName: string): Promise<Context> {
  authoriseManage(ctx.actor, 'roles')
  if (ctx.actor.kind !== 'user') throw new Refusal('not_allowed', 'Only people view as a role')
  const role = await getKeptRole(ctx.store, roleName)
  const actor = { ...ctx.actor, roles: [role], limit: ctx.actor.roles }
  await recordAudit(ctx, ctx.store, { action: 'role.view_as', target: { kind: 'role', id: role.id }, after: { role: role.name } })
  return { ...ctx, actor, store: actingStore(ctx.store, actor, ctx.now) }
}
