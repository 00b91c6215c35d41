import type { RowGrant, RowRights, TypeRights } from '@verso/data'
import { type ContentType, type Field, localeChain, type Model } from '@verso/model'
import type { Condition, PlanOptions } from '@verso/query'
import { ownIds } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { defaultLocale } from '../entries/entry-title.ts'
import { giveField } from './field-list.ts'
import { type Grant, grantsOf, isUnconditional, publicGrant } from './grants.ts'
import { plannedWhere } from './plan-where.ts'

interface Reading extends Pick<PlanOptions, 'purpose' | 'now'> {
  actor: Actor
  /** Whole: conditions of rules may speak of what their reader can't see. */
  model: Model
}

/** What an actor has for reading entries of a type: what is published of some types everyone may read. */
export function readGrants(actor: Actor, type: ContentType, purpose: PlanOptions['purpose']): readonly Grant[] {
  const grants = grantsOf(actor, 'read', type.id)
  const isOpen = purpose === 'published' && type.publicRead === true && actor.isAboutPast !== true
  return isOpen ? [...grants, publicGrant] : grants
}

/**
 * What an actor may see of rows and their fields, as the compiler of reads takes it; undefined where that is everything of each type that the
 * actor may read at all.
 */
export function rowRightsOf(reading: Reading): RowRights | undefined {
  const ofType = reading.model.types.flatMap((type) => {
    if (type.kind === 'component') return []
    const grants = readGrants(reading.actor, type, reading.purpose)
    const rights = grants.length === 0 ? null : typeRights(type, grants, reading)
    return rights === null ? [] : [[type.id, rights] as const]
  })
  if (ofType.length === 0) return undefined
  const { locales, types } = reading.model
  return { ofType: Object.fromEntries(ofType), locales: localeChain(locales, defaultLocale(locales)), typeIds: types.map(({ id }) => id) }
}

/** The types of which an actor may read drafts, and what of these. */
export function seenDrafts(actor: Actor, model: Model, now: Date): { typeIds: string[]; rights: RowRights | undefined } {
  const types = model.types.filter(({ id, kind }) => kind !== 'component' && grantsOf(actor, 'read', id).length > 0)
  return { typeIds: types.map(({ id }) => id), rights: rowRightsOf({ actor, model, purpose: 'draft', now }) }
}

/** Whether a field is given wherever an entry is. */
export function isForAll(grants: readonly Grant[], field: Pick<Field, 'id' | 'private'>): boolean {
  const giving = grants.filter((grant) => giveField(grant.read, field))
  return giving.length === grants.length || giving.some((grant) => isUnconditional(grant) && grant.locales === null)
}

/** Null for a type that is open whole, as far as its fields may be read. */
function typeRights(type: ContentType, grants: readonly Grant[], reading: Reading): TypeRights | null {
  // A condition that means nothing in the type, or nothing any more, holds of nothing.
  const planned = grants.flatMap((grant) => {
    const row = rowGrant(grant, type, reading)
    return row === null ? [] : [{ grant, row }]
  })
  const fields = maskedFields(type, planned, reading)
  const rows = planned.map(({ row }) => row)
  const isWhole = rows.some(({ where, ownerIds, locales }) => where === null && ownerIds === null && locales === null)
  const searched = searchedFields(type, planned, fields)
  if (isWhole && Object.keys(fields).length === 0 && searched === null) return null
  return { grants: rows, fields, searched }
}

interface Planned {
  grant: Grant
  row: RowGrant
}

function rowGrant({ isOwn, wheres, locales }: Grant, type: ContentType, { actor, model, purpose, now }: Reading): RowGrant | null {
  const conditions = wheres.map((where) => plannedWhere(where, { model, type, purpose, now }))
  if (conditions.includes(null)) return null
  const of = conditions as Condition[]
  return {
    where: of.length === 0 ? null : { kind: 'and', of },
    ownerIds: isOwn ? ownIds(actor) : null,
    locales: locales === null ? null : [...locales],
  }
}

/** Fields that some who see a row, or a language of it, may not see, with the places of the grants that give them. */
function maskedFields(type: ContentType, planned: readonly Planned[], { purpose }: Reading): TypeRights['fields'] {
  const places = planned.map((_, place) => place)
  const masked = type.fields.flatMap((field) => {
    const giving = places.filter((place) => giveField(planned[place]?.grant.read ?? [], field))
    const giveInAll = giving.filter((place) => purpose === 'published' || planned[place]?.row.locales === null || field.localized !== true)
    const isAlways =
      giveInAll.length === planned.length ||
      giveInAll.some((place) => {
        const one = planned[place]
        return one !== undefined && isUnconditional(one.grant) && (one.row.locales === null || purpose === 'draft')
      })
    return giving.length === 0 || isAlways ? [] : [[field.id, giving] as const]
  })
  return Object.fromEntries(masked)
}

/** The words of a document are searched as far as all who see it may read them; null for all of them. What is private isn't among them. */
function searchedFields(type: ContentType, planned: readonly Planned[], masked: TypeRights['fields']): string[] | null {
  const open = type.fields.filter((field) => field.private !== true)
  const searched = open.filter((field) => masked[field.id] === undefined && planned.some(({ grant }) => giveField(grant.read, field)))
  return searched.length === open.length ? null : searched.map(({ id }) => id)
}
