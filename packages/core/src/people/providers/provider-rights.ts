import { authoriseManage } from '../../authorise.ts'
import type { Context } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { authoriseGiving } from '../authorise-giving.ts'

/**
 * Who decides which providers are trusted. Owners alone: a provider says who somebody is, and so could say that they are an owner.
 */
export async function authoriseProviders(ctx: Context): Promise<void> {
  authoriseManage(ctx.actor, 'settings')
  authoriseManage(ctx.actor, 'users')
  authoriseGiving(ctx.actor, await ctx.store.roles.findMany(['owner']), await ctx.model())
}

export function unknownProvider(): Refusal {
  return new Refusal('not_found', 'There is no such provider')
}
