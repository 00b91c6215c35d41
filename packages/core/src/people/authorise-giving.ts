import type { RoleRow, RuleRow } from '@verso/data'
import { type Action, actions, type Area, areas, mayManage, reachOf } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** Nobody gives, changes or takes over more than they have themselves; who owns is a matter of owners. */
export function authoriseGiving(actor: Actor, roles: readonly Pick<RoleRow, 'name' | 'rules' | 'manage'>[]): void {
  if (actor.kind === 'system') return
  if (roles.some((role) => role.name === 'owner') && !isOwner(actor)) throw new Refusal('not_allowed', 'Only an owner may do this')
  for (const role of roles) {
    const isCovered =
      role.rules.every((rule) => coversRule(actor, rule)) && role.manage.every((area) => isArea(area) && mayManage(actor, area))
    if (!isCovered) throw new Refusal('not_allowed', 'You can not give rights that you do not have')
  }
}

function isOwner({ roles, limit }: Actor): boolean {
  const holds = (held: RoleRow[]) => held.some((role) => role.name === 'owner')
  return holds(roles) && (limit === null || holds(limit))
}

function coversRule(actor: Actor, rule: RuleRow): boolean {
  // `*` is asked for as it is: only a rule for all types covers a rule for all types.
  return rule.actions.every(
    (action) => isAction(action) && rule.types.every((typeId) => reaches(actor, { action, typeId, own: rule.own === true })),
  )
}

function reaches(actor: Actor, { action, typeId, own }: { action: Action; typeId: string; own: boolean }): boolean {
  const reach = reachOf(actor, action, typeId)
  return reach === 'all' || (own && reach === 'own')
}

function isAction(name: string): name is Action {
  return (actions as readonly string[]).includes(name)
}

function isArea(name: string): name is Area {
  return (areas as readonly string[]).includes(name)
}
