import type { RuleWhere } from '@verso/data'
import type { ContentType, Model } from '@verso/model'
import { asksForNow, type Condition, parseReadJson, planRead, type PlanOptions, type QueryIssue } from '@verso/query'
import { whereName } from './grants.ts'
import { whereInNames } from './where-paths.ts'

interface Planning extends Pick<PlanOptions, 'purpose' | 'now'> {
  model: Model
  type: ContentType
}

// A condition that doesn't speak of the moment is planned once for a type.
const known = new WeakMap<ContentType, Map<string, Condition | null>>()

/** The condition of a rule, as the language of queries means it in a type; null where it means nothing there, and so holds of nothing. */
export function plannedWhere(where: RuleWhere, planning: Planning): Condition | null {
  const { model, type, purpose } = planning
  const ofType = known.get(type) ?? new Map<string, Condition | null>()
  known.set(type, ofType)
  const key = `${purpose} ${model.version} ${whereName(where)}`
  const before = ofType.get(key)
  if (before !== undefined) return before
  const filter = whereInNames(where, type.id, model)
  const planned = filter === null ? { condition: null, isOfNow: false } : planCondition(filter, planning)
  const condition = planned.condition ?? null
  if (!planned.isOfNow) ofType.set(key, condition)
  return condition
}

type Planned =
  | { condition: Condition; isOfNow: boolean; issues?: never }
  | { condition: null; isOfNow: false; issues: readonly QueryIssue[] }

/** Plans a filter by itself; what the model doesn't hold is unknown. */
export function planCondition(filter: unknown, { model, type, purpose, now }: Planning): Planned {
  const parsed = parseReadJson({ filter }, { allow: ['filter'] })
  if (parsed.issues !== undefined) return { condition: null, isOfNow: false, issues: parsed.issues }
  const planned = planRead(parsed.request, { model, type, locales: model.locales, now, purpose })
  if (planned.issues !== undefined) return { condition: null, isOfNow: false, issues: planned.issues }
  if (planned.plan.where === null) return { condition: null, isOfNow: false, issues: [] }
  return { condition: planned.plan.where, isOfNow: asksForNow(parsed.request) }
}

/** How many references a condition crosses one behind the other. */
export function depthOf(condition: Condition): number {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return Math.max(0, ...condition.of.map(depthOf))
    case 'not':
      return depthOf(condition.of)
    case 'items':
      return depthOf(condition.where)
    case 'related':
      return 1 + (condition.where === null ? 0 : depthOf(condition.where))
    case 'file':
    case 'compare':
    case 'search':
      return 0
  }
}
