import type { RoleRow } from '@verso/data'
import { mayManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** The roles there are, for those who give them: to people, to tokens, or by changing them. */
export async function listRoles(ctx: Context): Promise<RoleRow[]> {
  authoriseSeeing(ctx)
  return ctx.store.roles.list()
}

export async function getRole(ctx: Context, name: string): Promise<RoleRow> {
  authoriseSeeing(ctx)
  const [role] = await ctx.store.roles.findMany([name])
  if (role === undefined) throw new Refusal('not_found', 'There is no such role')
  return role
}

function authoriseSeeing({ actor }: Context): void {
  if (!mayManage(actor, 'roles') && !mayManage(actor, 'users') && !mayManage(actor, 'tokens'))
    throw new Refusal('not_allowed', 'You may not see the roles')
}
