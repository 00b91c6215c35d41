import type { ContentType } from '@verso/model'
import type { AggregateKey, AggregateName, AggregatePlan, AggregateRequest, GroupKey } from './aggregate-plan.ts'
import { decodeGroupCursor } from './cursor.ts'
import { cursorKey } from './cursor-key.ts'
import { isTooDeep } from './field-place.ts'
import { limits } from './limits.ts'
import { operators } from './operators.ts'
import type { PlanContext, PlanOptions } from './plan-context.ts'
import { planFilter } from './plan-filter.ts'
import { cursorMessages, planLocales, withSearch } from './plan-read.ts'
import { planSearch } from './plan-search.ts'
import { findValues, type FoundValue } from './plan-sort.ts'
import { type QueryIssue, queryIssues } from './query-issue.ts'
import type { ReadRequest } from './read-request.ts'

export type PlannedAggregate = { plan: AggregatePlan; issues?: never } | { issues: QueryIssue[]; plan?: never }

/** A request for figures in place of entries, with the same conditions, languages and rights. */
export function planAggregate(request: ReadRequest, options: PlanOptions): PlannedAggregate {
  const { now, pinnedTo = now } = options
  const context: PlanContext = { ...options, now: pinnedTo, issues: queryIssues(), ownOnly: !request.fallback, isSearch: false }
  const { type, model, issues } = context
  const locales = planLocales(request, { ...context, now })
  const search = planSearch(request, { locales, context })
  const filter = request.filter === null ? null : planFilter(request.filter, type, context)
  const plan: AggregatePlan = {
    typeId: type.id,
    modelVersion: model.version,
    locales,
    ownOnly: !request.fallback,
    where: withSearch(filter, search),
    search,
    group: (request.group ?? []).flatMap((path) => planGroup(path, type, context) ?? []),
    largestFirst: false,
    aggregates: (request.aggregate ?? [{ name: 'count', path: null }]).flatMap((one) => planFigure(one, type, context) ?? []),
    limit: request.limit,
    offset: request.offset,
    after: null,
    count: request.count,
    cursorKey: cursorKey(request, options),
  }
  if (request.after !== null && issues.list.length === 0) {
    const values = decodeGroupCursor(request.after, {
      cursorKey: plan.cursorKey,
      comparisons: plan.group.map(({ target }) => target.comparison),
    })
    if (Array.isArray(values)) plan.after = values
    else issues.add({ parameter: 'after' }, values, cursorMessages[values])
  }
  return issues.list.length > 0 ? { issues: issues.list } : { plan }
}

/** What is counted, in each group that is asked for, of the entries that a list is about: the largest groups. */
export function planFacet(request: ReadRequest, options: PlanOptions): PlannedAggregate {
  const facet = { aggregate: null, limit: limits.facetValues, offset: null, after: null, count: false, highlight: false }
  const { plan, issues } = planAggregate({ ...request, ...facet }, options)
  if (plan !== undefined) return { plan: { ...plan, largestFirst: true } }
  return { issues: issues.map((issue) => (issue.parameter === 'group' ? { ...issue, parameter: 'facets' } : issue)) }
}

/** By a field that may hold many: an entry then stands in the group of each of its values. A reference is grouped by id. */
function planGroup(path: string, type: ContentType, context: PlanContext): GroupKey | undefined {
  const at = { parameter: 'group' }
  const value = valueAt(path, { type, at }, context)
  if (value === undefined) return undefined
  if (value.isLong || value.target.comparison === 'none' || value.target.comparison === 'location')
    return context.issues.add(at, 'operator_not_allowed', `Entries can’t be grouped by "${path}"`)
  return { path, target: value.target, through: value.through }
}

/** What the values have to be for each figure. */
const takes: Record<Exclude<AggregateName, 'count'>, readonly string[]> = {
  countDistinct: operators.eq.takes,
  min: [...operators.lt.takes, 'option'],
  max: [...operators.lt.takes, 'option'],
  sum: ['integer', 'number', 'bigint', 'decimal'],
  avg: ['integer', 'number', 'bigint', 'decimal'],
}

function planFigure({ name, path }: AggregateRequest, type: ContentType, context: PlanContext): AggregateKey | undefined {
  if (name === 'count' || path === null) return { name: 'count', label: 'count' }
  const at = { parameter: 'aggregate' }
  const value = valueAt(path, { type, at }, context)
  if (value === undefined) return undefined
  if (value.isMany) return context.issues.add(at, 'operator_not_allowed', `"${path}" holds more than one value`)
  if (value.isLong || !takes[name].includes(value.target.comparison))
    return context.issues.add(at, 'operator_not_allowed', `"${name}" doesn’t apply to "${path}"`)
  return { name, label: `${name}(${path})`, target: value.target, through: value.through }
}

function valueAt(
  path: string,
  { type, at }: { type: ContentType; at: { parameter: string } },
  context: PlanContext,
): FoundValue | undefined {
  const segments = path.split('.')
  if (isTooDeep(type, segments)) return context.issues.add(at, 'query_too_large', `A path has at most ${limits.pathDepth} parts`)
  const ends = findValues(segments, type, context)
  const found = ends.some(({ kind }) => kind === 'reference') ? findValues([...segments, '_id'], type, context) : ends
  const [only] = found
  if (only === undefined) return context.issues.add(at, 'unknown_field', `"${type.name}" has no field "${path}"`)
  if (found.length > 1) return context.issues.add(at, 'operator_not_allowed', `"${path}" means fields of several types`)
  return only
}
