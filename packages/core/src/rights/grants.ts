import type { RoleRow, RuleRow, RuleWhere } from '@verso/data'
import type { Action } from './actions.ts'
import type { Actor } from '../context.ts'
import { allFields, type FieldList, isAsWide, openFields } from './field-list.ts'

/**
 * What one rule gives for an action on entries of a type, bound by a rule of a token's maker where there is one. Grants add up: everything
 * that is asked about rights is answered out of them.
 */
export interface Grant {
  /** Only of what the actor made. */
  isOwn: boolean
  /** All of these have to hold of a row. */
  wheres: readonly RuleWhere[]
  /** Null for every language. */
  locales: readonly string[] | null
  /** Each of the lists has to give a field. */
  read: readonly FieldList[]
  write: readonly FieldList[]
  mayReadHistory: boolean
  rules: readonly GrantingRule[]
}

/** A rule by the role that has it, and its place there. */
export interface GrantingRule {
  role: string
  index: number
  /** It bounds a token whose maker has the role. */
  isBound: boolean
}

/** What the system itself has, and what a type that everyone may read gives to everyone. */
const everything: Grant = {
  isOwn: false,
  wheres: [],
  locales: null,
  read: [allFields],
  write: [allFields],
  mayReadHistory: true,
  rules: [],
}
export const publicGrant: Grant = { ...everything, read: [openFields], write: [], mayReadHistory: false }

// An actor is asked about many times, and never changes.
const known = new WeakMap<Actor, Map<string, readonly Grant[]>>()

/** What an actor has for an action on entries of a type: none where it may nothing. `*` asks for what holds of every type. */
export function grantsOf(actor: Actor, action: Action, typeId: string): readonly Grant[] {
  const ofActor = known.get(actor) ?? new Map<string, readonly Grant[]>()
  known.set(actor, ofActor)
  const key = `${action} ${typeId}`
  const before = ofActor.get(key)
  if (before !== undefined) return before
  const made = withoutCovered(everyGrant(actor, action, typeId))
  ofActor.set(key, made)
  return made
}

/** The same with those that others cover: each rule by itself, to be explained. */
export function everyGrant(actor: Actor, action: Action, typeId: string): Grant[] {
  if (actor.kind === 'system') return [everything]
  const held = grantsByRoles(actor.roles, { action, typeId, isBound: false })
  if (actor.limit === null || held.length === 0) return held
  const bounds = grantsByRoles(actor.limit, { action, typeId, isBound: true })
  return held.flatMap((grant) => bounds.map((bound) => both(grant, bound)))
}

function grantsByRoles(
  roles: readonly RoleRow[],
  { action, typeId, isBound }: { action: Action; typeId: string; isBound: boolean },
): Grant[] {
  return roles.flatMap((role) =>
    role.rules.flatMap((rule, index) => {
      if (!rule.actions.includes(action) || !(rule.types.includes('*') || rule.types.includes(typeId))) return []
      return [grantOfRule(rule, { role: role.name, index, isBound })]
    }),
  )
}

export function grantOfRule(rule: RuleRow, name: GrantingRule): Grant {
  return {
    isOwn: rule.own === true,
    wheres: rule.where === undefined ? [] : [rule.where],
    locales: rule.locales ?? null,
    read: [rule.fields?.read ?? openFields],
    write: [rule.fields?.write ?? openFields],
    mayReadHistory: rule.readHistory === true,
    rules: [name],
  }
}

/** What two grants give that bind one another. */
function both(one: Grant, other: Grant): Grant {
  return {
    isOwn: one.isOwn || other.isOwn,
    wheres: [...one.wheres, ...other.wheres.filter((where) => !one.wheres.some((known) => whereName(known) === whereName(where)))],
    locales: one.locales === null ? other.locales : one.locales.filter((code) => other.locales?.includes(code) !== false),
    read: [...one.read, ...other.read],
    write: [...one.write, ...other.write],
    mayReadHistory: one.mayReadHistory && other.mayReadHistory,
    rules: [...one.rules, ...other.rules],
  }
}

/** What another grant gives anyway needs no condition in a statement. Of two that give the same the first one stays. */
function withoutCovered(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter(
    (grant, index) => !grants.some((other, place) => place !== index && covers(other, grant) && (place < index || !covers(grant, other))),
  )
}

function covers(wide: Grant, narrow: Grant): boolean {
  return (
    isAnyRowOf(wide, narrow) &&
    isAsWide(wide.read, narrow.read) &&
    isAsWide(wide.write, narrow.write) &&
    (wide.mayReadHistory || !narrow.mayReadHistory)
  )
}

/** Whether all rows, in all languages, that a grant is about are rows of a wider one. Conditions that aren't the same are never compared. */
export function isAnyRowOf(
  wide: Pick<Grant, 'isOwn' | 'wheres' | 'locales'>,
  narrow: Pick<Grant, 'isOwn' | 'wheres' | 'locales'>,
): boolean {
  const names = new Set(narrow.wheres.map(whereName))
  return (
    (!wide.isOwn || narrow.isOwn) &&
    wide.wheres.every((where) => names.has(whereName(where))) &&
    (wide.locales === null || narrow.locales?.every((code) => wide.locales?.includes(code) === true) === true)
  )
}

/** By this an entry says that its draft meets a condition. Equal conditions have one name. */
export function whereName({ filter, paths }: RuleWhere): string {
  return JSON.stringify([filter, paths])
}

/** Whether a grant is about each row there is of its type. */
export function isUnconditional({ isOwn, wheres }: Grant): boolean {
  return !isOwn && wheres.length === 0
}
