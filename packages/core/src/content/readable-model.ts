import type { RoleRow, RuleRow } from '@verso/data'
import { type Model, withoutPrivate } from '@verso/model'
import type { Actor } from '../context.ts'
import { withComponents } from '../with-components.ts'
import { createRemembered, type Remembered } from './remembered.ts'

/**
 * The model as this reader may see it: what isn't in it can't be asked about, so that an unreadable type or field answers
 * exactly as an unknown one. References keep their targets' ids; targets that may not be read are absent at read time. Component types
 * are there as far as something readable holds them.
 */
export function readableModel(model: Model, actor: Actor): Model {
  const byRights = readable.get(model) ?? createRemembered<string, Model>(maxRights)
  readable.set(model, byRights)
  const rights = readingRights(actor)
  const known = byRights.get(rights)
  if (known !== undefined) return known
  const reduced = reduceModel(model, actor)
  byRights.set(rights, reduced)
  return reduced
}

// The same object for all who may read the same: what is worked out of it is kept beside it.
const readable = new WeakMap<Model, Remembered<string, Model>>()
const maxRights = 100

const typeIds = new WeakMap<Model, string[]>()

/** Ids of the types of a model, as one list for as long as the model lives. */
export function idsOfTypes(model: Model): string[] {
  const known = typeIds.get(model) ?? model.types.map((type) => type.id)
  typeIds.set(model, known)
  return known
}

function reduceModel(model: Model, actor: Actor): Model {
  const types = model.types
    .filter((type) => type.kind !== 'component' && (type.publicRead === true || mayRead(actor, type.id)))
    .map(withoutPrivate)
  return { ...model, types: withComponents(model, types, withoutPrivate) }
}

/** Stands for what an actor may read of any model: the same text for all who may read the same. */
export function readingRights(actor: Actor): string {
  const known = rightsByActor.get(actor)
  if (known !== undefined) return known
  const granted = grantedTo(actor)
  const published = granted === 'all' ? '*' : [...granted].sort().join()
  // Who may see drafts is given other answers to the same questions, and must share none with those who may not.
  const rights = actor.mayPreview === true ? `preview ${published}` : published
  rightsByActor.set(actor, rights)
  return rights
}

// An actor is asked about many times, and never changes.
const rightsByActor = new WeakMap<Actor, string>()

/** Ids of the types whose published entries someone was given to read, beside those that everyone may read. */
type Granted = ReadonlySet<string> | 'all'

function mayRead(actor: Actor, typeId: string): boolean {
  const granted = grantedTo(actor)
  return granted === 'all' || granted.has(typeId)
}

function grantedTo({ roles, limit }: Pick<Actor, 'roles' | 'limit'>): Granted {
  const own = grantedBy(roles)
  const bound = limit === null ? 'all' : grantedBy(limit)
  if (own === 'all') return bound
  return bound === 'all' ? own : new Set([...own].filter((id) => bound.has(id)))
}

function grantedBy(roles: readonly RoleRow[]): Granted {
  const rules = roles.flatMap((role) => role.rules).filter((rule) => rule.actions.includes('read') && isPlain(rule))
  const ids = new Set(rules.flatMap((rule) => rule.types))
  return ids.has('*') ? 'all' : ids
}

/** Rules with conditions give drafts alone so far. */
function isPlain({ own, where, locales, fields }: RuleRow): boolean {
  const isOpen = (fields?.read ?? ['*']).every((entry) => entry === '*' || entry === '**')
  return own !== true && where === undefined && locales === undefined && isOpen
}
