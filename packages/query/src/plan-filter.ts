import type { ContentType, Field } from '@verso/model'
import { limits } from './limits.ts'
import { isOperatorName, operators } from './operators.ts'
import { type FieldPlace, findPlace, isTooDeep, linkOf } from './field-place.ts'
import { fieldTarget } from './field-target.ts'
import { findLocaleTarget } from './locale-target.ts'
import { type PlanContext, targetTypes } from './plan-context.ts'
import { readOperand } from './read-operand.ts'
import type { Condition, Operand, OperatorName, Target } from './read-plan.ts'
import type { FilterNode } from './read-request.ts'
import { findSystemTarget } from './system-members.ts'

type Compare = FilterNode & { kind: 'compare' }

/** Conditions with names resolved to ids and operands to values. A fault leaves a hole and is noted; the plan is used only without faults. */
export function planFilter(node: FilterNode, type: ContentType, context: PlanContext): Condition | null {
  const budget = { left: limits.plannedConditions }
  const condition = planNode(node, type, { ...context, budget })
  if (budget.left < 0)
    context.issues.add({ parameter: 'filter' }, 'query_too_large', 'The paths of this filter lead through too many types')
  return condition
}

interface FilterContext extends PlanContext {
  /** Steps that may still be taken along paths; several types per reference multiply them. */
  budget: { left: number }
}

function planNode(node: FilterNode, type: ContentType, context: FilterContext): Condition | null {
  if (node.kind === 'compare') return planCompare(node, type, context)
  if (node.kind === 'not') {
    const of = planNode(node.of, type, context)
    return of === null ? null : { kind: 'not', of }
  }
  return { kind: node.kind, of: node.of.flatMap((part) => planNode(part, type, context) ?? []) }
}

function planCompare(node: Compare, type: ContentType, context: FilterContext): Condition | null {
  const segments = node.path.split('.')
  if (isTooDeep(type, segments))
    return context.issues.add(node.at, 'query_too_large', `A path has at most ${limits.pathDepth} parts`) ?? null
  if (!isOperatorName(node.operator))
    return context.issues.add(node.at, 'unknown_operator', `There is no operator "${node.operator}"`) ?? null
  const reached = { count: 0 }
  const condition = planPath(segments, type, { ...context, node, operator: node.operator, asked: node.operator, reached })
  if (reached.count === 0) context.issues.add(node.at, 'unknown_field', `"${type.name}" has no field "${node.path}"`)
  return condition
}

interface PathContext extends FilterContext {
  node: Compare
  asked: OperatorName
  /** What is compared in the end: below a reference, a negation has become what it negates. */
  operator: OperatorName
  operand?: Operand
  /** How many fields the path was found to end at. */
  reached: { count: number }
}

function planPath(segments: readonly string[], type: ContentType, context: PathContext): Condition | null {
  context.budget.left -= 1
  if (context.budget.left < 0) return null
  const [name = ''] = segments
  const system =
    (segments.length === 1 ? findSystemTarget(name, context.purpose, [type]) : undefined) ?? findLocaleTarget(segments, type, context)
  if (system !== undefined) return compare(system, context)
  const place = findPlace(type, segments)
  if (place === undefined) return null
  const { field, rest } = place
  // A stored link to what isn't published is absent for readers; editors see it as it is.
  const crosses = field.kind === 'reference' && (rest.length > 0 || context.purpose === 'published')
  if (crosses) return planCrossing(place, context)
  return endsAt(field, rest) ? compare({ target: fieldTarget(place), isSlug: field.id === type.slugField }, context) : null
}

/** A media field is compared by the id of its file, which `hero._id` names as well. */
function endsAt(field: Field, rest: readonly string[]): boolean {
  return rest.length === 0 || (field.kind === 'media' && rest.length === 1 && rest[0] === '_id')
}

/** "Some target …": comparisons are false on what is absent, so a negation is said of the whole path: no target has it. */
function planCrossing(place: FieldPlace, context: PathContext): Condition | null {
  const { operator, node, issues } = context
  if (operator === 'null') {
    const isAbsent = context.operand ?? readOperand(node.operand, { operator, comparison: 'id', now: context.now }, issues)
    if (isAbsent === undefined) {
      context.reached.count += 1
      return null
    }
    return negateIf(isAbsent === true, related(place, { ...context, operand: false }))
  }
  const { negates } = operators[operator]
  const asked = place.rest.length === 0 ? { ...place, rest: ['_id'] } : place
  const positive = related(asked, negates === undefined ? context : { ...context, operator: negates })
  return negateIf(negates !== undefined, positive)
}

function negateIf(isNegated: boolean, condition: Condition | null): Condition | null {
  return isNegated && condition !== null ? { kind: 'not', of: condition } : condition
}

function related(place: FieldPlace, context: PathContext): Condition | null {
  const { rest } = place
  const link = { kind: 'related', ...linkOf(place) } as const
  const types = targetTypes(place.field, context.model)
  const typeIds = types.map((type) => type.id)
  const [name = ''] = rest
  if (rest.length === 0) {
    context.reached.count += 1
    return { ...link, typeIds, where: null }
  }
  const system = rest.length === 1 ? findSystemTarget(name, context.purpose, types) : undefined
  if (system !== undefined) {
    const where = compare(system, context)
    return where === null ? null : { ...link, typeIds, where }
  }
  const alternatives = types.flatMap((type): Condition[] => {
    const where = planPath(rest, type, context)
    return where === null ? [] : [{ ...link, typeIds: [type.id], where }]
  })
  const [first = null] = alternatives
  return alternatives.length > 1 ? { kind: 'or', of: alternatives } : first
}

interface Found {
  target: Target
  options?: readonly string[]
  isSlug?: boolean
}

function compare({ target, options, isSlug }: Found, context: PathContext): Condition | null {
  const { asked, operator, node, issues, now } = context
  context.reached.count += 1
  if (!operators[asked].takes.includes(target.comparison)) {
    return issues.add(node.at, 'operator_not_allowed', `"${asked}" doesn’t apply to "${node.path}"`) ?? null
  }
  const operand = context.operand ?? readOperand(node.operand, { operator: asked, comparison: target.comparison, now }, issues)
  if (operand === undefined) return null
  const unknown =
    options === undefined || operator === 'null' ? undefined : [operand].flat().find((value) => !options.includes(String(value)))
  if (unknown !== undefined) return issues.add(node.at, 'unknown_option', `"${node.path}" is one of ${options?.join(', ')}`) ?? null
  // The slug has a column and a unique index of its own on what is published.
  const isAddress = isSlug === true && !context.ownOnly && context.purpose === 'published' && operator === 'eq' && operand !== ''
  return { kind: 'compare', target: isAddress ? { kind: 'system', column: 'slug', comparison: 'text' } : target, operator, operand }
}
