import { createHash } from 'node:crypto'
import type { RoleRow, RowRights, RuleRow } from '@verso/data'
import { type ContentType, type Model, withoutPrivate } from '@verso/model'
import { ownIds } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { typeGivenBy } from '../readable-fields.ts'
import type { Grant } from '../rights/grants.ts'
import { isForAll, readGrants, rowRightsOf } from '../rights/row-rights.ts'
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
  const types = model.types.flatMap((type) => {
    if (type.kind === 'component') return []
    const grants = readGrants(actor, type, 'published')
    return grants.length === 0 ? [] : [withSlugForAll(typeGivenBy(type, grants, 'read'), grants)]
  })
  return { ...model, types: withComponents(model, types, withoutPrivate) }
}

/** A slug that some who see an entry may not see is no address for anybody who may read so. */
function withSlugForAll(type: ContentType, grants: readonly Grant[]): ContentType {
  const slug = type.fields.find(({ id }) => id === type.slugField)
  if (slug === undefined || isForAll(grants, slug)) return type
  const { slugField: _, ...rest } = type
  return rest
}

/** Stands for what an actor may read of any model: the same text for all who may read the same. */
export function readingRights(actor: Actor): string {
  const known = rightsByActor.get(actor)
  if (known !== undefined) return known
  const published = isPlain(actor) ? plainRights(actor) : ruleRights(actor)
  // Who may see drafts is given other answers to the same questions, and must share none with those who may not.
  const here = actor.mayPreview === true ? `preview ${published}` : published
  const rights = actor.isAboutPast === true ? `past ${here}` : here
  rightsByActor.set(actor, rights)
  return rights
}

// An actor is asked about many times, and never changes.
const rightsByActor = new WeakMap<Actor, string>()

/** Of rules that give types whole it only matters which types these are. */
function plainRights({ roles, limit }: Pick<Actor, 'roles' | 'limit'>): string {
  const own = typesGivenBy(roles)
  const bound = limit === null ? 'all' : typesGivenBy(limit)
  const granted = own === 'all' ? bound : bound === 'all' ? own : new Set([...own].filter((id) => bound.has(id)))
  return granted === 'all' ? '*' : [...granted].sort().join()
}

/** Everything that rules say of reading, and whose own it is. */
function ruleRights(actor: Actor): string {
  const rules = [actor.roles, actor.limit ?? []].map(readingRules)
  return createHash('sha256')
    .update(JSON.stringify([rules, actor.limit === null, ownIds(actor)]))
    .digest('base64url')
}

function readingRules(roles: readonly RoleRow[]): RuleRow[] {
  return roles.flatMap(({ rules }) => rules.filter(({ actions }) => actions.includes('read')))
}

const plain = new WeakMap<Actor, boolean>()

/** Whether all rules give types whole, but for what is private. */
function isPlain(actor: Actor): boolean {
  const known = plain.get(actor)
  if (known !== undefined) return known
  const rules = [actor.roles, actor.limit ?? []].flatMap(readingRules)
  // What owners have is bound by the token's own rules, which never give what is private but by its name.
  const isWhole = (list: readonly string[] = ['*']) => list.length === 1 && (list[0] === '*' || list[0] === '**')
  const made = rules.every((rule) => !isConditional(rule) && isWhole(rule.fields?.read)) && !readsAll(actor.roles)
  plain.set(actor, made)
  return made
}

function readsAll(roles: readonly RoleRow[]): boolean {
  return readingRules(roles).some(({ fields }) => fields?.read?.includes('**') === true)
}

function isConditional({ own, where, locales }: RuleRow): boolean {
  return own === true || where !== undefined || locales !== undefined
}

const conditional = new WeakMap<Actor, boolean>()

/** Whether rules tell rows, or languages, of a type apart: what such a reader is given is kept for nobody. */
export function readsByConditions(actor: Actor): boolean {
  const known = conditional.get(actor)
  if (known !== undefined) return known
  const made = [actor.roles, actor.limit ?? []].flatMap(readingRules).some(isConditional)
  conditional.set(actor, made)
  return made
}

/** What of the types of a model a reader may see, beside their fields; undefined where that is everything. A search is kept to fields as well. */
export function publishedRights(actor: Actor, model: Model, { now, isSearch }: { now: Date; isSearch: boolean }): RowRights | undefined {
  if (isPlain(actor) || !(isSearch || readsByConditions(actor))) return undefined
  return rowRightsOf({ actor, model, purpose: 'published', now })
}

/** The model without the types whose rows, or whose fields by row, are told apart: for whoever is told of documents without reading them. */
export function openModel(whole: Model, actor: Actor, now: Date): Model {
  const model = readableModel(whole, actor)
  const rights = publishedRights(actor, whole, { now, isSearch: false })
  return rights === undefined ? model : { ...model, types: model.types.filter(({ id }) => rights.ofType[id] === undefined) }
}

/** Ids of the types whose published entries roles give. */
function typesGivenBy(roles: readonly RoleRow[]): ReadonlySet<string> | 'all' {
  const ids = new Set(readingRules(roles).flatMap((rule) => rule.types))
  return ids.has('*') ? 'all' : ids
}
