import type { KeptRole } from '@verso/data'
import { mayManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { getKeptRole } from '../roles/change-role.ts'

/** The roles there are, for those who give them: to people, to tokens, or by changing them. */
export async function listRoles(ctx: Context): Promise<KeptRole[]> {
  authoriseSeeing(ctx)
  return ctx.store.roles.list()
}

/** By its id or its name. */
export async function getRole(ctx: Context, idOrName: string): Promise<KeptRole> {
  authoriseSeeing(ctx)
  return getKeptRole(ctx.store, idOrName)
}

function authoriseSeeing({ actor }: Context): void {
  if (!mayManage(actor, 'roles') && !mayManage(actor, 'users') && !mayManage(actor, 'tokens'))
    throw new Refusal('not_allowed', 'You may not see the roles')
}
