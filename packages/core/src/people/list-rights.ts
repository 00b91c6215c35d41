import { actions, areas, mayManage, type Reach, reachOf } from '../authorise.ts'
import type { Context } from '../context.ts'

export interface Rights {
  manage: string[]
  /** By name of type, then of action. */
  types: Record<string, Record<string, Reach>>
}

/** What the asker may do. Types that one may do nothing with are left out, as everywhere. */
export async function listRights(ctx: Context): Promise<Rights> {
  const model = await ctx.model()
  const types = model.types
    .filter((type) => reachOf(ctx.actor, 'read', type.id) !== 'none')
    .map((type) => [type.name, Object.fromEntries(actions.map((action) => [action, reachOf(ctx.actor, action, type.id)]))] as const)
  return { manage: areas.filter((area) => mayManage(ctx.actor, area)), types: Object.fromEntries(types) }
}
