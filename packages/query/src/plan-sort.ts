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

/** Kinds without an order that means something, or whose values would make a cursor longer than an address. */
const unsortable: readonly FieldKindName[] = [
  'longText',
  'markdown',
  'richText',
  'json',
  'location',
  'media',
  'reference',
  'component',
  'blocks',
]

interface Candidate {
  through: SortKey['through']
  target: Target
}

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
  const found = candidates(segments, type, context)
  const sortable = found.filter((candidate) => candidate !== 'unsortable')
  const [only] = sortable
  if (found.length === 0) return undefined
  if (only === undefined)
    return (
      context.issues.add(at, 'not_sortable', `Entries can’t be sorted by "${path}": it has no order, or more than one value`) ?? 'refused'
    )
  if (sortable.length > 1) return context.issues.add(at, 'not_sortable', `"${path}" means fields of several types`) ?? 'refused'
  return only
}

function candidates(segments: readonly string[], type: ContentType, context: PlanContext): (Candidate | 'unsortable')[] {
  const [name = ''] = segments
  const system = segments.length === 1 ? findSystemTarget(name, context.purpose, [type]) : undefined
  const target = system?.target ?? findTimeTarget(segments, context)
  if (target !== undefined) return [{ through: [], target }]
  const place = findPlace(type, segments)
  if (place === undefined) return []
  const { field, rest } = place
  const isMany = field.many === true || place.isListed
  if (rest.length === 0) return [isMany || unsortable.includes(field.kind) ? 'unsortable' : { through: [], target: fieldTarget(place) }]
  if (field.kind !== 'reference') return []
  const types = targetTypes(field, context.model)
  const [last = ''] = rest
  const shared = rest.length === 1 ? findSystemTarget(last, context.purpose, types) : undefined
  const step = linkOf(place)
  if (isMany) return ['unsortable']
  if (shared !== undefined) return [{ through: [{ ...step, typeIds: types.map(({ id }) => id) }], target: shared.target }]
  return types.flatMap((target) =>
    candidates(rest, target, context).map((candidate) =>
      candidate === 'unsortable' ? candidate : { ...candidate, through: [{ ...step, typeIds: [target.id] }, ...candidate.through] },
    ),
  )
}
