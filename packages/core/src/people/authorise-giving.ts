import type { RoleRow, RuleRow } from '@verso/data'
import type { Model } from '@verso/model'
import { type Action, actions, type Area, areas, mayManage } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { mayWithFiles } from '../media/media-rights.ts'
import { Refusal } from '../refusal.ts'
import { giveField, isAsWide } from '../rights/field-list.ts'
import { type Grant, grantOfRule, grantsOf, isAnyRowOf } from '../rights/grants.ts'

/** Nobody gives, changes or takes over more than they have themselves; who owns is a matter of owners. */
export function authoriseGiving(actor: Actor, roles: readonly Pick<RoleRow, 'name' | 'rules' | 'manage'>[], model: Model): void {
  if (actor.kind === 'system') return
  if (roles.some((role) => role.name === 'owner') && !isOwner(actor)) throw new Refusal('not_allowed', 'Only an owner may do this')
  for (const role of roles) {
    const isCovered =
      role.rules.every((rule) => coversRule(actor, rule, model)) && role.manage.every((area) => isArea(area) && mayManage(actor, area))
    if (!isCovered) throw new Refusal('not_allowed', 'You can not give rights that you do not have')
  }
}

function isOwner({ roles, limit }: Actor): boolean {
  const holds = (held: RoleRow[]) => held.some((role) => role.name === 'owner')
  return holds(roles) && (limit === null || holds(limit))
}

/** Conditions are never compared by what they mean: one that the giver is bound by has to stand in what is given, as it is. */
function coversRule(actor: Actor, rule: RuleRow, model: Model): boolean {
  const given = grantOfRule(rule, { role: '', index: 0, isBound: false })
  return rule.actions.every((action) => {
    if (!isAction(action)) return false
    if (rule.folders !== undefined && !mayWithFiles(actor, action, { folders: rule.folders, isOwn: rule.own === true })) return false
    // `*` is asked for as it is: only a rule for all types covers a rule for all types.
    return rule.types.every((typeId) => {
      const holding = grantsOf(actor, action, typeId).filter((grant) => isAnyRowOf(grant, given))
      return coversFields(holding, given, { action, typeId, model }) && (!given.mayReadHistory || holding.some((one) => one.mayReadHistory))
    })
  })
}

function coversFields(
  holding: readonly Grant[],
  given: Grant,
  { action, typeId, model }: { action: Action; typeId: string; model: Model },
): boolean {
  const kind = action === 'read' ? 'read' : action === 'edit' || action === 'create' ? 'write' : null
  if (kind === null || holding.some((grant) => isAsWide(grant[kind], given[kind]))) return holding.length > 0
  const isOpen = (one: Grant) => one[kind].every((list) => list.includes('*') || list.includes('**'))
  if (isOpen(given) && !holding.some(isOpen)) return false
  if (given[kind].some((list) => list.includes('**'))) return false
  return model.types
    .filter(({ id, kind: of }) => of !== 'component' && (typeId === '*' || id === typeId))
    .every(({ fields }) => fields.every((field) => !giveField(given[kind], field) || holding.some((one) => giveField(one[kind], field))))
}

function isAction(name: string): name is Action {
  return (actions as readonly string[]).includes(name)
}

function isArea(name: string): name is Area {
  return (areas as readonly string[]).includes(name)
}
