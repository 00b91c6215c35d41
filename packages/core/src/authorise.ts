import type { RoleRow } from '@verso/data'
import type { Actor } from './context.ts'
import { Refusal } from './refusal.ts'
import { type Action, actions, type Area, areas } from './rights/actions.ts'
import { type Grant, grantsOf, isUnconditional, whereName } from './rights/grants.ts'

export { type Action, actions, type Area, areas }

/** What the evaluator needs to know of an entry. */
export interface Owned {
  typeId: string
  createdById: string | null
  /** Names of the conditions that its draft meets. Whoever wasn't told of one has no right by it. */
  meets?: ReadonlySet<string> | undefined
}

/** On all entries of a type, on some that meet a condition, on those that the actor made, or on none. */
export type Reach = 'all' | 'some' | 'own' | 'none'

/** Refuses what the actor may not do: what may not be read doesn't exist, what may be read but not done isn't allowed. */
export function authorise(actor: Actor, action: Action, entry: Owned): void {
  if (may(actor, action, entry)) return
  if (action === 'read' || !may(actor, 'read', entry)) throw new Refusal('not_found', 'There is no such entry')
  throw new Refusal('not_allowed', `You may not ${action} this entry`)
}

/** Refuses who has no right to an action on any entry at all, before any id is looked at. */
export function authoriseKind(actor: Actor, action: Action): void {
  if (!mayKind(actor, action)) throw new Refusal('not_allowed', `You may not ${action} entries`)
}

/** Whether an actor may do so to anything at all. */
export function mayKind(actor: Actor, action: Action): boolean {
  if (actor.kind === 'system') return true
  const allows = (roles: RoleRow[]) =>
    roles.some((role) => role.rules.some((rule) => rule.actions.includes(action) && rule.types.length > 0))
  return allows(actor.roles) && (actor.limit === null || allows(actor.limit))
}

/** Refuses who isn't trusted with an area. */
export function authoriseManage(actor: Actor, area: Area): void {
  if (!mayManage(actor, area)) throw new Refusal('not_allowed', `You may not manage ${area}`)
}

export function may(actor: Actor, action: Action, entry: Owned): boolean {
  return grantsOf(actor, action, entry.typeId).some((grant) => holdsOf(grant, actor, entry))
}

/** What an actor has for an action on one entry. */
export function grantsOn(actor: Actor, action: Action, entry: Owned): Grant[] {
  return grantsOf(actor, action, entry.typeId).filter((grant) => holdsOf(grant, actor, entry))
}

/** How far an action reaches among the entries of a type. Rules add up; a token never reaches beyond its maker. */
export function reachOf(actor: Actor, action: Action, typeId: string): Reach {
  const grants = grantsOf(actor, action, typeId)
  if (grants.length === 0) return 'none'
  if (grants.some(isUnconditional)) return 'all'
  return grants.every(({ wheres, isOwn }) => isOwn && wheres.length === 0) ? 'own' : 'some'
}

export function mayManage(actor: Actor, area: Area): boolean {
  if (actor.kind === 'system') return true
  const trusted = (roles: RoleRow[]) => roles.some((role) => role.manage.includes(area))
  return trusted(actor.roles) && (actor.limit === null || trusted(actor.limit))
}

/** Ids under which the actor made what is its own: its id, and for a token that of the person who made it. */
export function ownIds(actor: Actor): string[] {
  return [actor.id, actor.makerId].filter((id) => id !== null)
}

function holdsOf({ isOwn, wheres }: Grant, actor: Actor, { createdById, meets }: Owned): boolean {
  if (isOwn && (createdById === null || !ownIds(actor).includes(createdById))) return false
  return wheres.every((where) => meets?.has(whereName(where)) === true)
}
