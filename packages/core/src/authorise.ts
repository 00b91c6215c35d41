import type { RoleRow, RuleRow } from '@verso/data'
import type { Actor } from './context.ts'
import { Refusal } from './refusal.ts'

/** What a rule can allow on entries of a type. */
export const actions = ['read', 'create', 'edit', 'publish', 'unpublish', 'schedule', 'delete', 'restore', 'purge'] as const
export type Action = (typeof actions)[number]

/** What a role can be trusted with beside content. */
export const areas = ['types', 'users', 'roles', 'tokens', 'webhooks', 'media', 'locales', 'settings', 'audit', 'releases'] as const
export type Area = (typeof areas)[number]

/** What the evaluator needs to know of an entry. */
export interface Owned {
  typeId: string
  createdById: string | null
}

/** On all entries of a type, on those that the actor made, or on none. */
export type Reach = 'all' | 'own' | 'none'

/** Refuses what the actor may not do: what may not be read doesn't exist, what may be read but not done isn't allowed. */
export function authorise(actor: Actor, action: Action, entry: Owned): void {
  if (may(actor, action, entry)) return
  if (action === 'read' || !may(actor, 'read', entry)) throw new Refusal('not_found', 'There is no such entry')
  throw new Refusal('not_allowed', `You may not ${action} this entry`)
}

/** Refuses who has no right to an action on any entry at all, before any id is looked at. */
export function authoriseKind(actor: Actor, action: Action): void {
  if (actor.kind === 'system') return
  const held = rulesOf(actor.roles).some((rule) => rule.actions.includes(action))
  const bound = actor.limit === null || rulesOf(actor.limit).some((rule) => rule.actions.includes(action))
  if (!held || !bound) throw new Refusal('not_allowed', `You may not ${action} entries`)
}

/** Refuses who isn't trusted with an area. */
export function authoriseManage(actor: Actor, area: Area): void {
  if (!mayManage(actor, area)) throw new Refusal('not_allowed', `You may not manage ${area}`)
}

export function may(actor: Actor, action: Action, entry: Owned): boolean {
  const reach = reachOf(actor, action, entry.typeId)
  return reach === 'all' || (reach === 'own' && isOwn(actor, entry))
}

/** How far an action reaches among the entries of a type. Rules add up; a token never reaches beyond its maker. */
export function reachOf(actor: Actor, action: Action, typeId: string): Reach {
  if (actor.kind === 'system') return 'all'
  const reach = reachOfRules(actor.roles, action, typeId)
  if (actor.limit === null || reach === 'none') return reach
  const limit = reachOfRules(actor.limit, action, typeId)
  return limit === 'all' ? reach : limit
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

function isOwn(actor: Actor, { createdById }: Owned): boolean {
  return createdById !== null && ownIds(actor).includes(createdById)
}

function reachOfRules(roles: RoleRow[], action: Action, typeId: string): Reach {
  const fitting = rulesOf(roles).filter(
    (rule) => rule.actions.includes(action) && (rule.types.includes('*') || rule.types.includes(typeId)),
  )
  if (fitting.some((rule) => rule.own !== true)) return 'all'
  return fitting.length > 0 ? 'own' : 'none'
}

function rulesOf(roles: RoleRow[]): RuleRow[] {
  return roles.flatMap((role) => role.rules)
}
