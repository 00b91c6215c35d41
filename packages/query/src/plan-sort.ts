import type { ContentType, FieldKindName } from '@verso/model'
import { findPlace, isTooDeep, linkOf } from './field-place.ts'
import { fieldTarget } from './field-target.ts'
import { limits } from './limits.ts'
import { findTimeTarget } from './locale-target.ts'
import { type PlanContext, targetTypes } from './plan-context.ts'
import type { Place } from './query-issue.ts'
import type { SortKey, Target, TargetPick } from './read-plan.ts'
import type { SortRequest } from './read-request.ts'
import { findSystemTarget } from './system-members.ts'

/** Kinds that aren't one value to compare, or whose values would make a cursor longer than an address. */
const long: readonly FieldKindName[] = ['longText', 'markdown', 'richText', 'json', 'location', 'component', 'blocks']

/** Kinds without an order that means something. */
const unordered: readonly FieldKindName[] = [...long, 'media', 'reference']

interface Candidate {
  through: SortKey['through']
  target: Target
}

/** A value that a path leads to. */
export interface FoundValue extends Candidate {
  /** Whether an entry may have several. */
  isMany: boolean
  isLong: boolean
  /** Null for a member of Verso's. */
  kind: FieldKindName | null
}

/** The best answers of a search first. */
export const scoreKey: SortKey = { target: { kind: 'score', comparison: 'number' }, through: [], descending: true }

/** Sort keys by id; each leads to one value per entry. Ties are the compiler's: it ends every order with the id. */
export function planSort(requests: readonly SortRequest[], type: ContentType, context: PlanContext): SortKey[] {
  return planTargetSort(requests, [type], { ...context, at: { parameter: 'sort' } }).flatMap(({ descending, keys }) => {
    const key = keys[type.id]
    return key === undefined ? [] : [{ ...key, descending }]
  })
}

/** The keys of an order in which entries of several types stand together: where one of them lacks a path, its value is absent. */
export function planTargetSort(
  requests: readonly SortRequest[],
  types: readonly ContentType[],
  context: PlanContext & { at: Place },
): TargetPick['sort'] {
  return requests.flatMap(({ path, descending }) => {
    const found = types.flatMap((type) => {
      const key = planKey(path, type, context)
      return key === undefined ? [] : [[type.id, key] as const]
    })
    const keys = found.flatMap(([id, key]) => (key === 'refused' ? [] : [[id, key] as const]))
    const names = types.map(({ name }) => `"${name}"`).join(', ')
    if (found.length === 0) return context.issues.add(context.at, 'unknown_field', `${names} has no field "${path}"`) ?? []
    if (new Set(keys.map(([, { target }]) => target.comparison)).size > 1)
      return context.issues.add(context.at, 'not_sortable', `"${path}" has values of several kinds, which have no order together`) ?? []
    return [{ descending, keys: Object.fromEntries(keys) }]
  })
}

function planKey(path: string, type: ContentType, context: PlanContext & { at: Place }): Candidate | 'refused' | undefined {
  const { at } = context
  const segments = path.split('.')
  if (isTooDeep(type, segments))
    return context.issues.add(at, 'query_too_large', `A path has at most ${limits.pathDepth} parts`) ?? 'refused'
  const found = findValues(segments, type, context)
  const sortable = found.filter(({ isMany, kind }) => !isMany && (kind === null || !unordered.includes(kind)))
  const [only] = sortable
  if (found.length === 0) return undefined
  if (only === undefined)
    return (
      context.issues.add(at, 'not_sortable', `Entries can’t be sorted by "${path}": it has no order, or more than one value`) ?? 'refused'
    )
  if (sortable.length > 1) return context.issues.add(at, 'not_sortable', `"${path}" means fields of several types`) ?? 'refused'
  return { target: only.target, through: only.through }
}

/** The values that a path leads to: several where it goes through a reference to several types that have it. */
export function findValues(segments: readonly string[], type: ContentType, context: PlanContext): FoundValue[] {
  const [name = ''] = segments
  if (name === '_score' && segments.length === 1 && context.isSearch) return [systemValue(scoreKey.target)]
  const system = segments.length === 1 ? findSystemTarget(name, context.purpose, [type]) : undefined
  const target = system?.target ?? findTimeTarget(segments, context)
  if (target !== undefined) return [systemValue(target)]
  const place = findPlace(type, segments)
  if (place === undefined) return []
  const { field, rest } = place
  const isMany = field.many === true || place.isListed
  if (rest.length === 0) return [{ through: [], target: fieldTarget(place), isMany, isLong: long.includes(field.kind), kind: field.kind }]
  if (field.kind !== 'reference') return []
  const types = targetTypes(field, context.model)
  const [last = ''] = rest
  const shared = rest.length === 1 ? findSystemTarget(last, context.purpose, types) : undefined
  const step = linkOf(place)
  if (shared !== undefined) {
    const value = systemValue(shared.target)
    return [{ ...value, through: [{ ...step, typeIds: types.map(({ id }) => id) }], isMany }]
  }
  return types.flatMap((target) =>
    findValues(rest, target, { ...context, isSearch: false }).map((value) => ({
      ...value,
      through: [{ ...step, typeIds: [target.id] }, ...value.through],
      isMany: isMany || value.isMany,
    })),
  )
}

function systemValue(target: Target): FoundValue {
  return { through: [], target, isMany: false, isLong: false, kind: null }
}
